import ElementaryFunctions

/// A number of a sweep: exact where it is an integer.
package enum SweepNumber: Hashable, Sendable {
  case integer(Int)
  case real(Double)

  package var real: Double {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value): value
    }
  }

  /// Which of two numbers is smaller; integers are told apart beyond 2^53 too.
  static func < (a: SweepNumber, b: SweepNumber) -> Bool {
    if case (.integer(let a), .integer(let b)) = (a, b) { return a < b }
    return a.real < b.real
  }

  /// As it would be written in the file.
  package var text: String {
    switch self {
    case .integer(let value): String(value)
    case .real(let value): value.description
    }
  }
}

extension Expression {
  /// The value as the arithmetic of a `derive` entry, with Python's operators: `/` gives a real, `//` and `%`
  /// round down, and integers stay exact. Its functions are those of all expressions that are of single
  /// numbers.
  package func evaluate(_ values: [String: SweepNumber]) throws(ExpressionFault) -> SweepNumber {
    switch self {
    case .integer(let value, _): return .integer(value)
    case .real(let value, _): return .real(value)
    case .name(let name, let range):
      guard let value = values[name] else {
        throw ExpressionFault(.unknownName(name, legal: values.keys.sorted()), range)
      }
      return value
    case .list(_, let range): throw ExpressionFault(.notScalar("a list"), range)
    case .negation(let operand, let range):
      return try Self.arithmetic(.subtract, .integer(0), operand.evaluate(values), range)
    case .operation(let symbol, let left, let right, let range):
      return try Self.arithmetic(symbol, left.evaluate(values), right.evaluate(values), range)
    case .call(let name, let arguments, let range):
      let function = try TensorFunction.named(name, range, argumentCount: arguments.count)
      guard function.isElementwise else { throw ExpressionFault(.notScalar("'\(name)'"), range) }
      var operands: [SweepNumber] = []
      for argument in arguments { operands.append(try argument.evaluate(values)) }
      return try Self.call(function, operands, range)
    }
  }

  /// One operation on two numbers.
  static func arithmetic(
    _ symbol: BinaryOperator, _ left: SweepNumber, _ right: SweepNumber, _ range: ExpressionRange
  ) throws(ExpressionFault) -> SweepNumber {
    if case (.integer(let a), .integer(let b)) = (left, right), symbol != .divide {
      return try integerArithmetic(symbol, a, b, range)
    }
    let (a, b) = (left.real, right.real)
    let value: Double
    switch symbol {
    case .add: value = a + b
    case .subtract: value = a - b
    case .multiply: value = a * b
    case .divide, .floorDivide, .remainder:
      if b == 0 { throw ExpressionFault(.divisionByZero, range) }
      switch symbol {
      case .divide: value = a / b
      case .floorDivide: value = floorDivision(a, b).quotient
      default: value = floorDivision(a, b).remainder
      }
    case .power:
      if a == 0, b < 0 { throw ExpressionFault(.divisionByZero, range) }
      if a < 0, b != b.rounded() {
        throw ExpressionFault(.outsideDomain(operation: "^", value: "\(a)"), range)
      }
      value = b == 2 ? a * a : pow(a, b)
    case .matrixMultiply: throw ExpressionFault(.notScalar("@"), range)
    }
    guard value.isFinite else { throw ExpressionFault(.overflow, range) }
    return .real(value)
  }

  /// Python's `float_divmod`: the remainder is exact, and the quotient goes with it: 1.0 // 0.1 is 9.
  private static func floorDivision(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
    var remainder = a.truncatingRemainder(dividingBy: b)
    var quotient = (a - remainder) / b
    if remainder == 0 {
      remainder = Double(signOf: b, magnitudeOf: 0)
    } else if (remainder < 0) != (b < 0) {
      remainder += b
      quotient -= 1
    }
    let floor = quotient.rounded(.down)
    return (quotient - floor > 0.5 ? floor + 1 : floor, remainder)
  }

  private static func integerArithmetic(
    _ symbol: BinaryOperator, _ a: Int, _ b: Int, _ range: ExpressionRange
  )
    throws(ExpressionFault) -> SweepNumber
  {
    let result: (partialValue: Int, overflow: Bool)
    switch symbol {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .divide, .floorDivide, .remainder:
      if b == 0 { throw ExpressionFault(.divisionByZero, range) }
      let quotient = a.dividedReportingOverflow(by: b)
      if quotient.overflow { throw ExpressionFault(.overflow, range) }
      let remainder = a - quotient.partialValue * b
      let isRoundedUp = remainder != 0 && (remainder < 0) != (b < 0)
      if symbol == .remainder {
        result = (isRoundedUp ? remainder + b : remainder, false)
      } else {
        result = (isRoundedUp ? quotient.partialValue - 1 : quotient.partialValue, false)
      }
    case .power:
      if b < 0 { return try arithmetic(.power, .real(Double(a)), .integer(b), range) }
      var power = (partialValue: 1, overflow: false)
      // 2^64 overflows: 64 factors decide, whatever the base but 0 and ±1.
      for _ in 0..<(a.magnitude <= 1 ? min(b, 2 + b % 2) : min(b, 64)) where !power.overflow {
        power = power.partialValue.multipliedReportingOverflow(by: a)
      }
      result = power
    case .matrixMultiply: throw ExpressionFault(.notScalar("@"), range)
    }
    if result.overflow { throw ExpressionFault(.overflow, range) }
    return .integer(result.partialValue)
  }
}
