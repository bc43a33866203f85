/// What an evaluation will take, from shapes alone, at most `Int.max`.
package struct EvaluationCost: Sendable, Equatable {
  /// The numbers of all tensors, intermediate ones and gradients included.
  package var elements = 0
  /// Multiply-adds of matrix products, and one for every other number that is computed.
  package var operations = 0

  package init(elements: Int = 0, operations: Int = 0) {
    self.elements = elements
    self.operations = operations
  }

  package static func += (a: inout EvaluationCost, b: EvaluationCost) {
    a.elements = saturated(a.elements.addingReportingOverflow(b.elements))
    a.operations = saturated(a.operations.addingReportingOverflow(b.operations))
  }

  /// The cost of doing something so many times.
  package static func * (a: EvaluationCost, times: Int) -> EvaluationCost {
    EvaluationCost(
      elements: saturated(a.elements.multipliedReportingOverflow(by: times)),
      operations: saturated(a.operations.multipliedReportingOverflow(by: times)))
  }

  private static func saturated(_ result: (partialValue: Int, overflow: Bool)) -> Int {
    result.overflow ? .max : result.partialValue
  }
}
