import Declarations
import YAMLTree

/// A claim about the results as the file has it: one of several forms, told apart by their keys.
package struct ExpectSpec: Sendable {
  package var metric: String?
  package var arms: [ArmCondition] = []
  package var mean: RangeSpec?
  package var median: RangeSpec?
  package var min: RangeSpec?
  package var max: RangeSpec?
  package var sd: RangeSpec?
  package var better: [ArmCondition]?
  package var than: [ArmCondition]?
  package var equivalent: [ArmCondition]?
  package var to: [ArmCondition]?
  /// The name or number of a comparison.
  package var comparison: String?
  package var along: String?
  package var order: OrderSpec?
  package var best: AxisValue?
  package var weights: WeightsSpec?
  /// Where the file has it.
  package var node: YAMLNode?

  static let record = Record<ExpectSpec>(
    "the expectation",
    "A claim about the results: bounds of a metric, a verdict of a comparison, an order along an axis, the "
      + "place of the best value, or unchanged weights.",
    blank: ExpectSpec(),
    fields: boundFields + verdictFields + otherFields)

  /// The record, with the keys that need others.
  static var type: ValueType<ExpectSpec> {
    record.type.located(\.node).describing {
      let needs: [(String, [String])] = [
        ("better", ["than"]), ("than", ["better"]), ("equivalent", ["to"]), ("to", ["equivalent"]),
        ("order", ["along", "metric"]), ("best", ["along", "metric"]),
      ]
      let bounds = boundFields.map(\.name).filter { !["metric", "where"].contains($0) }
      let required = (needs + bounds.map { ($0, ["metric"]) }).map { key, others in
        JSONValue.Member(key, .array(others.map { .string($0) }))
      }
      return [.init("dependentRequired", .object(required))]
    }
  }

  /// Bounds of numbers.
  private static let boundFields: [Field<ExpectSpec>] = [
    Field("metric", \.metric, .string, "The column of trials.csv that the claim is about."),
    Field("where", \.arms, ArmCondition.type, "The arms that the claim is about: values of axes."),
    Field("mean", \.mean, RangeSpec.type, "Bounds of the mean over the replicates, of each arm."),
    Field("median", \.median, RangeSpec.type, "Bounds of the median."),
    Field("min", \.min, RangeSpec.type, "Bounds of the smallest."),
    Field("max", \.max, RangeSpec.type, "Bounds of the greatest."),
    Field("sd", \.sd, RangeSpec.type, "Bounds of the standard deviation."),
  ]

  /// Verdicts of comparisons.
  private static let verdictFields: [Field<ExpectSpec>] = [
    Field(
      "better", \.better, ArmCondition.type,
      "The arms that a comparison finds better than those of 'than'."),
    Field("than", \.than, ArmCondition.type, "The arms that those of 'better' are better than."),
    Field(
      "equivalent", \.equivalent, ArmCondition.type,
      "The arms that a comparison finds equivalent to those of 'to'."),
    Field("to", \.to, ArmCondition.type, "The arms that those of 'equivalent' are equivalent to."),
    Field(
      "comparison", \.comparison, .string,
      "The name of the comparison that 'better' or 'equivalent' is about; all that have such pairs otherwise."
    ),
  ]

  /// Orders, places and weights.
  private static let otherFields: [Field<ExpectSpec>] = [
    Field(
      "along", \.along, .string,
      "The axis of numbers along which 'order' or 'best' is claimed, for each combination of the other "
        + "axes."),
    Field("order", \.order, .choice(of: "order"), "Whether means rise or fall from each value to the next."),
    Field(
      "best", \.best, bestType,
      "Where the best mean is: 'interior' for neither the least nor the greatest value, or a value."),
    Field(
      "weights", \.weights, .choice(of: "state of weights"),
      "'unchanged': trials end with the weights that the committed results have."),
  ]

  /// The value of `best` that stands for any but the least and the greatest.
  package static let interior = "interior"

  private static let bestType = ValueType<AxisValue>(
    schema: ["type": ["string", "number", "boolean"], "title": "'interior' or a value of the axis"],
    encode: { .string($0.text) },
    decode: { node, faults in
      guard node.scalar != nil else {
        faults.add(
          .wrongType(
            subject: faults.subject, expected: "'interior' or a value of the axis", found: node.summary),
          at: node)
        return nil
      }
      return AxisValue(node)
    })
}

/// Bounds of a number, both included.
package struct RangeSpec: Sendable {
  package var atLeast: Double?
  package var atMost: Double?

  static let record = Record<RangeSpec>(
    "the bounds", "What a number may be, the bounds included.", blank: RangeSpec(),
    fields: [
      Field("at_least", \.atLeast, .real(), "The smallest number allowed."),
      Field("at_most", \.atMost, .real(), "The greatest number allowed."),
    ])

  /// The record. A number alone does not say which of the bounds it is.
  static let type: ValueType<RangeSpec> = {
    var type = record.type
    type.decode = { [decode = type.decode] node, faults in
      guard node.mapping == nil, node.referencedName == nil else { return decode(node, &faults) }
      let number = node.real == nil ? "..." : node.flowText
      faults.add(
        .wrongType(
          subject: faults.subject, expected: "bounds, as in {at_least: \(number)} or {at_most: \(number)}",
          found: node.summary),
        at: node)
      return nil
    }
    return type
  }()

  package func contains(_ value: Double) -> Bool {
    (atLeast.map { value >= $0 } ?? true) && (atMost.map { value <= $0 } ?? true)
  }
}

/// How means follow each other along an axis.
package enum OrderSpec: String, Sendable, CaseIterable {
  case increasing, decreasing
}

package enum WeightsSpec: String, Sendable, CaseIterable {
  case unchanged
}
