import Declarations
import YAMLTree

/// The most that an evaluation may take; a file may raise it.
package struct EvaluationLimits: Sendable, Equatable {
  package var elements = 5_000_000
  package var operations = 1_000_000_000

  static let key = "limits"

  static let record = Record<EvaluationLimits>(
    "the limits", "The most that the evaluation may take, estimated from the shapes before it runs.",
    blank: EvaluationLimits(),
    fields: [
      Field(
        "elements", \.elements, .integer(.atLeast(1)),
        "The numbers of all tensors together, gradients and intermediate results included."),
      Field(
        "operations", \.operations, .integer(.atLeast(1)),
        "The multiply-adds of matrix products, and one for every other number that is computed."),
    ])

  /// Adds a fault for each limit that is exceeded.
  func check(_ cost: EvaluationCost, at node: YAMLNode, _ faults: inout Faults) {
    for (name, limit, estimate) in [
      ("elements", elements, cost.elements), ("operations", operations, cost.operations),
    ] where estimate > limit {
      faults.add(.evaluationTooLarge(quantity: name, estimate: estimate, limit: limit), at: node)
    }
  }
}

extension JSONValue {
  /// The canonical form without the limits, which decide nothing of a result.
  var withoutLimits: JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.filter { $0.key != EvaluationLimits.key })
  }
}
