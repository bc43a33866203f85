/// Axes that were measured for a cell: limits, ticks, the room for labels, the kind of legend.
struct AxesLayout {
  enum Legend {
    case none
    case inside(LegendLayout, corners: [LegendCorner])
    case below(LegendLayout)
  }

  /// How many pixels of line a legend within the plot may cover.
  private static let tolerated = 30.0

  let axes: Axes
  let xAxis: Axis
  let yAxis: Axis
  let insets: Insets
  let legend: Legend
  let hasData: Bool

  /// One axis: its limits, ticks and labels.
  struct Axis {
    let limits: AxisLimits
    let ticks: Ticks
    let labels: TickLabels

    /// The width of the widest label in pixels.
    var labelWidth: Double {
      labels.texts.reduce(0.0) { max($0, TextWidth.of($1, size: Font.tick)) }
    }
  }

  init(_ axes: Axes, cell: Size) {
    self.axes = axes
    let bounds = axes.bounds
    hasData = bounds.x != nil || bounds.y != nil
    let whole = axes.hasWholeX
    let xLimits =
      axes.xLimits ?? bounds.x.map { AxisLimits(around: $0, integersOnly: whole) } ?? AxisLimits(0, 1)
    let yLimits =
      axes.yLimits ?? bounds.y.map { AxisLimits(around: $0, integersOnly: false) } ?? AxisLimits(0, 1)
    // About what titles and labels leave of the cell; the exact size depends on the ticks.
    let nominal = Size(width: max(cell.width - 80, 40), height: max(cell.height - 90, 40))
    xAxis = Self.xAxis(xLimits, length: nominal.width, integersOnly: whole)
    yAxis = Self.yAxis(yLimits, length: nominal.height)
    let plain = Self.plainInsets(axes, xAxis, yAxis)
    let height = min(
      cell.height, Axes.plainHeight(width: cell.width, hasEqualAspect: axes.hasEqualAspect))
    let plot = Rect(
      x: plain.left, y: plain.top, width: max(cell.width - plain.left - plain.right, 40),
      height: max(height - plain.top - plain.bottom, 40))
    legend = Self.legend(
      axes, in: PlotFrame(plot: plot, x: xLimits, y: yLimits), widthBelow: cell.width - 20)
    var insets = plain
    if case .below(let layout) = legend { insets.bottom += layout.size.height }
    self.insets = insets
  }

  /// At most nine intervals, fewer where the labels would run into each other.
  private static func xAxis(_ limits: AxisLimits, length: Double, integersOnly: Bool) -> Axis {
    var intervals = min(max(Int(length / (3 * Font.tick)), 1), 9)
    while true {
      let ticks = Ticks(limits: limits, maxIntervals: intervals, integersOnly: integersOnly)
      let axis = Axis(limits: limits, ticks: ticks, labels: TickLabels(ticks))
      let values = ticks.values
      guard intervals > 1, values.count > 1 else { return axis }
      let distance = (values[1] - values[0]) / (limits.upper - limits.lower) * length
      if axis.labelWidth + 8 <= distance { return axis }
      intervals -= 1
    }
  }

  private static func yAxis(_ limits: AxisLimits, length: Double) -> Axis {
    let intervals = min(max(Int(length / (2 * Font.tick)), 1), 9)
    let ticks = Ticks(limits: limits, maxIntervals: intervals)
    return Axis(limits: limits, ticks: ticks, labels: TickLabels(ticks))
  }

  /// The room for title, labels and ticks, without a legend.
  private static func plainInsets(_ axes: Axes, _ xAxis: Axis, _ yAxis: Axis) -> Insets {
    let hasTitle = !(axes.title ?? "").isEmpty
    let hasXLabel = !(axes.xLabel ?? "").isEmpty || !xAxis.labels.note.isEmpty
    return Insets(
      top: hasTitle ? 36 : yAxis.labels.note.isEmpty ? 14 : 24,
      left: yAxis.labelWidth + ((axes.yLabel ?? "").isEmpty ? 20 : 42),
      bottom: hasXLabel ? 54 : 32,
      right: max(16, xAxis.labelWidth / 2 + 4))
  }

  /// What kind of legend suits the axes; one below them may be `widthBelow` wide.
  private static func legend(_ axes: Axes, in frame: PlotFrame, widthBelow: Double) -> Legend {
    let entries = axes.layers.flatMap(\.legendEntries).filter { !$0.label.isEmpty }
    guard !entries.isEmpty, axes.legend != .hidden else { return .none }
    let plot = frame.plot
    let below = Legend.below(LegendLayout(entries, width: widthBelow))
    if axes.legend == .below { return below }
    if case .at(let corner) = axes.legend {
      return .inside(LegendLayout(entries, columns: 1, width: plot.width * 0.9), corners: [corner])
    }
    let inside = LegendLayout(entries, columns: 1, width: plot.width * 0.6)
    guard inside.size.height <= plot.height * 0.6 else { return below }
    let isShortened = zip(inside.labels, entries).contains { $0.text != $1.label }
    guard !isShortened else { return below }
    let site = LegendSite(
      for: inside.size, in: plot, avoiding: axes.layers.map { $0.footprint(in: frame) },
      corners: LegendCorner.allCases)
    // A corner of the legend over a bit of line can be borne, a name over the data cannot.
    return site.covered > tolerated ? below : .inside(inside, corners: LegendCorner.allCases)
  }
}
