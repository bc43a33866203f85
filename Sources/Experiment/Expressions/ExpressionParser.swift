/// Precedence climbing over Unicode scalars; a power groups to the right:
///
///     expression = term { operator term }        + - < * / // % @ < unary - < ^ (or **)
///     term       = number | name | name "(" list ")" | "[" list "]" | "(" expression ")" | "-" term
///     name       = letters, digits and _, or a path: names and numbers with dots between them
struct ExpressionParser {
  /// Parentheses, brackets and signs deeper than this are refused: the parser is recursive.
  static let depthLimit = 100
  /// So is what works on the tree, which a chain of operators makes as deep as it is long.
  static let operatorLimit = 200

  let scalars: [Unicode.Scalar]
  var position = 0
  var depth = 0
  var operatorCount = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func parse(_ text: String) throws(ExpressionFault) -> Expression {
    var parser = ExpressionParser(text)
    let expression = try parser.expression(minimumStrength: 0)
    parser.skipSpace()
    if parser.position < parser.scalars.count { throw parser.unexpected(expected: "an operator or the end") }
    return expression
  }

  mutating func expression(minimumStrength: Int) throws(ExpressionFault) -> Expression {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.depthLimit {
      throw ExpressionFault(.tooDeep(limit: Self.depthLimit), ExpressionRange(position, 1))
    }
    var left = try term()
    while let (symbol, range) = peekOperator(), symbol.binding.strength >= minimumStrength {
      operatorCount += 1
      if operatorCount > Self.operatorLimit {
        throw ExpressionFault(.tooLong(limit: Self.operatorLimit), range)
      }
      position = range.offset + range.length
      let strength = symbol.binding.strength
      let right = try expression(minimumStrength: symbol.binding.isRightAssociative ? strength : strength + 1)
      left = .operation(symbol, left, right, range)
    }
    return left
  }

  private mutating func term() throws(ExpressionFault) -> Expression {
    skipSpace()
    guard position < scalars.count else { throw unexpected(expected: "a value") }
    let start = position
    switch scalars[position] {
    case "-":
      position += 1
      // Binds looser than a power: -x^2 is -(x^2).
      return .negation(try expression(minimumStrength: 3), ExpressionRange(start, 1))
    case "(":
      position += 1
      let inner = try expression(minimumStrength: 0)
      try expect(")")
      return inner
    case "[":
      position += 1
      let items = try list(closedBy: "]")
      return .list(items, ExpressionRange(start, position - start))
    case "0"..."9", ".":
      return try number()
    case let scalar where Self.startsName(scalar):
      skipName()
      let name = text(start..<position)
      let range = ExpressionRange(start, position - start)
      skipSpace()
      guard position < scalars.count, scalars[position] == "(" else { return .name(name, range) }
      position += 1
      return .call(name, try list(closedBy: ")"), range)
    default:
      throw unexpected(expected: "a value")
    }
  }

  private mutating func list(closedBy end: Unicode.Scalar) throws(ExpressionFault) -> [Expression] {
    var items: [Expression] = []
    skipSpace()
    if position < scalars.count, scalars[position] == end {
      position += 1
      return items
    }
    while true {
      items.append(try expression(minimumStrength: 0))
      skipSpace()
      guard position < scalars.count, scalars[position] == "," else { break }
      position += 1
    }
    try expect(end)
    return items
  }

  private mutating func number() throws(ExpressionFault) -> Expression {
    let start = position
    skipDigits()
    var isInteger = true
    if position < scalars.count, scalars[position] == "." {
      isInteger = false
      position += 1
      skipDigits()
    }
    if position < scalars.count, scalars[position] == "e" || scalars[position] == "E" {
      var ahead = position + 1
      if ahead < scalars.count, scalars[ahead] == "-" || scalars[ahead] == "+" { ahead += 1 }
      if ahead < scalars.count, ("0"..."9").contains(scalars[ahead]) {
        isInteger = false
        position = ahead
        skipDigits()
      }
    }
    let literal = text(start..<position)
    let range = ExpressionRange(start, position - start)
    if isInteger {
      guard let value = Int(literal) else { throw ExpressionFault(.numberTooLarge(literal), range) }
      return .integer(value, range)
    }
    guard let value = Double(literal) else {
      throw ExpressionFault(.unexpected(literal, expected: "a number"), range)
    }
    guard value.isFinite else { throw ExpressionFault(.numberTooLarge(literal), range) }
    return .real(value, range)
  }

  private mutating func peekOperator() -> (BinaryOperator, ExpressionRange)? {
    skipSpace()
    if position + 1 < scalars.count {
      let two = text(position..<position + 2)
      if two == "**" { return (.power, ExpressionRange(position, 2)) }
      if let symbol = BinaryOperator(rawValue: two) { return (symbol, ExpressionRange(position, 2)) }
    }
    guard position < scalars.count, let symbol = BinaryOperator(rawValue: text(position..<position + 1))
    else {
      return nil
    }
    return (symbol, ExpressionRange(position, 1))
  }

  mutating func expect(_ scalar: Unicode.Scalar) throws(ExpressionFault) {
    skipSpace()
    guard position < scalars.count, scalars[position] == scalar else {
      throw unexpected(expected: "'\(scalar)'")
    }
    position += 1
  }

  func unexpected(expected: String) -> ExpressionFault {
    guard position < scalars.count else {
      return ExpressionFault(.unexpectedEnd(expected: expected), ExpressionRange(scalars.count, 1))
    }
    return ExpressionFault(
      .unexpected(String(scalars[position]), expected: expected), ExpressionRange(position, 1))
  }

  mutating func skipSpace() {
    while position < scalars.count, scalars[position].isSpace { position += 1 }
  }

  /// A name, or a path of names and numbers with dots between them: `training.epochs`, `model.layers.0`.
  private mutating func skipName() {
    while position < scalars.count {
      let isDot = scalars[position] == "." && position + 1 < scalars.count
      guard Self.continuesName(scalars[isDot ? position + 1 : position]) else { return }
      position += isDot ? 2 : 1
    }
  }

  private mutating func skipDigits() {
    while position < scalars.count, ("0"..."9").contains(scalars[position]) { position += 1 }
  }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.isLetter
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    startsName(scalar) || ("0"..."9").contains(scalar)
  }
}

// Most text is ASCII, which needs none of Unicode's tables.
extension Unicode.Scalar {
  fileprivate var isSpace: Bool {
    isASCII ? self == " " || ("\t"..."\r").contains(self) : properties.isWhitespace
  }

  fileprivate var isLetter: Bool {
    isASCII ? ("a"..."z").contains(self) || ("A"..."Z").contains(self) : properties.isAlphabetic
  }
}

extension Expression {
  /// Reads an expression from its text.
  package init(parsing text: String) throws(ExpressionFault) { self = try ExpressionParser.parse(text) }
}
