/// What is wrong with an expression, and where in its text.
package struct ExpressionFault: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case unexpected(String, expected: String)
    case unexpectedEnd(expected: String)
    case numberTooLarge(String)
    case tooDeep(limit: Int)
    case tooLong(limit: Int)
    case unknownName(String, legal: [String])
    case unknownFunction(String, legal: [String])
    case wrongArgumentCount(function: String, expected: String, found: Int)
    case notScalar(String)
    case divisionByZero
    case overflow
    case shapesDoNotFit([Int], [Int], operation: String)
    case cannotReshape([Int], to: [Int])
    case needsScalar(function: String, shape: [Int])
    case needsWholeNumber(atLeast: Int)
    case noAxis(Int, shape: [Int])
    case tooManyDimensions(limit: Int)
    case tensorTooLarge(shape: [Int], limit: Int)
    case emptyList
    case needsVectors(function: String, [Int], [Int])
    /// An operator of whole numbers among tensors.
    case noTensorOperator(String)
    /// Something of whole tensors in a function of one variable.
    case notElementwise(String)
    /// A function that has no value at a number, as a text.
    case outsideDomain(operation: String, value: String)
    /// A value in place of a condition.
    case notTruth
    /// What is no number beside an operator that orders numbers.
    case notOrdered(String)
    /// A condition that none of some combinations or trials meets.
    case keepsNothing(Int, of: String)
  }

  package var kind: Kind
  package var range: ExpressionRange

  package init(_ kind: Kind, _ range: ExpressionRange) {
    self.kind = kind
    self.range = range
  }
}
