/// How the numbers of an axis lie along it.
package enum AxisScale: Sendable, Equatable {
  case linear
  /// By their logarithm; only positive numbers have a place.
  case log
  /// Names in order: the number i is the place of the name with index i.
  case categories([String])

  /// The place of a number along the axis, in units of the axis; nil where it has none.
  ///
  /// The unit of a logarithmic axis is a power of ten, of the others the data's.
  func coordinate(_ value: Double) -> Double? {
    guard AxisLimits.isDrawable(value) else { return nil }
    guard self == .log else { return value }
    return value > 0 ? Self.decimalLogarithm(value) : nil
  }

  /// The logarithm to the base 10 of a positive finite number, by operations that are the same on every
  /// machine, to about fifteen digits.
  ///
  /// ln(x) = e·ln 2 + 2·artanh((m − 1)/(m + 1)) for x = m·2^e, with the series of artanh (Abramowitz and
  /// Stegun 1964, 4.1.27), m in [√½, √2).
  static func decimalLogarithm(_ value: Double) -> Double {
    var significand = value.significand
    var exponent = Double(value.exponent)
    if significand > 1.4142135623730951 {
      significand /= 2
      exponent += 1
    }
    let ratio = (significand - 1) / (significand + 1)
    let square = ratio * ratio
    // |ratio| < 0.172: the terms after the eleventh are below the last bit.
    var sum = 0.0
    for term in stride(from: 21, through: 1, by: -2) { sum = sum * square + 1 / Double(term) }
    return (exponent * 0.6931471805599453 + 2 * ratio * sum) / 2.302585092994046
  }
}

/// The scales of both axes.
package struct AxisScales: Sendable, Equatable {
  package var x: AxisScale
  package var y: AxisScale

  package init(x: AxisScale = .linear, y: AxisScale = .linear) {
    self.x = x
    self.y = y
  }

  /// Whether a point has a place on both axes.
  func shows(_ point: DataPoint) -> Bool { x.coordinate(point.x) != nil && y.coordinate(point.y) != nil }

  /// What a layer of points with a label cannot show of them; nil where it shows all.
  func unshown(_ label: String?, _ points: [DataPoint]) -> UnshownPoints? {
    var result = UnshownPoints(label: label)
    for point in points where !shows(point) {
      if point.isDrawable { result.notPositive += 1 } else { result.notFinite += 1 }
    }
    return result.notPositive + result.notFinite > 0 ? result : nil
  }
}

/// How many points of a layer its axes have no place for.
package struct UnshownPoints: Sendable, Equatable {
  /// What the layer is called in the legend.
  package var label: String?
  /// Those with a number that is 0 or less for a logarithmic axis.
  package var notPositive = 0
  /// Those with NaN, an infinity or a number beyond 10³⁰⁰.
  package var notFinite = 0
}
