/// The line along which values on a grid reach a level: a decision boundary.
///
/// Marching squares (Lorensen and Cline 1987, in two dimensions) with linear interpolation along the
/// edges; a saddle is decided by the mean of its corners. Cells with a value that is not finite are
/// left out.
package struct ContourLine: PlotLayer {
  package var grid: SampleGrid
  /// The value at each sample.
  package var values: [Double]
  package var level: Double
  package var label: String?
  package var paint: Paint
  package var dash: Dash
  package var width: Double

  package init(
    grid: SampleGrid, values: [Double], level: Double, label: String? = nil, paint: Paint = .green,
    dash: Dash = .dashed, width: Double = 2
  ) {
    self.grid = grid
    self.values = values
    self.level = level
    self.label = label
    self.paint = paint
    self.dash = dash
    self.width = width
  }

  package var bounds: DataBounds { grid.bounds }

  package var legendEntries: [LegendEntry] {
    guard let label else { return [] }
    return [LegendEntry(label: label, paint: paint, sample: .line(dash, width: width, nil))]
  }

  package func footprint(in frame: PlotFrame) -> Footprint {
    Footprint(polylines: lines().flatMap(frame.visiblePieces))
  }

  package func draw(in frame: PlotFrame, to svg: inout SVGWriter) {
    let pieces = lines().flatMap(frame.visiblePieces)
    svg.painted(paint) { $0.lines(pieces, width: width, dash: dash) }
  }

  /// An edge between two neighbouring samples, named by the first of them.
  private struct Edge: Hashable {
    var column: Int
    var row: Int
    var isHorizontal: Bool
  }

  /// The contour as lines as long as they go; closed ones end where they start.
  func lines() -> [[DataPoint]] {
    guard values.count == grid.count else { return [] }
    var neighbours: [Edge: [Edge]] = [:]
    var order: [Edge] = []
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 {
        for (first, second) in segments(column: column, row: row) {
          neighbours[first, default: []].append(second)
          neighbours[second, default: []].append(first)
          order += [first, second]
        }
      }
    }
    var visited: Set<Edge> = []
    var lines: [[DataPoint]] = []
    // Open lines from their ends, then the closed ones from anywhere.
    let ends = order.filter { neighbours[$0]?.count == 1 }
    for start in ends + order where !visited.contains(start) {
      var line = [start]
      visited.insert(start)
      while let last = line.last, let next = neighbours[last]?.first(where: { !visited.contains($0) }) {
        visited.insert(next)
        line.append(next)
      }
      if line.count > 2, let last = line.last, neighbours[last]?.contains(start) == true {
        line.append(start)
      }
      lines.append(line.map(crossing))
    }
    return lines
  }

  private func value(_ column: Int, _ row: Int) -> Double { values[row * grid.columns + column] - level }

  /// Where the level is reached along an edge.
  private func crossing(_ edge: Edge) -> DataPoint {
    let first = value(edge.column, edge.row)
    let second =
      edge.isHorizontal ? value(edge.column + 1, edge.row) : value(edge.column, edge.row + 1)
    let share = first / (first - second)
    return edge.isHorizontal
      ? grid.point(column: Double(edge.column) + share, row: Double(edge.row))
      : grid.point(column: Double(edge.column), row: Double(edge.row) + share)
  }

  /// The pieces of the contour in the cell above and right of a sample, as the edges they join.
  private func segments(column: Int, row: Int) -> [(Edge, Edge)] {
    let (a, b) = (value(column, row), value(column + 1, row))
    let (c, d) = (value(column + 1, row + 1), value(column, row + 1))
    // Most cells lie on one side.
    if (a >= 0) == (b >= 0), (b >= 0) == (c >= 0), (c >= 0) == (d >= 0) { return [] }
    let corners = [a, b, c, d]
    guard corners.allSatisfy(AxisLimits.isDrawable) else { return [] }
    let edges = [
      Edge(column: column, row: row, isHorizontal: true),
      Edge(column: column + 1, row: row, isHorizontal: false),
      Edge(column: column, row: row + 1, isHorizontal: true),
      Edge(column: column, row: row, isHorizontal: false),
    ]
    let above = corners.map { $0 >= 0 }
    let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }.map { edges[$0] }
    if crossed.count == 2 { return [(crossed[0], crossed[1])] }
    guard crossed.count == 4 else { return [] }
    let middleIsAbove = corners.reduce(0.0) { $0 + $1 / 4 } >= 0
    return middleIsAbove == above[0]
      ? [(edges[0], edges[1]), (edges[2], edges[3])]
      : [(edges[0], edges[3]), (edges[1], edges[2])]
  }
}
