import Testing

@testable import Experiment

/// Values of an axis are one where they mean the same, however the file writes them.
@Suite struct AxisValueTests {
  private func value(_ text: String) throws -> AxisValue { AxisValue(try node(text)) }

  @Test(arguments: [
    ["0.10", "0.1", "1e-1", ".1", "+0.1", "!!float 0.1"], ["2", "2.0", "+2", "2e0", "20e-1", "02"],
    ["0", "-0", "0.0", "-0.0", "0e5"], ["9007199254740991", "9007199254740991.0"], ["true", "!!bool true"],
    ["relu", "\"relu\"", "'relu'"], ["\"0.1\"", "'0.1'", "!!str 0.1"],
    ["[1, 2.0, a]", "[1.0, 2, 'a']"], ["{a: 1, b: {c: 0.50}}", "{b: {c: .5}, a: 1.0}"],
    ["1e400", ".inf", "1e999"],
  ])
  func equalValues(_ texts: [String]) throws {
    let values = try texts.map(value)
    #expect(Set(values).count == 1, "\(values.map(\.meaning))")
  }

  @Test(arguments: [
    ("0.1", "\"0.1\""), ("1", "\"1\""), ("true", "\"true\""), ("true", "1"), ("1", "[1]"),
    ("[1, 2]", "[2, 1]"),
    ("{a: 1}", "{a: 1, b: 2}"), ("{a: 1}", "[{a: 1}]"), ("0.1", "0.10000000000000002"), ("a", "A"),
    ("yes", "true"), ("0x10", "16"), ("9007199254740993", "9007199254740992"), (".inf", "-.inf"), ("~", "0"),
  ])
  func differentValues(_ a: String, _ b: String) throws {
    #expect(try value(a) != value(b))
  }

  @Test(arguments: [
    ("0.10", "0.10", 0.1), ("1e-1", "1e-1", 0.1), ("-3", "-3", -3), ("\"5\"", "5", nil),
    ("relu", "relu", nil),
    ("true", "true", nil), ("[1,   0.50]", "[1, 0.50]", nil),
    ("{sgd:  {learning_rate: 0.10}}", "sgd learning_rate=0.10", nil),
    ("{adam: {}}", "adam", nil), ("{adam: {beta1: 0.8, beta2: 0.9}}", "adam beta1=0.8 beta2=0.9", nil),
    ("{units: 8, activation: relu}", "units=8 activation=relu", nil), ("{dropout: 0.5}", "dropout=0.5", nil),
    ("{}", "{}", nil), ("[{dense: {units: 8}}, {dense: {units: 2}}]", "[dense units=8, dense units=2]", nil),
    ("{dense: {units: 8, weights: {values: [1, 2]}}}", "dense units=8 weights={values=[1, 2]}", nil),
    (
      "[1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]",
      "[1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1... ", nil
    ),
  ])
  func theTextIsTheFilesAndTheNumberWhatItMeans(_ written: String, _ text: String, _ number: Double?) throws {
    // A long text ends in digits that tell it from others.
    if text.hasSuffix("... ") {
      #expect(try value(written).text.hasPrefix(text) && value(written).text.count == text.count + 6)
    } else {
      #expect(try value(written).text == text)
    }
    #expect(try value(written).number == number)
  }

  @Test func aComputedNumberIsTheOneThatTheFileCouldHave() throws {
    #expect(try AxisValue(SweepNumber.real(4)) == value("4"))
    #expect(try AxisValue(SweepNumber.integer(4)) == value("4.0"))
    #expect(try AxisValue(SweepNumber.real(0.1)) == value("0.10"))
    #expect(AxisValue(SweepNumber.real(4)).text == "4.0" && AxisValue(SweepNumber.integer(4)).text == "4")
  }
}
