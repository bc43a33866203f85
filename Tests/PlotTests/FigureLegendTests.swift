import Testing

@testable import Plot

@Suite struct FigureLegendTests {
  private func panel(_ labels: [String], first: Int = 0, _ legend: LegendPlacement = .best) -> Axes {
    Axes(
      layers: labels.enumerated().map {
        LineSeries(label: $0.element, points: [DataPoint(x: 0, y: 1)], index: first + $0.offset)
      }, legend: legend)
  }

  private func shared(_ panels: [Axes]) -> [String]? {
    SharedLegend.entries(of: panels)?.map(\.label)
  }

  @Test func panelsThatAgreeHaveOneLegend() {
    #expect(shared([panel(["a", "b"]), panel(["a", "b"])]) == ["a", "b"])
    #expect(shared([panel(["a", "b"]), panel(["a"]), panel([])]) == ["a", "b"])
    #expect(shared([panel(["a"]), panel(["a", "b"])]) == ["a", "b"])
  }

  @Test func panelsThatDisagreeKeepTheirs() {
    #expect(shared([panel(["a", "b"]), panel(["b", "a"])]) == nil)
    #expect(shared([panel(["a"]), panel(["b"], first: 1)]) == nil)
    #expect(shared([panel(["a"])]) == nil)
    #expect(shared([panel(["a"], .at(.center)), panel(["a"])]) == nil)
    #expect(shared([panel(["a"], .hidden), panel(["a"])]) == nil)
  }

  @Test func aSharedLegendIsDrawnOnce() {
    func count(_ shares: Bool) -> Int {
      let svg = Figure(name: "f", panels: [panel(["relu"]), panel(["relu"])], sharesLegend: shares).svg
      return svg.split(separator: "\n").count { $0.contains(">relu<") }
    }
    #expect(count(true) == 1 && count(false) == 2)
  }

  /// All facets show what any of them needs, and one without data says so.
  @Test func facetsAreAligned() {
    let low = Axes(layers: [LineSeries(label: nil, points: [DataPoint(x: 0, y: 1)], index: 0)])
    let high = Axes(layers: [LineSeries(label: nil, points: [DataPoint(x: 9, y: 5)], index: 0)])
    let both = Axes.aligned([low, high, Axes(layers: [])])
    #expect(both.allSatisfy { $0.bounds == DataBounds(x: 0...9, y: 1...5) })
    #expect(both.map(\.hasData) == [true, true, false])
    #expect(Axes.aligned([low, high], x: false)[0].bounds == DataBounds(x: 0...0, y: 1...5))
  }

  @Test func aNoteIsBrokenIntoLinesThatFit() {
    let text = String(repeating: "a note of some length ", count: 9)
    let note = PanelNote(text, width: 300)
    #expect(note.lines.joined(separator: " ") + " " == text && note.lines.count > 3)
    #expect(note.lines.allSatisfy { TextWidth.of($0, size: 11.5) <= 300 })
    #expect(PanelNote(nil, width: 300).height == 0 && PanelNote("", width: 300).height == 0)
    #expect(PanelNote(String(repeating: "word ", count: 400), width: 200).lines.count == 6)
    let axes = Axes(layers: [], note: text)
    #expect(axes.naturalHeight(width: 300) > Axes(layers: []).naturalHeight(width: 300) + 40)
  }
}
