/// A colour of a figure, which has a value on a light background and one on a dark background.
///
/// An element gets the light value as its `color` attribute and a class; a viewer with a dark colour
/// scheme replaces the value by a media query in the figure's style sheet, every other viewer ignores
/// it. Shapes are drawn with `currentColor`.
package enum Paint: Sendable, Equatable {
  /// The colour of the series with this index: matplotlib's `tab10`, which repeats after ten.
  case series(Int)
  /// Text, axis lines.
  case ink
  /// Text of second rank, zero lines.
  case muted
  /// The frame of the axes.
  case frame
  /// Grid lines.
  case grid
  /// What the figure lies on.
  case background
  /// The named colours of the notebook's figures.
  case red, green, blue

  /// The name of the style class.
  var className: String {
    switch self {
    case .series(let index): "c\(Self.cycled(index))"
    case .ink: "ink"
    case .muted: "muted"
    case .frame: "frame"
    case .grid: "grid"
    case .background: "background"
    case .red: "red"
    case .green: "green"
    case .blue: "blue"
    }
  }

  /// The colour on a light background.
  var light: String {
    switch self {
    case .series(let index): Self.tab10[Self.cycled(index)].light
    case .ink: "#262626"
    case .muted: "#6e6e6e"
    case .frame: "#cccccc"
    case .grid: "#e6e6e6"
    case .background: "#ffffff"
    case .red: "#d62020"
    case .green: "#008000"
    case .blue: "#1010e0"
    }
  }

  /// The colour on a dark background.
  var dark: String {
    switch self {
    case .series(let index): Self.tab10[Self.cycled(index)].dark
    case .ink: "#e6edf3"
    case .muted: "#9aa4ae"
    case .frame: "#4a525b"
    case .grid: "#2b323a"
    case .background: "#0d1117"
    case .red: "#ff6b6b"
    case .green: "#56d364"
    case .blue: "#79b8ff"
    }
  }

  /// How many series have colours of their own.
  static let seriesCount = tab10.count

  private static func cycled(_ index: Int) -> Int {
    ((index % seriesCount) + seriesCount) % seriesCount
  }

  /// matplotlib's `tab10`, and the same hues lightened until they contrast with a dark background.
  private static let tab10: [(light: String, dark: String)] = [
    ("#1f77b4", "#58a6ff"), ("#ff7f0e", "#ffa657"), ("#2ca02c", "#56d364"),
    ("#d62728", "#ff7b72"), ("#9467bd", "#c297ff"), ("#8c564b", "#c8a08f"),
    ("#e377c2", "#f5a3d9"), ("#7f7f7f", "#adb5bd"), ("#bcbd22", "#dcdd5b"),
    ("#17becf", "#56d8e6"),
  ]

  /// The rules that turn a figure dark where the viewer asks for it.
  static let darkStyleSheet: String = {
    let fixed: [Paint] = [.ink, .muted, .frame, .grid, .background, .red, .green, .blue]
    let paints = fixed + (0..<seriesCount).map { Paint.series($0) }
    let rules = paints.map { ".\($0.className){color:\($0.dark)}" }
    let outline = ".outlined{stroke:\(Paint.ink.dark)}"
    return "@media (prefers-color-scheme:dark){" + rules.joined() + outline + "}"
  }()
}

extension SVGWriter {
  /// A group whose shapes are drawn in a colour.
  mutating func painted(_ paint: Paint, _ body: (inout SVGWriter) -> Void) {
    group("g", ["class": paint.className, "color": paint.light], body)
  }
}
