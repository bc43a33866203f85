import Declarations

/// What is drawn around a mean over replicates.
package enum BandSpec: String, Sendable, Equatable, CaseIterable {
  /// The 95 % confidence interval of the mean: Student's t.
  case ci95
  /// A standard deviation to each side.
  case sd
  /// From the least to the largest value.
  case range
  /// Every replicate by itself.
  case each
  case none
}

package enum ScaleSpec: String, Sendable, Equatable, CaseIterable {
  case linear, log
}

/// The scales of both axes, `{x: log, y: log}`, or of colours, `{value: log}`.
package struct ScalesSpec: Sendable, Equatable {
  package var x = ScaleSpec.linear
  package var y = ScaleSpec.linear
  /// That of the colours of a heat map.
  package var value = ScaleSpec.linear

  package var isLogarithmic: Bool { x == .log || y == .log }

  static let record = Record<ScalesSpec>(
    "the scale", "How numbers lie along each axis.", blank: ScalesSpec(),
    fields: [
      Field("x", \.x, .choice(of: "scale"), "The scale of the x axis."),
      Field("y", \.y, .choice(of: "scale"), "The scale of the y axis."),
    ])
}

extension ScalesSpec {
  /// As a heat map has it.
  static let colorRecord = Record<ScalesSpec>(
    "the scale", "How numbers become colours.", blank: ScalesSpec(),
    fields: [Field("value", \.value, .choice(of: "scale"), "The scale of the colours.")])
}

/// The ends of both axes: `{x: [0, 1]}`.
package struct MarkLimits: Sendable, Equatable {
  package var x: LimitsSpec?
  package var y: LimitsSpec?

  static let record = Record<MarkLimits>(
    "the limits", "The ends of each axis.", blank: MarkLimits(),
    fields: [
      Field("x", \.x, LimitsSpec.type, "The ends of the x axis; all of the data where not given."),
      Field("y", \.y, LimitsSpec.type, "The ends of the y axis; all of the data where not given."),
    ])
  /// As bars have them.
  static let barRecord = Record<MarkLimits>(
    "the limits", "The ends of the y axis.", blank: MarkLimits(),
    fields: [
      Field("y", \.y, LimitsSpec.type, "The ends of the y axis, with 0 at one of them or between them.")
    ],
    unfit: ["x": "bars stand side by side along x"])
}
