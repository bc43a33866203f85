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
  /// The names of a horizontal axis of categories.
  let names: NamesBelow?
  let note: PanelNote

  init(_ axes: Axes, cell: Size) {
    self.axes = axes
    hasData = axes.hasData
    let (x, y) = AxisRange.both(axes)
    // About what titles and labels leave of the cell; the exact size depends on the ticks.
    let bar = axes.colorBar?.width(height: max(cell.height - 90, 40)) ?? 0
    let nominal = Size(width: max(cell.width - 80 - bar, 40), height: max(cell.height - 90, 40))
    xAxis = .horizontal(axes.scales.x, x, length: nominal.width, integersOnly: axes.hasWholeX)
    yAxis = .vertical(axes.scales.y, y, length: nominal.height)
    note = PanelNote(axes.note, width: cell.width - 20)
    if case .categories = axes.scales.x {
      names = NamesBelow(
        xAxis.ticks.map(\.text), columnWidth: nominal.width / max(x.upper - x.lower, 1))
    } else {
      names = nil
    }
    var plain = Self.plainInsets(axes, xAxis, yAxis, maxNames: cell.width / 4)
    plain.right += bar
    plain.bottom += names.map { $0.height - 12 } ?? 0
    let height = min(
      cell.height, Axes.plainHeight(width: cell.width, hasEqualAspect: axes.hasEqualAspect))
    let plot = Rect(
      x: plain.left, y: plain.top, width: max(cell.width - plain.left - plain.right, 40),
      height: max(height - plain.top - plain.bottom, 40))
    legend = Self.legend(
      axes, in: PlotFrame(plot: plot, x: x, y: y, scales: axes.scales), widthBelow: cell.width - 20)
    var insets = plain
    if case .below(let layout) = legend { insets.bottom += layout.size.height }
    insets.bottom += note.height
    self.insets = insets
  }

  /// The room for title, labels and ticks, without a legend.
  private static func plainInsets(_ axes: Axes, _ xAxis: Axis, _ yAxis: Axis, maxNames: Double) -> Insets {
    let hasTitle = !(axes.title ?? "").isEmpty
    let hasXLabel = !(axes.xLabel ?? "").isEmpty || !xAxis.note.isEmpty
    let hasNames = if case .categories = axes.scales.x { true } else { false }
    return Insets(
      top: hasTitle ? 36 : yAxis.note.isEmpty ? 14 : 24,
      left: min(yAxis.labelWidth, maxNames) + ((axes.yLabel ?? "").isEmpty ? 20 : 42),
      bottom: hasXLabel ? 54 : 32,
      right: max(16, hasNames ? 0 : xAxis.labelWidth / 2 + 4))
  }

  /// What kind of legend suits the axes; one below them may be `widthBelow` wide.
  private static func legend(_ axes: Axes, in frame: PlotFrame, widthBelow: Double) -> Legend {
    let entries = axes.layers.flatMap { $0.legendEntries(on: axes.scales) }.filter { !$0.label.isEmpty }
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
