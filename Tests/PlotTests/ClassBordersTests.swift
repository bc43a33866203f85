import Testing

@testable import Plot

/// Borders between the regions of three classes, each the half-plane or sector where its output leads.
@Suite struct ClassBordersTests {
  private static let grid = SampleGrid(x: AxisLimits(-1, 1), y: AxisLimits(-1, 1), columns: 21, rows: 21)

  private func borders(_ outputs: (DataPoint) -> [Double]) -> ClassBorders {
    let rows = Self.grid.points.map(outputs)
    let classes = rows.map { row in row.indices.max { row[$0] < row[$1] } ?? 0 }
    var leads: [Int: [Double]] = [:]
    for name in Set(classes) {
      leads[name] = rows.map { row in
        row[name] - (row.enumerated().filter { $0.offset != name }.map(\.element).max() ?? 0)
      }
    }
    return ClassBorders(grid: Self.grid, classes: classes, leads: leads, label: "border")
  }

  @Test func aBorderIsDrawnOnce() {
    // Classes 0, 1 and 2 from left to right, with borders at x = -0.5 and x = 0.5.
    let lines = borders { [-$0.x - 0.53, 0, $0.x - 0.53] }.lines()
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.allSatisfy { abs(abs($0.x) - 0.53) < 1e-12 && $0.x * line[0].x > 0 })
      #expect(line.map(\.y).min() == -1 && line.map(\.y).max() == 1)
    }
  }

  @Test func whereThreeClassesMeetEveryBorderIsThere() {
    // Three sectors around the origin.
    let borders = borders { [$0.x, -$0.x / 2 + $0.y, -$0.x / 2 - $0.y] }
    let points = borders.lines().flatMap { $0 }
    // Along the border of classes 1 and 2, y = 0 on the left, and of 0 and 1, y = 1.5 x on the right.
    #expect(points.contains { $0.x == -1 && abs($0.y) < 1e-12 })
    #expect(points.contains { $0.x > 0.3 && abs($0.y - 1.5 * $0.x) < 0.05 })
    #expect(points.contains { $0.x > 0.3 && abs($0.y + 1.5 * $0.x) < 0.05 })
    #expect(borders.legendEntries.map(\.label) == ["border"])
  }

  @Test func samplesWithoutAnAnswerHaveNoBorder() {
    var borders = borders { [-$0.x, $0.x] }
    borders.classes = borders.classes.map { _ in -1 }
    #expect(borders.lines().isEmpty)
    borders.classes = []
    #expect(borders.lines().isEmpty)
  }
}

/// The names of a confusion matrix of many classes.
@Suite struct HeatMapNameTests {
  @Test(arguments: [400.0, 800, 1200]) func noNameOfTwentySixClassesIsLost(_ width: Double) {
    let names = (0..<26).map { "class \(Character(Unicode.Scalar(UInt8(97 + $0))))" }
    let map = HeatMap.confusionMatrix(
      title: nil, classNames: names, counts: names.map { _ in names.map { _ in 1 } })
    let svg = Figure(name: "f", panels: [map], size: Size(width: width, height: width)).svg
    for name in names { #expect(svg.split(separator: ">\(name)<").count == 3, "\(name) at \(width)") }
  }

  @Test func fewNamesLieFlat() {
    let map = HeatMap.confusionMatrix(title: nil, classNames: ["cat", "dog"], counts: [[1, 0], [0, 1]])
    #expect(!Figure(name: "f", panels: [map]).svg.contains("text-anchor=\"end\" transform"))
  }
}
