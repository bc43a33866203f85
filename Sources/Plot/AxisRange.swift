/// What axes show along each direction, in units of each axis.
enum AxisRange {
  static func both(_ axes: Axes) -> (x: AxisLimits, y: AxisLimits) {
    let bounds = axes.bounds
    let x = range(axes.xLimits, bounds.x, axes.scales.x, integersOnly: axes.hasWholeX)
    let standsOnZero = axes.layers.contains(where: \.standsOnZero)
    let y = range(axes.yLimits, bounds.y, axes.scales.y, integersOnly: false, standsOnZero: standsOnZero)
    return (x, y)
  }

  private static func range(
    _ given: AxisLimits?, _ data: ClosedRange<Double>?, _ scale: AxisScale, integersOnly: Bool,
    standsOnZero: Bool = false
  ) -> AxisLimits {
    switch scale {
    case .linear:
      if let given { return given }
      guard let data else { return AxisLimits(0, 1) }
      let wide = AxisLimits(around: data, integersOnly: integersOnly)
      guard standsOnZero, wide.lower < wide.upper else { return wide }
      if data.lowerBound == 0, data.upperBound > 0 { return AxisLimits(0, wide.upper) }
      if data.upperBound == 0, data.lowerBound < 0 { return AxisLimits(wide.lower, 0) }
      return wide
    case .log:
      return logarithmic(given, data)
    case .categories(let names):
      return given ?? AxisLimits(-0.5, Double(max(names.count, 1)) - 0.5)
    }
  }

  /// Of given limits that are not positive those of the data count, or three decades below the upper one.
  private static func logarithmic(_ given: AxisLimits?, _ data: ClosedRange<Double>?) -> AxisLimits {
    let low = data.flatMap { AxisScale.log.coordinate($0.lowerBound) }
    let high = data.flatMap { AxisScale.log.coordinate($0.upperBound) }
    if let given, let upper = AxisScale.log.coordinate(given.upper) {
      let lower = AxisScale.log.coordinate(given.lower) ?? min(low ?? upper - 3, upper - 1)
      return separate(lower, upper)
    }
    guard let high else { return AxisLimits(0, 1) }
    let lower = low ?? high - 3
    guard high > lower else { return AxisLimits(lower - 0.5, lower + 0.5) }
    let margin = (high - lower) * 0.05
    return separate(lower - margin, high + margin)
  }

  private static func separate(_ lower: Double, _ upper: Double) -> AxisLimits {
    upper - lower > 1e-9 ? AxisLimits(lower, upper) : AxisLimits(lower - 0.5, lower + 0.5)
  }
}
