import Testing

@testable import Plot

@Suite struct PanelTests {
  private func expectFigure(
    _ panels: [any Panel], named name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let svg = Figure(name: name, panels: panels).svg
    #expect(xmlFault(in: svg) == nil, sourceLocation: sourceLocation)
    try expectSnapshot(svg, named: "\(name).svg", sourceLocation: sourceLocation)
  }

  @Test func decisionBoundary() throws {
    let grid = SampleGrid(x: AxisLimits(-0.5, 1.5), y: AxisLimits(-0.5, 1.5), columns: 9, rows: 9)
    let values = grid.points.map { $0.x + $0.y - 1.3 }
    try expectFigure(
      [
        Axes(
          title: "AND", xLabel: "x₁", yLabel: "x₂", xLimits: grid.x, yLimits: grid.y,
          layers: [
            ClassRegions(
              grid: grid, classes: values.map { $0 >= 0 ? 1 : 0 }, paints: [.red, .blue],
              labels: ["0", "1"]),
            ContourLine(grid: grid, values: values, level: 0, label: "Decision boundary"),
            ScatterPoints(points: [DataPoint(x: 0, y: 0)], paint: .red, marker: .cross),
            ScatterPoints(points: [DataPoint(x: 1, y: 1)], paint: .blue, isOutlined: true),
          ], hasEqualAspect: true)
      ], named: "decision_boundary")
  }

  @Test func images() throws {
    let small = try #require(RasterImage(width: 2, height: 2, bytes: [0, 255, 255, 0]))
    let large = try #require(RasterImage(width: 8, height: 8, bytes: (0..<64).map { $0 * 4 }))
    try expectFigure(
      [
        ImageGrid(
          title: "Samples",
          items: [
            ImageGrid.Item(image: small, caption: ["Pred: 7 (98%)", "True: 7"], paint: .green),
            ImageGrid.Item(image: large, caption: ["Pred: 1 (51%)", "True: <7>"], paint: .red),
          ], columns: 2)
      ], named: "images")
  }

  @Test func confusionMatrix() throws {
    try expectFigure(
      [
        HeatMap.confusionMatrix(
          title: "Confusion", classNames: ["cat", "dog"], counts: [[50, 3], [0, 1200]]),
        HeatMap(columnNames: ["a"], rowNames: ["b"], values: [[-0.125]], texts: [["−0.13"]]),
      ], named: "confusion_matrix")
  }

  @Test func graph() throws {
    try expectFigure(
      [
        Graph(
          title: "Forward",
          nodes: [
            Graph.Node(id: "x", title: "x", lines: ["0.50"]),
            Graph.Node(id: "w", title: "w", lines: ["0.10", "grad −0.01"], paint: .series(1)),
            Graph.Node(id: "z", title: "z = w·x", lines: ["0.05"]),
            Graph.Node(id: "L", title: "L", lines: ["0.11"], paint: .red),
          ],
          edges: [
            Graph.Edge(from: "x", to: "z", lines: ["0.50"]), Graph.Edge(from: "w", to: "z"),
            Graph.Edge(from: "z", to: "L"), Graph.Edge(from: "x", to: "L"),
          ])
      ], named: "graph")
  }

  /// Panels without content, or with content that does not fit together, draw what they can.
  @Test func emptyAndUnevenPanels() {
    let grid = SampleGrid(x: AxisLimits(0, 1), y: AxisLimits(0, 1), columns: 2, rows: 2)
    let panels: [any Panel] = [
      ImageGrid(items: []), HeatMap(columnNames: [], rowNames: [], values: []),
      HeatMap(columnNames: ["a", "b"], rowNames: ["c"], values: [[.nan, .infinity, 3], [1e300]]),
      Graph(nodes: [], edges: []), Axes(layers: []),
      Axes(layers: [ClassRegions(grid: grid, classes: [1])]),
      Axes(layers: [ContourLine(grid: grid, values: [.nan, 1, -1, 0], level: 0)]),
      Axes(layers: [ReferenceLine(.vertical, at: .nan)]),
      Graph(
        nodes: [Graph.Node(id: "a", title: "a"), Graph.Node(id: "a", title: "again")],
        edges: [Graph.Edge(from: "a", to: "a"), Graph.Edge(from: "a", to: "nowhere")]),
    ]
    for size in [nil, Size(width: 10, height: 10), Size(width: 4000, height: 300)] {
      let svg = Figure(name: "", title: "", panels: panels, size: size).svg
      #expect(xmlFault(in: svg) == nil)
      #expect(!svg.contains("=\"-0.00\"") && !svg.contains("=\"nan"))
    }
    #expect(xmlFault(in: Figure(name: "none", panels: []).svg) == nil)
  }

