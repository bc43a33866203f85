/// Where values on a grid reach a level.
///
/// Marching squares (Lorensen and Cline 1987, in two dimensions) with linear interpolation along the
/// edges; a saddle is decided by the mean of its corners. Cells with a value that is not finite are
/// left out.
struct Isoline {
  let grid: SampleGrid
  /// The value at each sample.
  let values: [Double]
  let level: Double

  /// An edge between two neighbouring samples, named by the first of them.
  private struct Edge: Hashable {
    var column: Int
    var row: Int
    var isHorizontal: Bool
  }

  /// The lines as long as they go, through the cells that are asked for; closed ones end where they start. A
  /// cell is named by its lower left sample.
  func lines(through isWanted: (_ column: Int, _ row: Int) -> Bool = { _, _ in true }) -> [[DataPoint]] {
    guard values.count == grid.count else { return [] }
    var neighbours: [Edge: [Edge]] = [:]
    var order: [Edge] = []
    for row in 0..<grid.rows - 1 {
      for column in 0..<grid.columns - 1 where isWanted(column, row) {
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
    let crossed = edges.indices.filter { (side: Int) -> Bool in above[side] != above[(side + 1) % 4] }
      .map { (side: Int) -> Edge in edges[side] }
    if crossed.count == 2 { return [(crossed[0], crossed[1])] }
    guard crossed.count == 4 else { return [] }
    let middleIsAbove = corners.reduce(0.0) { $0 + $1 / 4 } >= 0
    return middleIsAbove == above[0]
      ? [(edges[0], edges[1]), (edges[2], edges[3])]
      : [(edges[0], edges[3]), (edges[1], edges[2])]
  }
}
