import Testing

@testable import Plot

/// Whatever is in a figure, it can be drawn, and the file holds numbers that a viewer can read.
@Suite struct WildFigureTests {
  @Test(arguments: 0..<20)
  func aFigureOfAnythingIsWellFormedAndFinite(block: Int) {
    for seed in block * 20..<(block + 1) * 20 {
      var values = WildValues(seed: seed)
      let found = faults(in: values.figure().svg)
      #expect(found.isEmpty, "seed \(seed): \(found.prefix(3))")
    }
  }

  /// Attributes that hold no numbers.
  private static let words: Set = [
    "xmlns", "role", "font-family", "class", "color", "fill", "stroke", "id", "clip-path", "text-anchor",
    "style", "aria-label", "href", "preserveAspectRatio", "shape-rendering", "image-rendering",
    "stroke-linejoin",
  ]

  /// What is wrong with an SVG file: its XML, and the attributes whose numbers are no plain decimals.
  private func faults(in svg: String) -> [String] {
    let elements = XMLElements(of: svg)
    if let fault = elements.fault { return [fault] }
    return elements.all.flatMap { element in
      element.attributes.filter { !Self.words.contains($0.key) && !isPlain($0.value) }
        .map { "<\(element.name) \($0.key)=\"\($0.value.prefix(60))\">" }
    }
  }

  /// Whether all numbers are decimals as `coordinate` writes them.
  private func isPlain(_ attribute: String) -> Bool {
    // Path commands, and those of a transform, stand between the numbers.
    let separators = " ,()MLHVCZhvz"
    let text = attribute.hasPrefix("rotate(") ? attribute.dropFirst(6) : Substring(attribute)
    return text.split { separators.contains($0) }.allSatisfy { part in
      part.allSatisfy { "0123456789.-".contains($0) } && part != "-0.00"
        && Double(part).map { abs($0) <= 1e9 } == true
    }
  }

  @Test func aReadersFaultsAreFound() {
    #expect(faults(in: "<svg><path d=\"M1.00 2.00L3.00 -4.00\"/></svg>").isEmpty)
    for bad in ["nan", "inf", "1e+30", "-0.00", "10000000000.00", "M1.00 nan"] {
      #expect(!faults(in: "<svg><path d=\"\(bad)\"/></svg>").isEmpty, "\(bad)")
    }
    for bad in [
      "<svg><path></svg>", "<svg", "<svg>", "", "<svg/><svg/>", "<svg>\u{1}</svg>", "<svg>&x;</svg>",
    ] {
      #expect(xmlFault(in: bad) != nil, "\(bad)")
    }
  }

  /// The last numbers that can be drawn are in sight.
  @Test(arguments: [[1e300, -1e300], [1e300], [-1e300], [0, 1e300], [9.9e299, 1e300]])
  func theFarthestNumbersAreInSight(_ values: [Double]) {
    let points = values.enumerated().map { DataPoint(x: Double($0.offset), y: $0.element) }
    let axes = Axes(layers: [LineSeries(label: nil, points: points, index: 0)])
    let limits = AxesLayout(axes, cell: Size(width: 600, height: 400)).yAxis.limits
    #expect(values.allSatisfy { limits.lower <= $0 && $0 <= limits.upper }, "\(limits)")
  }

  @Test func aLineBeyondAllNumbersMovesNoAxis() {
    let line = LineSeries(
      label: nil, points: [DataPoint(x: 0, y: 1), DataPoint(x: 1, y: 2)], index: 0)
    let plain = Figure(name: "f", panels: [Axes(layers: [line])]).svg
    for far in [(1e300).nextUp, -1e308, .infinity, .nan] {
      let svg = Figure(name: "f", panels: [Axes(layers: [line, ReferenceLine(.horizontal, at: far)])]).svg
      #expect(svg == plain)
    }
  }
}
