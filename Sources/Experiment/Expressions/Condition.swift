/// A condition on the values of a trial: what `where` of a sweep and `--only` are written in.
///
///     hidden >= 64 or depth > 1
///     activation in ["relu", "tanh"] and not training.batch_size == 1
package indirect enum Condition: Hashable, Sendable {
  case comparison(Comparison, Operand, Operand, ExpressionRange)
  /// Whether a value is one of some.
  case membership(Operand, [Operand])
  /// A value that is true or false.
  case value(Operand, ExpressionRange)
  case not(Condition)
  case and(Condition, Condition)
  case or(Condition, Condition)

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  package enum Operand: Hashable, Sendable {
    case text(String)
    case arithmetic(Expression)
  }

  /// Every name in it, with its place, from left to right.
  package var names: [(name: String, range: ExpressionRange)] {
    switch self {
    case .comparison(_, let left, let right, _): left.names + right.names
    case .membership(let operand, let list): operand.names + list.flatMap(\.names)
    case .value(let operand, _): operand.names
    case .not(let condition): condition.names
    case .and(let left, let right), .or(let left, let right): left.names + right.names
    }
  }
}

extension Condition.Operand {
  fileprivate static let constants = ["true": true, "false": false]

  fileprivate var names: [(name: String, range: ExpressionRange)] {
    guard case .arithmetic(let expression) = self else { return [] }
    if case .name(let name, _) = expression, Self.constants[name] != nil { return [] }
    return expression.names
  }
}

// MARK: - Evaluation

/// The values that the names of a condition stand for; a name that does not apply to a trial has none.
package protocol ConditionValues {
  func value(of name: String) -> AxisValue?
  /// The numbers among them.
  var numbers: [String: SweepNumber] { get }
}

extension Condition {
  /// Whether the condition is met. What does not apply to a trial is equal to nothing, and neither less nor
  /// greater than anything.
  /// - Throws: where values cannot be compared.
  package func isMet(_ values: some ConditionValues) throws(ExpressionFault) -> Bool {
    switch self {
    case .not(let condition): return try !condition.isMet(values)
    case .and(let left, let right):
      // Both are looked at, so that a mistake does not depend on the other side.
      let (first, second) = (try left.isMet(values), try right.isMet(values))
      return first && second
    case .or(let left, let right):
      let (first, second) = (try left.isMet(values), try right.isMet(values))
      return first || second
    case .value(let operand, let range):
      guard let value = try operand.value(values) else { return false }
      guard case .boolean(let isTrue) = value.meaning else { throw ExpressionFault(.notTruth, range) }
      return isTrue
    case .membership(let operand, let list):
      guard let value = try operand.value(values) else { return false }
      for item in list {
        if let item = try item.value(values), value.isSame(as: item) { return true }
      }
      return false
    case .comparison(let comparison, let left, let right, let range):
      let (first, second) = (try left.value(values), try right.value(values))
      guard let first, let second else { return comparison == .notEqual }
      return try comparison.holds(first, second, range)
    }
  }
}

extension Condition.Comparison {
  fileprivate func holds(
    _ first: AxisValue, _ second: AxisValue, _ range: ExpressionRange
  ) throws(ExpressionFault) -> Bool {
    switch self {
    case .equal: return first.isSame(as: second)
    case .notEqual: return !first.isSame(as: second)
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard let a = first.meaning.sweepNumber, let b = second.meaning.sweepNumber else {
        throw ExpressionFault(.notOrdered(rawValue), range)
      }
      switch self {
      case .less: return a < b
      case .greater: return b < a
      case .lessOrEqual: return !(b < a)
      default: return !(a < b)
      }
    }
  }
}

extension Condition.Operand {
  /// What the operand is; `nil` where one of its names does not apply.
  fileprivate func value(_ values: some ConditionValues) throws(ExpressionFault) -> AxisValue? {
    switch self {
    case .text(let text): return AxisValue(text: text)
    case .arithmetic(.name(let name, _)):
      if let constant = Self.constants[name] { return AxisValue(constant) }
      return values.value(of: name)
    case .arithmetic(let expression):
      for (name, _) in expression.names where values.value(of: name) == nil { return nil }
      return AxisValue(try expression.evaluate(values.numbers))
    }
  }
}

extension AxisValue {
  /// Whether two values are one, where either may be meant by its label.
  fileprivate func isSame(as other: AxisValue) -> Bool { isMeant(by: other) || other.isMeant(by: self) }
}

extension AxisValue.Meaning {
  fileprivate var sweepNumber: SweepNumber? {
    switch self {
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    case .boolean, .text, .list, .mapping: nil
    }
  }
}
