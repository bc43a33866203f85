import Declarations

package enum ColorSpec: String, Sendable, Equatable, CaseIterable {
  case blue, orange, green, red, purple, brown, pink, gray, olive, cyan, black

  /// The ten that series have, in order.
  package static let ofSeries: [ColorSpec] = [
    .blue, .orange, .green, .red, .purple, .brown, .pink, .gray, .olive, .cyan,
  ]
}

/// The ends of an axis.
package struct LimitsSpec: Sendable, Hashable {
  package var lower: Double
  package var upper: Double

  /// An end that can be drawn: differences of larger ones overflow.
  private static let end = ValueType.real(.within(-1e300...1e300))

  static let type = ValueType<LimitsSpec>(
    schema: ["title": "pair of numbers", "type": "array", "items": end.schema, "minItems": 2, "maxItems": 2],
    encode: { .array([.real($0.lower), .real($0.upper)]) },
    decode: { node, faults in
      guard let ends = ValueType.list(of: end, count: .within(2...2)).decode(node, &faults) else {
        return nil
      }
      guard ends[0] < ends[1] else {
        faults.add(
          .outOfRange(
            subject: faults.subject, requirement: "a lower end and a higher one", found: node.flowText),
          at: node)
        return nil
      }
      return LimitsSpec(lower: ends[0], upper: ends[1])
    })
}

/// A line across a panel at one value.
package struct ReferenceLineSpec: Sendable, Equatable {
  package var horizontal: Double?
  package var vertical: Double?
  package var style = LineStyleSpec.solid
  package var color: ColorSpec?
  package var label: String?

  /// As panels of functions have it.
  static let record = Record<ReferenceLineSpec>(
    "the line", "A line across the whole panel: horizontal at one y, or vertical at one x.",
    blank: ReferenceLineSpec(), fields: fields(horizontal: "horizontal", vertical: "vertical"))

  /// As marks of arms have it.
  static let markRecord = Record<ReferenceLineSpec>(
    "the line", "A line across the whole panel, at one y or at one x.",
    blank: ReferenceLineSpec(), fields: fields(horizontal: "y", vertical: "x"))

  private static func fields(horizontal: String, vertical: String) -> [Field<ReferenceLineSpec>] {
    [
      Field(horizontal, \.horizontal, .real(), "The y of a horizontal line."),
      Field(vertical, \.vertical, .real(), "The x of a vertical line."),
      Field("style", \.style, .choice(of: "line style"), "How it is drawn."),
      Field("color", \.color, .choice(of: "color"), "Its colour; a quiet grey otherwise."),
      Field("label", \.label, .string, "What the legend calls it; it is not in the legend otherwise."),
    ]
  }

  /// Whether it says one place.
  var hasPlace: Bool { (horizontal == nil) != (vertical == nil) }
}

package enum LineStyleSpec: String, Sendable, Equatable, CaseIterable {
  case solid, dashed, dotted
}