  @Test func namesWithControlCharactersAreDrawn() {
    let name = "a\u{0}\u{8}<b>&\"\u{FFFF}\n]]>"
    let svg = Figure(
      name: name, title: name,
      panels: [
        Axes(title: name, xLabel: name, yLabel: name, layers: [ReferenceLine(.vertical, at: 1, label: name)]),
        Graph(title: name, nodes: [Graph.Node(id: name, title: name, lines: [name])], edges: []),
        HeatMap(title: name, columnNames: [name], rowNames: [name], values: [[1]]),
      ]
    ).svg
    #expect(xmlFault(in: svg) == nil)
  }

  @Test func regionsCoverEachSampleOnce() {
    let grid = SampleGrid(x: AxisLimits(0, 1), y: AxisLimits(0, 1), columns: 13, rows: 7)
    let classes = (0..<grid.count).map { ($0 * $0 / 7 + $0 % 5) % 3 }
    var covered = [Int](repeating: 0, count: grid.count)
    for block in ClassRegions(grid: grid, classes: classes).blocks() {
      for row in block.rows {
        for column in block.columns {
          covered[row * grid.columns + column] += 1
          #expect(classes[row * grid.columns + column] == block.name)
        }
      }
    }
    #expect(covered.allSatisfy { $0 == 1 })
    let plain = ClassRegions(grid: grid, classes: classes.map { _ in 4 }).blocks()
    #expect(plain == [ClassRegions.Block(name: 4, columns: 0..<13, rows: 0..<7)])
  }

  @Test func contourOfACircleIsOneClosedLineOnTheCircle() throws {
    let grid = SampleGrid(x: AxisLimits(-2, 2), y: AxisLimits(-2, 2), columns: 81, rows: 81)
    let values = grid.points.map { $0.x * $0.x + $0.y * $0.y }
    let lines = ContourLine(grid: grid, values: values, level: 1).lines()
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.first == line.last && line.count > 100)
    for point in line { #expect(abs(point.x * point.x + point.y * point.y - 1) < 0.002) }
  }

  @Test func contourOfAPlaneIsOneOpenLine() throws {
    let grid = SampleGrid(x: AxisLimits(0, 1), y: AxisLimits(0, 1), columns: 11, rows: 11)
    let lines = ContourLine(grid: grid, values: grid.points.map { $0.x - 0.33 }, level: 0).lines()
    #expect(lines.count == 1)
    #expect(lines.first?.count == 11)
    #expect(lines.joined().allSatisfy { abs($0.x - 0.33) < 1e-12 })
  }

  @Test func layersOfAGraph() {
    func layers(_ edges: [(String, String)]) -> [[String]] {
      let names = Set(edges.flatMap { [$0.0, $0.1] }).sorted()
      let graph = Graph(
        nodes: names.map { Graph.Node(id: $0, title: $0) },
        edges: edges.map { Graph.Edge(from: $0.0, to: $0.1) })
      return GraphLayering(graph).layers.map { layer in
        layer.map { site in
          switch site {
          case .node(let index): names[index]
          case .bend: "|"
          }
        }.sorted()
      }
    }
    // A weight stands beside its use, an edge over a layer bends there, a cycle ends.
    #expect(layers([("a", "b"), ("b", "c"), ("w", "c")]) == [["a"], ["b", "w"], ["c"]])
    #expect(layers([("a", "b"), ("b", "c"), ("a", "c")]) == [["a"], ["b", "|"], ["c"]])
    #expect(layers([("a", "b"), ("b", "c"), ("c", "a")]) == [["a"], ["b", "|"], ["c"]])
  }

  @Test func longCurvesAreThinned() {
    let line = (0..<100_000).map { Point(x: Double($0) / 200, y: Double($0 * 7919 % 101)) }
    let thinned = LineSeries.thinned(line)
    #expect(thinned.count <= 4 * 1001)
    #expect(thinned.first == line.first && thinned.last == line.last)
    #expect(thinned.map(\.y).max() == 100 && thinned.map(\.y).min() == 0)
    // No number equals itself: each place is a run of its own, and the line ends.
    #expect(LineSeries.thinned([Point(x: .nan, y: 1), Point(x: .nan, y: 2)]).count == 2)
    let sparse = (0..<50).map { Point(x: Double($0), y: Double($0 * 7 % 5)) }
    #expect(LineSeries.thinned(sparse) == sparse)
  }
}
