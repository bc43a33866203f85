import Testing
import YAMLTree

/// The type that is expected decides what a scalar is.
@Suite struct ScalarTests {
  private func scalar(_ text: String) throws -> YAMLNode {
    try #require(try parsed("a: \(text)").mapping?["a"])
  }

  @Test func booleans() throws {
    #expect(try scalar("true").boolean == true)
    #expect(try scalar("false").boolean == false)
    for text in ["True", "yes", "no", "on", "off", "1", "0", "'true'", "\"false\"", "!!str true", "", "[]"] {
      #expect(try scalar(text).boolean == nil, "\(text)")
    }
    #expect(try scalar("!!bool 'true'").boolean == true)
  }

  @Test(arguments: [
    ("0", 0), ("42", 42), ("-7", -7), ("+7", 7), ("007", 7), ("9223372036854775807", Int.max),
    ("-9223372036854775808", Int.min), ("!!int '5'", 5),
  ])
  func integers(text: String, value: Int) throws {
    #expect(try scalar(text).integer == value)
  }

  @Test(arguments: [
    "", "~", "1.0", "1e3", "1_000", "0x10", "0b1", "١", "'5'", "\"5\"", "+", "1:30",
    "9223372036854775808",
    "!!str 5", "[5]", "five", "|\n  5",
  ])
  func notIntegers(text: String) throws {
    #expect(try scalar(text).integer == nil)
  }

  @Test(arguments: [
    ("1", 1), ("1.5", 1.5), ("1e-3", 0.001), ("1E+3", 1000), (".5", 0.5), ("-2.", -2), ("+1", 1),
    ("-0", -0.0),
    ("0.1", 0.1), ("5e-324", .leastNonzeroMagnitude), ("1.7976931348623157e308", .greatestFiniteMagnitude),
    ("2.e1", 20),
    ("!!float 1", 1), ("1e999", .infinity), (".inf", .infinity), ("-.inf", -.infinity), ("+.Inf", .infinity),
  ])
  func numbers(text: String, value: Double) throws {
    let real = try scalar(text).real
    #expect(real?.bitPattern == value.bitPattern)
  }

  @Test func notANumber() throws {
    #expect(try scalar(".nan").real?.isNaN == true)
  }

  @Test(arguments: [
    "", ".", "e5", "1e", "1e+", "1.5.2", "inf", "nan", "infinity", "0x1p3", "1_000", "1,5", "1 2",
    "'1.5'",
    "\"1\"", "1:30", "-.nan", "++1", "1d3", "½", "null", "!!str 1.5",
  ])
  func notNumbers(text: String) throws {
    #expect(try scalar(text).real == nil)
  }

  @Test(arguments: ["no", "on", "1:30", "5", "1e-3", "true", "null", "~", "2024-01-01"])
  func plainStrings(text: String) throws {
    #expect(try scalar(text).string == text)
  }

  @Test func otherStrings() throws {
    #expect(try scalar("''").string == "")
    #expect(try scalar("\"a\\n\\u00e9\"").string == "a\né")
    #expect(try scalar("|\n  a\n  b\n").string == "a\nb\n")
    #expect(try scalar(">-\n  a\n  b\n").string == "a b")
    #expect(try scalar("! 5").string == "5")
    #expect(try scalar("! 5").integer == nil)
    #expect(try scalar("").string == nil)
    #expect(try scalar("!!str").string == "")
    #expect(try scalar("!!int 5").string == nil)
    #expect(try scalar("[a]").string == nil)
  }

  @Test func nulls() throws {
    for text in ["", "~", "null", "Null", "!!null ''"] { #expect(try scalar(text).isNull, "\(text)") }
    for text in ["''", "'null'", "none", "0", "[]"] { #expect(try !scalar(text).isNull, "\(text)") }
  }

  @Test func summaries() throws {
    #expect(try scalar("rleu").summary == "'rleu'")
    #expect(try scalar("'5'").summary == "the string '5'")
    #expect(try scalar("").summary == "nothing")
    #expect(try scalar("[]").summary == "a list")
    #expect(try scalar("{}").summary == "a mapping")
    #expect(try scalar("\"a\\n\\e\\u202e\"").summary == #"the string 'a\n\u{1B}\u{202E}'"#)
  }
}
