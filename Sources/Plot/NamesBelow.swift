/// Names in a row below a plot, one in the middle of each column: side by side where they fit, else upright,
/// and every second or further one where upright ones would run into each other.
struct NamesBelow {
  let names: [String]
  let isUpright: Bool
  /// The height of the longest name as it stands.
  let height: Double

  private static let highest = 130.0

  /// Names for columns about as wide as this.
  init(_ names: [String], columnWidth: Double) {
    self.names = names
    let widest = names.reduce(0.0) { max($0, TextWidth.of(String($1.prefix(200)), size: Font.tick)) }
    // Names are made a little smaller before they are turned.
    isUpright = widest * 0.8 + 6 > columnWidth
    height = isUpright ? min(max(widest, 12), Self.highest) : 12
  }

  /// Draws the names where their columns, as wide as this, have their middles.
  func draw(at places: [Double], columnWidth: Double, below y: Double, to svg: inout SVGWriter) {
    let (size, step) = NameDensity.of(columnWidth)
    for (index, (name, x)) in zip(names, places).enumerated() {
      if !isUpright {
        let fitted = FittedText(name, size: Font.tick, width: columnWidth - 4, keepsEnd: true)
        svg.text(fitted.text, at: Point(x: x, y: y + 18), size: fitted.size, anchor: .middle)
      } else if index.isMultiple(of: step) {
        let fitted = FittedText(name, size: size, width: height, keepsEnd: true)
        let place = Point(x: x + Font.middle * fitted.size, y: y + 6)
        svg.verticalText(fitted.text, at: place, size: fitted.size, anchor: .end)
      }
    }
  }
}

/// How names that lie one beside the other are drawn.
enum NameDensity {
  /// The size of names in rows so high, and every how many are shown.
  static func of(_ height: Double) -> (size: Double, step: Int) {
    let smallest = Font.tick * 0.6
    let step = Int(min((smallest + 1) / max(height, 0.001), 1e6).rounded(.up))
    return (min(Font.tick, max(height - 2, smallest)), max(step, 1))
  }
}
