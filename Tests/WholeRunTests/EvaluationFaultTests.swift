import Declarations
import Experiment
import Foundation
import Testing

/// Mistakes that only the evaluation finds, each with its whole message.
@Suite struct EvaluationFaultTests {
  private func message(_ text: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("x.yaml").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let error = #expect(throws: InvalidFiles.self) { try EvaluatedExperiment(contentsOf: path) }
    return (error?.diagnostics ?? []).map { "\($0)" }.joined(separator: "\n")
      .replacingOccurrences(of: folder.path + "/", with: "")
  }

  @Test(arguments: [
    ("1 / (2 - b)", "11", "division by zero"), ("log(b - 5)", "9", "'log' has no value at -3.0"),
    ("sqrt(-b)", "9", "'sqrt' has no value at -2.0"), ("0^(1 - b)", "10", "division by zero"),
    ("(-b)^0.5", "13", "'^' has no value at -2.0"), ("exp(b * 400)", "9", "the result is too large"),
    ("[1, 2] / [b, 0]", "17", "division by zero"),
  ]) func operationsWithoutAValue(_ expression: String, _ column: String, _ expected: String) throws {
    let quoted = expression.hasPrefix("[") ? "\"\(expression)\"" : expression
    let found = try message(
      """
      name: x
      kind: expressions
      sections:
        - name: s
          values:
            b: 2
            a: \(quoted)
      """)
    // The column as it is in the file: six for the indentation, three for the name.
    let lines = found.split(separator: "\n")
    #expect(
      lines.first.map(String.init) == "x.yaml:7:\(try #require(Int(column)) + 1): error: \(expected)",
      "\(found)")
  }

  /// Curves pass their poles; numbers that have nothing to do with the variable do not.
  @Test func polesOfCurvesAreNoMistakes() throws {
    let found = try message(
      """
      name: x
      kind: functions
      variable: {x: {values: [-1, 0, 1]}}
      constants: {c: 0}
      functions:
        f: 1 / x
        g: f + x / c
        h: f + 1 / c
      """)
    #expect(
      found == """
        x.yaml:8:12: error: division by zero
          h: f + 1 / c
                   ^
        """)
  }

  @Test func aWalkthroughThatOverflows() throws {
    let found = try message(
      """
      name: x
      kind: walkthrough
      input: [1e200]
      target: 0
      layers:
        - {weights: [[1e200]], bias: [0]}
      loss: mean_squared_error
      learning_rate: 1
      """)
    #expect(
      found == """
        x.yaml:5:1: error: the step z1 = x @ W1 + b1: the result is too large
        layers:
        ^~~~~~
        """)
  }
}
