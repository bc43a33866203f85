/// The lines between regions of several classes: where the class that is ahead changes.
///
/// Of each class but the last of a cell, the line where its lead over all others is 0 is drawn; a border
/// between two classes is drawn once.
package struct ClassBorders: GridLines {
  package var grid: SampleGrid
  /// The class at each sample; a negative one has no border.
  package var classes: [Int]
  /// For each class, by how much it is ahead of the best other one at each sample; negative where it is
  /// behind.
  package var leads: [Int: [Double]]
  package var label: String?
  package var paint: Paint
  package var dash: Dash
  package var width: Double

  package init(
    grid: SampleGrid, classes: [Int], leads: [Int: [Double]], label: String? = nil, paint: Paint = .green,
    dash: Dash = .dashed, width: Double = 2
  ) {
    self.grid = grid
    self.classes = classes
    self.leads = leads
    self.label = label
    self.paint = paint
    self.dash = dash
    self.width = width
  }

  package func lines() -> [[DataPoint]] {
    guard classes.count == grid.count else { return [] }
    return leads.sorted { $0.key < $1.key }.flatMap { name, values in
      Isoline(grid: grid, values: values, level: 0).lines { column, row in
        let corners = corners(column, row)
        return corners.contains(name) && corners.contains { $0 > name }
      }
    }
  }

  /// The classes at the corners of the cell above and right of a sample.
  private func corners(_ column: Int, _ row: Int) -> [Int] {
    let first = row * grid.columns + column
    return [first, first + 1, first + grid.columns, first + grid.columns + 1].map { classes[$0] }
  }
}
