/// One axis that was measured: what it shows, its ticks and their texts.
struct Axis {
  /// A tick: its place in units of the axis, and its text.
  struct Tick: Equatable {
    var place: Double
    var text: String
  }

  let scale: AxisScale
  /// In units of the axis: of a logarithmic one these are logarithms.
  let limits: AxisLimits
  var ticks: [Tick] = []
  /// Ticks without a text.
  var minor: [Double] = []
  /// What each text is to be multiplied by and moved by.
  var note = ""

  /// The width of the widest text in pixels.
  var labelWidth: Double {
    ticks.reduce(0.0) { max($0, TextWidth.of($1.text, size: Font.tick)) }
  }

  /// A horizontal axis, with at most nine intervals, fewer where the texts would run into each other.
  static func horizontal(_ scale: AxisScale, _ limits: AxisLimits, length: Double, integersOnly: Bool) -> Axis
  {
    if case .categories(let names) = scale { return Axis(scale, limits, names: names) }
    var intervals = min(max(Int(length / (3 * Font.tick)), 1), 9)
    while true {
      let axis = Axis(scale, limits, intervals: intervals, integersOnly: integersOnly)
      if intervals == 1 || axis.fits(length) { return axis }
      intervals -= 1
    }
  }

  static func vertical(_ scale: AxisScale, _ limits: AxisLimits, length: Double) -> Axis {
    if case .categories(let names) = scale { return Axis(scale, limits, names: names) }
    let intervals = min(max(Int(length / (2 * Font.tick)), 1), 9)
    return Axis(scale, limits, intervals: intervals, integersOnly: false)
  }

  private init(_ scale: AxisScale, _ limits: AxisLimits, names: [String]) {
    self.scale = scale
    self.limits = limits
    ticks = names.enumerated().map { Tick(place: Double($0.offset), text: $0.element) }
      .filter { $0.place >= limits.lower && $0.place <= limits.upper }
  }

  private init(_ scale: AxisScale, _ limits: AxisLimits, intervals: Int, integersOnly: Bool) {
    self.scale = scale
    self.limits = limits
    if scale == .log {
      let log = LogTicks(limits: limits, mostTicks: intervals + 1)
      ticks = zip(log.places, log.texts).map { Tick(place: $0, text: $1) }
      minor = log.minor
      if ticks.count < 3, limits.upper - limits.lower < 1 { useLinearTicks(intervals) }
    } else {
      let linear = Ticks(limits: limits, maxIntervals: intervals, integersOnly: integersOnly)
      let labels = TickLabels(linear)
      ticks = zip(linear.values, labels.texts).map { Tick(place: $0, text: $1) }
      note = labels.note
    }
  }

  /// On a small part of a decade the ticks of a linear axis are at hand.
  private mutating func useLinearTicks(_ intervals: Int) {
    let data = AxisLimits(Decade.power(limits.lower), Decade.power(limits.upper))
    guard data.lower > 0 else { return }
    let linear = Ticks(limits: data, maxIntervals: min(intervals, 4))
    let values = linear.values.map { AxisScale.decimalLogarithm($0) }
    guard values.count > 1 else { return }
    let labels = TickLabels(linear)
    ticks = zip(values, labels.texts).map { Tick(place: $0, text: $1) }
    note = labels.note
    minor = []
  }

  /// Whether no text comes nearer than eight pixels to the next one.
  private func fits(_ length: Double) -> Bool {
    let scale = length / (limits.upper - limits.lower)
    return zip(ticks, ticks.dropFirst()).allSatisfy { first, second in
      let widths = [first, second].map { TextWidth.of($0.text, size: Font.tick) }
      let needed = max(widths[0], widths[1]) + 8
      return (second.place - first.place) * scale >= needed
    }
  }
}

/// Powers of ten of numbers that are not whole.
enum Decade {
  /// 10^exponent to about ten digits, which serves to find ticks: the inverse of
  /// `AxisScale.decimalLogarithm`, by halving the interval in which it lies.
  static func power(_ exponent: Double) -> Double {
    guard exponent > -300, exponent < 300 else { return exponent < 0 ? 0 : AxisLimits.farthest }
    let whole = exponent.rounded(.down)
    var (low, high) = (1.0, 10.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if AxisScale.decimalLogarithm(middle) <= exponent - whole { low = middle } else { high = middle }
    }
    return Ticks.scaled(low, Int(whole))
  }
}
