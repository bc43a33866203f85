/// Axes with a frame, ticks, a grid, labels and a legend, and layers drawn on them.
package struct Axes: Panel {
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  /// What the axis shows; all of the data with a margin where nothing is said.
  package var xLimits: AxisLimits?
  package var yLimits: AxisLimits?
  package var scales: AxisScales
  /// What the axes show at least, as those of another panel do.
  package var extent = DataBounds()
  package var layers: [any PlotLayer]
  package var legend: LegendPlacement
  package var showsGrid: Bool
  /// Whether a unit is as long on one axis as on the other.
  package var hasEqualAspect: Bool
  /// What numbers the sequential colours of the layers stand for.
  package var colorBar: ColorBar?
  /// A sentence under the panel.
  package var note: String?

  package init(
    title: String? = nil, xLabel: String? = nil, yLabel: String? = nil,
    xLimits: AxisLimits? = nil, yLimits: AxisLimits? = nil, scales: AxisScales = AxisScales(),
    layers: [any PlotLayer], legend: LegendPlacement = .best, showsGrid: Bool = true,
    hasEqualAspect: Bool = false, colorBar: ColorBar? = nil, note: String? = nil
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xLimits = xLimits
    self.yLimits = yLimits
    self.scales = scales
    self.layers = layers
    self.legend = legend
    self.showsGrid = showsGrid
    self.hasEqualAspect = hasEqualAspect
    self.colorBar = colorBar
    self.note = note
  }

  package var summary: String {
    var text = title ?? "Plot"
    if let xLabel, let yLabel { text += ": \(yLabel) against \(xLabel)" }
    let names = layers.flatMap { $0.legendEntries(on: scales) }.map(\.label)
    if !names.isEmpty { text += "; \(names.joined(separator: ", "))" }
    return text + "." + (note.map { " " + $0 } ?? "")
  }

  /// The height of axes without a legend below them.
  static func plainHeight(width: Double, hasEqualAspect: Bool) -> Double {
    hasEqualAspect ? min(max(width * 0.9, 260), 600) : min(max(width * 2 / 3, 260), 400)
  }

  package func naturalHeight(width: Double) -> Double {
    let height = Self.plainHeight(width: width, hasEqualAspect: hasEqualAspect)
    let layout = AxesLayout(self, cell: Size(width: width, height: height))
    let extra = layout.note.height + (layout.names.map { $0.height - 12 } ?? 0)
    guard case .below(let legend) = layout.legend else { return height + extra }
    return height + legend.size.height + extra
  }

  package func layOut(in cell: Size) -> PanelLayout {
    let layout = AxesLayout(self, cell: cell)
    return PanelLayout(insets: layout.insets) { plot, svg in layout.draw(in: plot, to: &svg) }
  }

  package var sharableLegend: [LegendEntry] {
    guard legend == .best || legend == .below else { return [] }
    return layers.flatMap { $0.legendEntries(on: scales) }.filter { !$0.label.isEmpty }
  }

  package var withoutLegend: any Panel {
    var panel = self
    panel.legend = .hidden
    return panel
  }

  /// The range that all layers and the extent take, as far as it has a place on the axes.
  var bounds: DataBounds {
    layers.reduce(extent) { $0.union($1.bounds(on: scales)) }
  }

  /// Whether some layer has something that has a place on the axes.
  var hasData: Bool {
    layers.contains { $0.bounds(on: scales) != DataBounds() }
  }

  /// What the layers have and these axes have no place for: numbers that are 0 or less on a logarithmic
  /// axis, and what is not finite.
  package var unshown: [UnshownPoints] { layers.compactMap { $0.unshown(on: scales) } }

  /// Whether some layer speaks for whole numbers on the x axis and none against.
  var hasWholeX: Bool {
    let opinions = layers.compactMap(\.hasWholeX)
    return scales.x == .linear && !opinions.isEmpty && opinions.allSatisfy { $0 }
  }

  /// Panels that show the same range on the axes that are named, as facets of one picture do.
  package static func aligned(_ panels: [Axes], x: Bool = true, y: Bool = true) -> [Axes] {
    let all = panels.reduce(DataBounds()) { $0.union($1.bounds) }
    return panels.map { panel in
      var panel = panel
      panel.extent = panel.extent.union(DataBounds(x: x ? all.x : nil, y: y ? all.y : nil))
      return panel
    }
  }
}
