/// A note under a panel, broken into lines that fit.
struct PanelNote {
  let lines: [String]

  private static let size = 11.5
  private static let lineHeight = 15.0
  private static let mostLines = 6

  init(_ text: String?, width: Double) {
    var lines: [String] = []
    var line = ""
    for word in (text ?? "").prefix(2000).split(separator: " ") {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || TextWidth.of(longer, size: Self.size) <= width {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    if !line.isEmpty { lines.append(line) }
    if lines.count > Self.mostLines {
      lines = Array(lines.prefix(Self.mostLines))
      lines[Self.mostLines - 1] += " …"
    }
    self.lines = lines.map { FittedText($0, size: Self.size, width: max(width, 1)).text }
  }

  var height: Double { lines.isEmpty ? 0 : Double(lines.count) * Self.lineHeight + 8 }

  /// Draws the lines around the middle, the last one just above the bottom.
  func draw(middle: Double, bottom: Double, to svg: inout SVGWriter) {
    guard !lines.isEmpty else { return }
    svg.painted(.muted) { svg in
      for (index, line) in lines.enumerated() {
        let y = bottom - 6 - Double(lines.count - 1 - index) * Self.lineHeight
        svg.text(line, at: Point(x: middle, y: y), size: Self.size, anchor: .middle)
      }
    }
  }
}
