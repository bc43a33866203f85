import Testing

@testable import Experiment

/// The arithmetic of `derive` is Python's: every expected value is Python 3's, written as Swift does.
@Suite struct ScalarArithmeticTests {
  private func value(_ text: String, _ values: [String: SweepNumber] = [:]) throws -> String {
    try Expression(parsing: text).evaluate(values).text
  }

  @Test(arguments: [
    ("7 // 2", "3"), ("-7 // 2", "-4"), ("7 // -2", "-4"), ("-7 // -2", "3"), ("6 // 3", "2"),
    ("-6 // 3", "-2"),
    ("7 % 2", "1"), ("-7 % 2", "1"), ("7 % -2", "-1"), ("-7 % -2", "-1"), ("6 % -3", "0"),
    ("6 / 3", "2.0"), ("7 / 2", "3.5"), ("2 + 3", "5"), ("2 - 3", "-1"), ("2 * 3", "6"), ("2 ^ 10", "1024"),
    ("(-2) ^ 3", "-8"), ("-2 ^ 2", "-4"), ("2 ^ -1", "0.5"), ("0 ^ 0", "1"), ("(-1) ^ 4097", "-1"),
    ("(-1) ^ 4098", "1"), ("1 ^ 9223372036854775807", "1"), ("0 ^ 5000", "0"),
    ("2 ^ 62", "4611686018427387904"),
    ("(-2) ^ 63", "-9223372036854775808"),
    ("9223372036854775807 % 10", "7"), ("-9223372036854775807 // 10", "-922337203685477581"),
  ])
  func integersStayExact(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("7.5 // 2", "3.0"), ("-7.5 // 2", "-4.0"), ("7.5 % 2", "1.5"), ("-7.5 % 2", "0.5"), ("7.5 % -2", "-0.5"),
    ("1.0 // 0.1", "9.0"), ("1.0 % 0.1", "0.09999999999999995"), ("0.3 // 0.1", "2.0"),
    ("-1.0 // 0.1", "-10.0"), ("6.0 % 3", "0.0"), ("2.0 ^ 3", "8.0"), ("2.0 ^ -2", "0.25"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("1 + 1.0", "2.0"), ("1e308 * 1", "1e+308"), ("1e17 % 3", "1.0"),
  ])
  func aRealMakesTheResultReal(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test(arguments: [
    ("abs(-3)", "3"), ("abs(-2.5)", "2.5"), ("abs(4)", "4"), ("min(3, 1, 2)", "1"), ("max(3, 1, 2)", "3"),
    ("max(2)", "2"), ("max(1, 2.5)", "2.5"), ("min(1, 2.5)", "1"),
    // The first of equal ones.
    ("max(2, 2.0)", "2"), ("max(2.0, 2)", "2.0"),
    // 2^53 and 2^53 + 1 are one Double.
    ("min(9007199254740993, 9007199254740992)", "9007199254740992"),
    ("max(9007199254740992, 9007199254740993)", "9007199254740993"),
  ])
  func functionsKeepTheNumberThatTheyChoose(_ text: String, _ expected: String) throws {
    #expect(try value(text) == expected)
  }

  @Test func namesStandForTheirValues() throws {
    let values: [String: SweepNumber] = ["hidden": .integer(10), "rate": .real(0.5)]
    #expect(try value("hidden // 3 + 1", values) == "4")
    #expect(try value("hidden * rate", values) == "5.0")
  }

  @Test(arguments: [
    ("1 / 0", "division by zero @ 2+1"), ("1 // 0", "division by zero @ 2+2"),
    ("1 % 0", "division by zero @ 2+1"),
    ("1.0 / 0.0", "division by zero @ 4+1"), ("2.5 // 0", "division by zero @ 4+2"),
    ("2.5 % 0.0", "division by zero @ 4+1"), ("0 ^ -1", "division by zero @ 2+1"),
    ("0.0 ^ -1", "division by zero @ 4+1"),
    ("9223372036854775807 + 1", "the result is too large @ 20+1"),
    ("-9223372036854775807 - 2", "the result is too large @ 21+1"),
    ("4611686018427387904 * 2", "the result is too large @ 20+1"),
    ("2 ^ 63", "the result is too large @ 2+1"),
    ("3 ^ 9223372036854775807", "the result is too large @ 2+1"),
    ("-(-9223372036854775807 - 1)", "the result is too large @ 0+1"),
    ("(-9223372036854775807 - 1) // -1", "the result is too large @ 27+2"),
    ("1e308 * 10", "the result is too large @ 6+1"), ("1e308 ^ 2", "the result is too large @ 6+1"),
    ("(-2) ^ 0.5", "'^' has no value at -2.0 @ 5+1"), ("1.5 ^ 4097", "the result is too large @ 4+1"),
    ("[1, 2]", "a list has no place in arithmetic of numbers @ 0+6"),
    ("2 @ 3", "@ has no place in arithmetic of numbers @ 2+1"),
    ("2.0 @ 3", "@ has no place in arithmetic of numbers @ 4+1"),
    ("1 + sqroot(2)", "unknown function 'sqroot' @ 4+6"),
    ("abs(1, 2)", "'abs' takes 1 argument, not 2 @ 0+3"),
    ("abs()", "'abs' takes 1 argument, not 0 @ 0+3"),
    ("2 * max()", "'max' takes 1 to 8 arguments, not 0 @ 4+3"),
    ("1 + hiden", "unknown name 'hiden' @ 4+5"),
  ])
  func whatHasNoValueIsAMistakeAtItsPlace(_ text: String, _ message: String) {
    #expect(faultText { _ = try value(text, ["hidden": .integer(1)]) } == message)
  }

  @Test(arguments: [
    ("hiden", ["did you mean 'hidden'?", "names: hidden, wide"]), ("zzzzzz", ["names: hidden, wide"]),
    (
      "mx(1)",
      [
        "did you mean 'max'?",
        "functions: \(TensorFunction.allCases.map(\.rawValue).joined(separator: ", "))",
      ]
    ),
  ])
  func anUnknownNameComesWithTheLegalOnes(_ text: String, _ notes: [String]) throws {
    let fault = #expect(throws: ExpressionFault.self) {
      try Expression(parsing: text).evaluate(["wide": .integer(1), "hidden": .integer(1)])
    }
    #expect(fault?.notes == notes)
  }
}
