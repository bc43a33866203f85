/// A name in a legend with a sample of what it names.
package struct LegendEntry: Sendable, Equatable {
  package enum Sample: Sendable, Equatable {
    case line(Dash, width: Double, Marker?)
    case marker(Marker, outlined: Bool)
    case area
    case bar
    /// Nothing was drawn: a cross, as `MissingMarks` has.
    case missing
  }

  package var label: String
  package var paint: Paint
  package var sample: Sample
}

extension AxisScales {
  /// The entry of points of which these axes can show none, as of a trial that diverged: a cross beside the
  /// name. Why is for the note of the axes to say. Nil where there is something to see.
  func emptyEntry(_ label: String, _ points: [DataPoint]) -> LegendEntry? {
    guard !points.contains(where: shows) else { return nil }
    return LegendEntry(label: label, paint: .muted, sample: .missing)
  }
}

/// Where the legend of axes stands.
package enum LegendPlacement: Sendable, Equatable {
  /// Where it covers least; below the axes where it is too large for the plot.
  case best
  case at(LegendCorner)
  /// Below the axes, in columns.
  case below
  case hidden
}

/// A place for a legend within the plot, in matplotlib's order of preference.
package enum LegendCorner: Sendable, Equatable, CaseIterable {
  case upperRight, upperLeft, lowerLeft, lowerRight, centerLeft, centerRight, lowerCenter
  case upperCenter, center

  /// The place of something of this size in a plot, a little off the frame.
  func rect(of size: Size, in plot: Rect) -> Rect {
    let margin = 6.0
    let right = plot.maxX - margin - size.width
    let bottom = plot.maxY - margin - size.height
    let x: Double
    switch self {
    case .upperLeft, .lowerLeft, .centerLeft: x = plot.x + margin
    case .upperRight, .lowerRight, .centerRight: x = right
    case .lowerCenter, .upperCenter, .center: x = plot.midX - size.width / 2
    }
    let y: Double
    switch self {
    case .upperRight, .upperLeft, .upperCenter: y = plot.y + margin
    case .lowerLeft, .lowerRight, .lowerCenter: y = bottom
    case .centerLeft, .centerRight, .center: y = plot.midY - size.height / 2
    }
    return Rect(x: x, y: y, width: size.width, height: size.height)
  }
}

/// A legend that was measured: its entries in columns, filled downwards.
struct LegendLayout: Equatable {
  let entries: [LegendEntry]
  let labels: [FittedText]
  let rows: Int
  let columnWidth: Double
  let size: Size

  private static let rowHeight = 19.0
  private static let sampleWidth = 38.0
  private static let sampleGap = 8.0
  private static let columnGap = 18.0
  private static let padding = 6.0

  /// Measures a legend of so many columns; labels too long for `width` are made to fit.
  init(_ entries: [LegendEntry], columns: Int, width: Double) {
    let columns = min(max(columns, 1), max(entries.count, 1))
    let gaps = Self.columnGap * Double(columns - 1) + 2 * Self.padding
    let room = max((width - gaps) / Double(columns) - Self.sampleWidth - Self.sampleGap, 20)
    labels = entries.map { FittedText($0.label, size: Font.legend, width: room) }
    let widest = labels.reduce(0.0) { max($0, TextWidth.of($1.text, size: $1.size)) }
    self.entries = entries
    rows = (entries.count + columns - 1) / columns
    columnWidth = Self.sampleWidth + Self.sampleGap + widest
    // Filled downwards, the last columns may stay empty.
    let used = rows == 0 ? 0 : (entries.count + rows - 1) / rows
    size = Size(
      width: Double(used) * columnWidth + Self.columnGap * Double(max(used - 1, 0)) + 2 * Self.padding,
      height: Double(rows) * Self.rowHeight + 2 * Self.padding)
  }

  /// As many columns as fit into `width` without making labels smaller.
  init(_ entries: [LegendEntry], width: Double) {
    let single = LegendLayout(entries, columns: 1, width: .infinity)
    let room = width - 2 * Self.padding + Self.columnGap
    let columns = (room / (single.columnWidth + Self.columnGap)).rounded(.down)
    self.init(entries, columns: Int(min(max(columns, 1), 100)), width: width)
  }

  func draw(at origin: Point, to svg: inout SVGWriter) {
    for (index, entry) in entries.enumerated() {
      let x = origin.x + Self.padding + Double(index / rows) * (columnWidth + Self.columnGap)
      let y = origin.y + Self.padding + (Double(index % rows) + 0.5) * Self.rowHeight
      svg.painted(entry.paint) { Self.draw(entry.sample, from: Point(x: x, y: y), to: &$0) }
      let label = labels[index]
      svg.text(
        label.text,
        at: Point(x: x + Self.sampleWidth + Self.sampleGap, y: y + Font.middle * label.size),
        size: label.size)
    }
  }

  private static func draw(
    _ sample: LegendEntry.Sample, from start: Point, to svg: inout SVGWriter
  ) {
    let middle = Point(x: start.x + sampleWidth / 2, y: start.y)
    switch sample {
    case .line(let dash, let width, let marker):
      let end = Point(x: start.x + sampleWidth, y: start.y)
      svg.lines([[start, end]], width: width, dash: dash)
      if let marker { svg.marker(marker, at: middle, radius: 4) }
    case .marker(let marker, let outlined):
      svg.marker(marker, at: middle, radius: 5, outlined: outlined)
    case .missing:
      svg.marker(.cross, at: middle, radius: 4)
    case .bar:
      svg.filledRect(Rect(x: middle.x - 9, y: middle.y - 6, width: 18, height: 12))
    case .area:
      svg.filledRect(Rect(x: start.x, y: start.y - 6, width: sampleWidth, height: 12), opacity: 0.35)
    }
  }
}
