/// Axes with a frame, ticks, a grid, labels and a legend, and layers drawn on them.
package struct Axes: Panel {
  package var title: String?
  package var xLabel: String?
  package var yLabel: String?
  /// What the axis shows; all of the data with a margin where nothing is said.
  package var xLimits: AxisLimits?
  package var yLimits: AxisLimits?
  package var layers: [any PlotLayer]
  package var legend: LegendPlacement
  package var showsGrid: Bool
  /// Whether a unit is as long on one axis as on the other.
  package var hasEqualAspect: Bool

  package init(
    title: String? = nil, xLabel: String? = nil, yLabel: String? = nil,
    xLimits: AxisLimits? = nil, yLimits: AxisLimits? = nil, layers: [any PlotLayer],
    legend: LegendPlacement = .best, showsGrid: Bool = true, hasEqualAspect: Bool = false
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xLimits = xLimits
    self.yLimits = yLimits
    self.layers = layers
    self.legend = legend
    self.showsGrid = showsGrid
    self.hasEqualAspect = hasEqualAspect
  }

  package var summary: String {
    var text = title ?? "Plot"
    if let xLabel, let yLabel { text += ": \(yLabel) against \(xLabel)" }
    let names = layers.flatMap(\.legendEntries).map(\.label)
    if !names.isEmpty { text += "; \(names.joined(separator: ", "))" }
    return text + "."
  }

  /// The height of axes without a legend below them.
  static func plainHeight(width: Double, hasEqualAspect: Bool) -> Double {
    hasEqualAspect ? min(max(width * 0.9, 260), 600) : min(max(width * 2 / 3, 260), 400)
  }

  package func naturalHeight(width: Double) -> Double {
    let height = Self.plainHeight(width: width, hasEqualAspect: hasEqualAspect)
    let layout = AxesLayout(self, cell: Size(width: width, height: height))
    guard case .below(let legend) = layout.legend else { return height }
    return height + legend.size.height
  }

  package func layOut(in cell: Size) -> PanelLayout {
    let layout = AxesLayout(self, cell: cell)
    return PanelLayout(insets: layout.insets) { plot, svg in layout.draw(in: plot, to: &svg) }
  }

  /// The bounds of all layers, in data coordinates.
  var bounds: DataBounds {
    layers.reduce(DataBounds()) { $0.union($1.bounds) }
  }

  /// Whether some layer speaks for whole numbers on the x axis and none against.
  var hasWholeX: Bool {
    let opinions = layers.compactMap(\.hasWholeX)
    return !opinions.isEmpty && opinions.allSatisfy { $0 }
  }
}
