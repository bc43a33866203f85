import Testing

@testable import Experiment

/// What belongs to what in an expression, and where its mistakes are.
@Suite struct ExpressionParserTests {
  @Test(arguments: [
    // A tighter operator goes first; operators of one strength group to the left.
    ("a + b * c", "(a + (b * c))"), ("a * b + c", "((a * b) + c)"), ("a - b - c", "((a - b) - c)"),
    ("a - b + c", "((a - b) + c)"), ("a / b / c", "((a / b) / c)"), ("a / b * c", "((a / b) * c)"),
    ("a // b % c", "((a // b) % c)"), ("a @ b @ c", "((a @ b) @ c)"), ("a @ b + c", "((a @ b) + c)"),
    ("a * b // c / d", "(((a * b) // c) / d)"), ("(a + b) * c", "((a + b) * c)"),
    ("a - (b - c)", "(a - (b - c))"),
    // A power groups to the right; ** is another way to write it.
    ("a ^ b ^ c", "(a ^ (b ^ c))"), ("a ** b", "(a ^ b)"), ("a ^ b ** c", "(a ^ (b ^ c))"),
    ("a * b ^ c", "(a * (b ^ c))"), ("a ^ b * c", "((a ^ b) * c)"), ("(a ^ b) ^ c", "((a ^ b) ^ c)"),
    // A sign binds looser than a power and tighter than a product.
    ("-a ^ b", "(-(a ^ b))"), ("-a * b", "((-a) * b)"), ("a * -b", "(a * (-b))"), ("a ^ -b", "(a ^ (-b))"),
    ("a ^ -b ^ c", "(a ^ (-(b ^ c)))"), ("a ^ -b * c", "((a ^ (-b)) * c)"), ("a - -b", "(a - (-b))"),
    ("--a", "(-(-a))"), ("-(a + b)", "(-(a + b))"), ("-2 ^ 2", "(-(2 ^ 2))"),
  ])
  func operatorsGroup(_ text: String, _ grouped: String) throws {
    #expect(try Expression(parsing: text).grouped == grouped)
  }

  @Test(arguments: [
    ("1", "1"), ("1.", "1.0"), (".5", "0.5"), ("1e3", "1000.0"), ("1E-3", "0.001"), ("2e+1", "20.0"),
    ("007", "7"), ("9223372036854775807", "9223372036854775807"),
  ])
  func numbersAreIntegersUnlessTheyHaveAPointOrAnExponent(_ text: String, _ grouped: String) throws {
    #expect(try Expression(parsing: text).grouped == grouped)
  }

  @Test(arguments: [
    ("f(a, b + c, -d)", "f(a, (b + c), (-d))"), ("f()", "f()"), ("f (a)", "f(a)"), ("f(g(a))", "f(g(a))"),
    ("[1, [2, x]]", "[1, [2, x]]"), ("[]", "[]"), ("_a1 + Größe", "(_a1 + Größe)"), (" a\t+\nb ", "(a + b)"),
    ("f([1, 2]) @ g(3)^2", "(f([1, 2]) @ (g(3) ^ 2))"),
  ])
  func callsAndListsHoldExpressions(_ text: String, _ grouped: String) throws {
    #expect(try Expression(parsing: text).grouped == grouped)
  }

  @Test(arguments: [
    ("", "expected a value, but the expression ends @ 0+1"),
    ("a +", "expected a value, but the expression ends @ 3+1"),
    ("a + * b", "expected a value, not '*' @ 4+1"), ("+a", "expected a value, not '+' @ 0+1"),
    ("a b", "expected an operator or the end, not 'b' @ 2+1"),
    ("2x", "expected an operator or the end, not 'x' @ 1+1"),
    ("(a", "expected ')', but the expression ends @ 2+1"), ("(a]", "expected ')', not ']' @ 2+1"),
    ("a)", "expected an operator or the end, not ')' @ 1+1"), ("f(a, )", "expected a value, not ')' @ 5+1"),
    ("f(a b)", "expected ')', not 'b' @ 4+1"), ("[1, 2", "expected ']', but the expression ends @ 5+1"),
    ("()", "expected a value, not ')' @ 1+1"), ("a $ b", "expected an operator or the end, not '$' @ 2+1"),
    ("1.2.3", "expected an operator or the end, not '.' @ 3+1"),
    ("a + .", "expected a number, not '.' @ 4+1"),
    ("1e", "expected an operator or the end, not 'e' @ 1+1"),
    ("a + 9223372036854775808", "the number 9223372036854775808 is too large @ 4+19"),
    ("2 * 1e999", "the number 1e999 is too large @ 4+5"),
    // Places count Unicode scalars.
    ("é + ü + !", "expected a value, not '!' @ 8+1"),
  ])
  func aMistakeIsShownAtItsPlace(_ text: String, _ message: String) {
    #expect(faultText { _ = try Expression(parsing: text) } == message)
  }

  @Test func eachPartKnowsItsPlace() throws {
    let expression = try Expression(parsing: "max(ab, -3) // [12]")
    guard case .operation(_, .call(_, let arguments, let call), let list, let symbol) = expression else {
      Issue.record("parsed as \(expression.grouped)")
      return
    }
    #expect(symbol == ExpressionRange(12, 2) && expression.range == symbol)
    #expect(call == ExpressionRange(0, 3) && list.range == ExpressionRange(15, 4))
    #expect(arguments.map(\.range) == [ExpressionRange(4, 2), ExpressionRange(8, 1)])
    #expect(expression.names.map(\.name) == ["ab"])
  }

  @Test func namesComeFromLeftToRightEachTimeTheyAreThere() throws {
    let names = try Expression(parsing: "b + f(a, [c, -b]) ^ a").names
    #expect(names.map(\.name) == ["b", "a", "c", "b", "a"])
    #expect(names.map(\.range.offset) == [0, 6, 10, 14, 20])
  }

  @Test(arguments: [("(", ")"), ("[", "]"), ("-", ""), ("f(", ")"), ("a ^ ", "")])
  func nestingHasALimit(_ before: String, _ after: String) throws {
    func nested(_ depth: Int) throws -> Expression {
      let text =
        String(repeating: before, count: depth) + "x" + String(repeating: after, count: depth)
      return try Expression(parsing: text)
    }
    // The outermost expression is a level too.
    _ = try nested(ExpressionParser.depthLimit - 1)
    let offset = ExpressionParser.depthLimit * before.count
    #expect(
      faultText { _ = try nested(ExpressionParser.depthLimit) }.map {
        $0.hasPrefix(
          "the expression is nested deeper than 100 levels @ \(offset - (before.hasSuffix(" ") ? 1 : 0))+1")
      } == true)
    #expect(faultText { _ = try nested(100_000) } != nil)
  }

  @Test func aChainOfOperatorsHasALimit() throws {
    func chain(_ operators: Int) throws -> Expression {
      try Expression(parsing: "a" + String(repeating: "+a", count: operators))
    }
    _ = try chain(ExpressionParser.operatorLimit)
    #expect(
      faultText { _ = try chain(ExpressionParser.operatorLimit + 1) }
        == "the expression has more than 200 operators @ 401+1")
  }
}
