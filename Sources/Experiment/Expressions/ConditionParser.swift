/// Reads conditions; their operands are expressions and texts in quotes.
///
///     condition = group { "or" group }
///     group     = part { "and" part }
///     part      = "not" part | "(" condition ")" | operand [ comparison operand | [ "not" ] "in" list ]
///     list      = "[" operand { "," operand } "]"
extension ExpressionParser {
  static func parseCondition(_ text: String) throws(ExpressionFault) -> Condition {
    var parser = ExpressionParser(text)
    let condition = try parser.condition()
    parser.skipSpace()
    if parser.position < parser.scalars.count { throw parser.unexpected(expected: "'and', 'or' or the end") }
    return condition
  }

  private mutating func condition() throws(ExpressionFault) -> Condition {
    try descend()
    defer { depth -= 1 }
    var left = try group()
    while takeWord("or") {
      try countOperator()
      left = .or(left, try group())
    }
    return left
  }

  private mutating func group() throws(ExpressionFault) -> Condition {
    var left = try part()
    while takeWord("and") {
      try countOperator()
      left = .and(left, try part())
    }
    return left
  }

  private mutating func part() throws(ExpressionFault) -> Condition {
    if takeWord("not") {
      try descend()
      defer { depth -= 1 }
      return .not(try part())
    }
    skipSpace()
    if position < scalars.count, scalars[position] == "(", parenthesisHoldsCondition() {
      position += 1
      let inner = try condition()
      try expect(")")
      return inner
    }
    let start = position
    let left = try operand()
    if let (comparison, range) = takeComparison() {
      return .comparison(comparison, left, try operand(), range)
    }
    if takeWord("in") { return .membership(left, try operands()) }
    if takeWord("not") {
      guard takeWord("in") else { throw unexpected(expected: "'in'") }
      return .not(.membership(left, try operands()))
    }
    return .value(left, ExpressionRange(start, max(position - start, 1)))
  }

  private mutating func operands() throws(ExpressionFault) -> [Condition.Operand] {
    try expect("[")
    var items = [try operand()]
    skipSpace()
    while position < scalars.count, scalars[position] == "," {
      position += 1
      items.append(try operand())
      skipSpace()
    }
    try expect("]")
    return items
  }

  private mutating func operand() throws(ExpressionFault) -> Condition.Operand {
    skipSpace()
    guard position < scalars.count, scalars[position] == "\"" || scalars[position] == "'" else {
      return .arithmetic(try expression(minimumStrength: 0))
    }
    let quote = scalars[position]
    let start = position + 1
    guard let end = scalars[start...].firstIndex(of: quote) else {
      throw ExpressionFault(
        .unexpectedEnd(expected: "'\(quote)'"), ExpressionRange(scalars.count, 1))
    }
    position = end + 1
    return .text(text(start..<end))
  }

  private mutating func takeComparison() -> (Condition.Comparison, ExpressionRange)? {
    skipSpace()
    // Those of two characters come first.
    for comparison in Condition.Comparison.allCases {
      let length = comparison.rawValue.unicodeScalars.count
      guard position + length <= scalars.count,
        scalars[position..<position + length].elementsEqual(comparison.rawValue.unicodeScalars)
      else { continue }
      defer { position += length }
      return (comparison, ExpressionRange(position, length))
    }
    return nil
  }

  /// Goes past a word, where it is next.
  private mutating func takeWord(_ word: String) -> Bool {
    skipSpace()
    let end = position + word.unicodeScalars.count
    guard end <= scalars.count, scalars[position..<end].elementsEqual(word.unicodeScalars),
      end == scalars.count || !Self.continuesName(scalars[end])
    else { return false }
    position = end
    return true
  }

  /// Whether what the parenthesis here encloses is a condition, and not a number.
  private func parenthesisHoldsCondition() -> Bool {
    var open = 0
    var index = position
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "(": open += 1
      case ")":
        open -= 1
        if open == 0 { return false }
      case "=", "<", ">", "!", "\"", "'": return true
      default:
        if Self.startsName(scalar) {
          let start = index
          while index + 1 < scalars.count, Self.continuesName(scalars[index + 1]) { index += 1 }
          if ["and", "or", "not", "in", "true", "false"].contains(text(start..<index + 1)) { return true }
        }
      }
      index += 1
    }
    return false
  }

  private mutating func descend() throws(ExpressionFault) {
    depth += 1
    if depth > Self.depthLimit {
      throw ExpressionFault(.tooDeep(limit: Self.depthLimit), ExpressionRange(position, 1))
    }
  }

  private mutating func countOperator() throws(ExpressionFault) {
    operatorCount += 1
    if operatorCount > Self.operatorLimit {
      throw ExpressionFault(.tooLong(limit: Self.operatorLimit), ExpressionRange(max(position - 1, 0), 1))
    }
  }
}

extension Condition {
  /// Reads a condition from its text.
  package init(parsing text: String) throws(ExpressionFault) {
    self = try ExpressionParser.parseCondition(text)
  }
}
