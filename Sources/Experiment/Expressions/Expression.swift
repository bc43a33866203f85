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
