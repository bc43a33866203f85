/// An arithmetic expression: what `derive`, `functions` and `expressions` are written in.
package indirect enum Expression: Hashable, Sendable {
  /// A number as written: `2` is an integer, `2.0` is not.
  case integer(Int, ExpressionRange)
  case real(Double, ExpressionRange)
  case name(String, ExpressionRange)
  case list([Expression], ExpressionRange)
  case negation(Expression, ExpressionRange)
  case operation(BinaryOperator, Expression, Expression, ExpressionRange)
  case call(String, [Expression], ExpressionRange)

  /// The characters that the expression takes up in its text; of an operation, those of its operator.
  package var range: ExpressionRange {
    switch self {
    case .integer(_, let range), .real(_, let range), .name(_, let range), .list(_, let range),
      .negation(_, let range), .operation(_, _, _, let range), .call(_, _, let range):
      range
    }
  }

  /// Every name that is not a function's, with its place, from left to right.
  package var names: [(name: String, range: ExpressionRange)] {
    switch self {
    case .integer, .real: []
    case .name(let name, let range): [(name, range)]
    case .list(let items, _), .call(_, let items, _): items.flatMap(\.names)
    case .negation(let operand, _): operand.names
    case .operation(_, let left, let right, _): left.names + right.names
    }
  }
}

package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
  case matrixMultiply = "@"
  case power = "^"

  /// How tightly it binds, and whether `a ∘ b ∘ c` is `a ∘ (b ∘ c)`.
  var binding: (strength: Int, isRightAssociative: Bool) {
    switch self {
    case .add, .subtract: (1, false)
    case .multiply, .divide, .floorDivide, .remainder, .matrixMultiply: (2, false)
    case .power: (4, true)
    }
  }
}

/// Characters of an expression's text, counted in Unicode scalars from 0.
package struct ExpressionRange: Hashable, Sendable {
  package var offset: Int
  package var length: Int

  package init(_ offset: Int, _ length: Int) {
    self.offset = offset
    self.length = length
  }
}

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
    case needsIntegers(operation: String)
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
  }

  package var kind: Kind
  package var range: ExpressionRange

  package init(_ kind: Kind, _ range: ExpressionRange) {
    self.kind = kind
    self.range = range
  }
}
