/// Coloured regions of the plane: which class a model gives at each sample of a grid.
package struct ClassRegions: PlotLayer {
  package var grid: SampleGrid
  /// The class at each sample; a negative one is left blank.
  package var classes: [Int]
  /// The colour of each class, which repeat; the series' colours where there are none.
  package var paints: [Paint]
  /// The names in the legend, by class; empty for none.
  package var labels: [String]

  private static let opacity = 0.18

  package init(grid: SampleGrid, classes: [Int], paints: [Paint] = [], labels: [String] = []) {
    self.grid = grid
    self.classes = classes
    self.paints = paints
    self.labels = labels
  }

  package var bounds: DataBounds { grid.bounds }

  package var legendEntries: [LegendEntry] {
    labels.enumerated().map { LegendEntry(label: $1, paint: paint(of: $0), sample: .area) }
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    guard classes.count == grid.count else { return }
    let blocks = blocks()
    for name in Set(classes).sorted() where name >= 0 {
      // One path a class: no seams show between its blocks.
      var path = ""
      for block in blocks where block.name == name { path += outline(of: block, in: frame) }
      svg.painted(paint(of: name)) {
        $0.element(
          "path", ["d": path, "fill": "currentColor", "fill-opacity": coordinate(Self.opacity)])
      }
    }
  }

  private func paint(of name: Int) -> Paint {
    paints.isEmpty ? .series(name) : paints[name % paints.count]
  }

  /// A rectangle of samples of one class: columns and rows, the upper bounds excluded.
  struct Block: Equatable {
    var name: Int
    var columns: Range<Int>
    var rows: Range<Int>
  }

  /// The samples as few rectangles: runs of one class along a row, joined over rows in which they
  /// start and end alike.
  func blocks() -> [Block] {
    var finished: [Block] = []
    var open: [Block] = []
    for row in 0..<grid.rows {
      var next: [Block] = []
      for run in runs(inRow: row) {
        if let above = open.firstIndex(where: { $0.columns == run.columns && $0.name == run.name }) {
          var block = open.remove(at: above)
          block.rows = block.rows.lowerBound..<row + 1
          next.append(block)
        } else {
          next.append(run)
        }
      }
      finished += open
      open = next
    }
    return finished + open
  }

  private func runs(inRow row: Int) -> [Block] {
    var runs: [Block] = []
    for column in 0..<grid.columns {
      let name = classes[row * grid.columns + column]
      if let last = runs.last, last.name == name {
        runs[runs.count - 1].columns = last.columns.lowerBound..<column + 1
      } else {
        runs.append(Block(name: name, columns: column..<column + 1, rows: row..<row + 1))
      }
    }
    return runs
  }

  /// The outline of a block: each sample reaches half way to its neighbours, or to the grid's edge.
  private func outline(of block: Block, in frame: PlotFrame) -> String {
    func edge(_ index: Int, _ count: Int) -> Double { min(max(Double(index) - 0.5, 0), Double(count - 1)) }
    let low = grid.point(
      column: edge(block.columns.lowerBound, grid.columns), row: edge(block.rows.lowerBound, grid.rows))
    let high = grid.point(
      column: edge(block.columns.upperBound, grid.columns), row: edge(block.rows.upperBound, grid.rows))
    let left = coordinate(frame.place(x: low.x))
    let right = coordinate(frame.place(x: high.x))
    let top = coordinate(frame.place(y: high.y))
    let bottom = coordinate(frame.place(y: low.y))
    return "M\(left) \(top)H\(right)V\(bottom)H\(left)Z"
  }
}
