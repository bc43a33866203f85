/// A colour of a figure, which has a value on a light background and one on a dark background.
///
/// An element gets the light value as its `color` attribute and a class; a viewer with a dark colour
/// scheme replaces the value by a media query in the figure's style sheet, every other viewer ignores
/// it. Shapes are drawn with `currentColor`.
package enum Paint: Sendable, Equatable {
  /// The colour of the series with this index; they repeat after ten.
  case series(Int)
  /// The colour of a number at this share, 0 to 1, of the range that is shown.
  case sequential(Double)
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
    case .sequential(let share): "s\(SequentialColors.step(of: share))"
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
    case .series(let index): SeriesColors.all[Self.cycled(index)].light.hexadecimal
    case .sequential(let share):
      SequentialColors.color(SequentialColors.step(of: share)).light.hexadecimal
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
    case .series(let index): SeriesColors.all[Self.cycled(index)].dark.hexadecimal
    case .sequential(let share):
      SequentialColors.color(SequentialColors.step(of: share)).dark.hexadecimal
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
  static let seriesCount = SeriesColors.all.count

  private static func cycled(_ index: Int) -> Int {
    ((index % seriesCount) + seriesCount) % seriesCount
  }

  /// The rules that turn a figure dark where the viewer asks for it.
  static let darkStyleSheet: String = {
    let fixed: [Paint] = [.ink, .muted, .frame, .grid, .background, .red, .green, .blue]
    let paints = fixed + (0..<seriesCount).map { Paint.series($0) }
    let rules = paints.map(\.darkRule)
    let outline = ".outlined{stroke:\(Paint.ink.dark)}"
    return darkMedia(rules.joined() + outline)
  }()

  /// The rules for those sequential colours that a figure has, which are many.
  static func darkStyleSheet(sequentialSteps: Set<Int>) -> String {
    darkMedia(
      sequentialSteps.sorted()
        .map { Paint.sequential(Double($0) / Double(SequentialColors.steps)).darkRule }.joined())
  }

  private var darkRule: String { ".\(className){color:\(dark)}" }

  private static func darkMedia(_ rules: String) -> String {
    "@media (prefers-color-scheme:dark){" + rules + "}"
  }

  /// The colour of a series of a number at this share, 0 to 1, of the range of all series: of the sequential
  /// colours those that stand out from the background.
  package static func numericSeries(_ share: Double) -> Paint {
    let first = Double(SequentialColors.firstOfLines) / Double(SequentialColors.steps)
    return .sequential(first + (1 - first) * (share.isNaN ? 0 : min(max(share, 0), 1)))
  }
}

extension SVGWriter {
  /// A group whose shapes are drawn in a colour.
  mutating func painted(_ paint: Paint, _ body: (inout SVGWriter) -> Void) {
    note(paint)
    group("g", ["class": paint.className, "color": paint.light], body)
  }
}
