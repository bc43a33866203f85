import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// The canonical form of a field with gaps for numbers.
@Suite struct FieldPatternTests {
  private func pattern(
    _ template: TrialTemplate, _ candidates: [FieldPattern.Candidate], of name: String = "training"
  ) throws -> FieldPattern? {
    let field = try #require(TrialSpec.record.fields.first { $0.name == name })
    return FieldPattern(field, template, at: template.dimensions.map { _ in 0 }, candidates)
  }

  private func optimizer(_ text: String, _ sweep: String) throws -> TrialTemplate {
    try makeTemplate(sweep: "{grid: {training.optimizer: [\(text)], \(sweep)}}")
  }

  @Test func numbersAreInTheirPlaces() throws {
    let template = try optimizer("{adam: {learning_rate: $r, beta2: $b}}", "r: [0.5], b: [0.25]")
    let pattern = try #require(
      try pattern(template, [("b", .real(0.25)), ("r", .real(0.5)), ("other", .real(1))]))
    #expect(pattern.names == ["r", "b"])
    let text = pattern.identity([.real(0.125), .integer(0)])
    #expect(text?.contains("{\"adam\":{\"learning_rate\":0.125,\"beta2\":0.0}}") == true, "\(text ?? "")")
  }

  @Test func whatIsWrongOrThereByDefaultHasNone() throws {
    let template = try optimizer("{adam: {learning_rate: $r}}", "r: [0.5]")
    let pattern = try #require(try pattern(template, [("r", .real(0.5))]))
    #expect(pattern.identity([.real(0.5)]) != nil && pattern.accepts([.real(0.5)]))
    // Adam's rate by default, of which the canonical form says nothing.
    #expect(pattern.identity([.real(0.001)]) == nil && pattern.accepts([.real(0.001)]))
    #expect(pattern.identity([.real(0)]) == nil && !pattern.accepts([.real(0)]))
    #expect(!pattern.accepts([.real(-1)]))
  }

  @Test func wholeNumbersStayWhole() throws {
    let template = try makeTemplate(sweep: "{grid: {e: [7]}}", epochs: "$e")
    let pattern = try #require(try pattern(template, [("e", .integer(7))]))
    #expect(
      pattern.accepts([.integer(12)]) && !pattern.accepts([.real(1.5)]) && !pattern.accepts([.integer(0)]))
  }

  @Test func aNumberAmongOtherChoicesHasAPlace() throws {
    let size = try makeTemplate(sweep: "{grid: {training.batch_size: [16]}}")
    let pattern = try #require(try pattern(size, [("training.batch_size", .integer(16))]))
    #expect(
      pattern.accepts([.integer(1)]) && !pattern.accepts([.integer(0)]) && !pattern.accepts([.real(0.5)]))
    #expect(pattern.identity([.integer(64)])?.contains("\"batch_size\":64") == true)
    #expect(pattern.identity([.integer(32)]) == nil)
  }

  @Test func aNumberOfOneOrMoreHasAPlace() throws {
    for text in ["{l2: $p}", "[{l1: 0.5}, {l2: $p}]"] {
      let template = try makeTemplate(sweep: "{grid: {training.regularize: [\(text)], p: [0.25]}}")
      let pattern = try #require(try pattern(template, [("p", .real(0.25))]))
      #expect(pattern.accepts([.real(0.125)]) && !pattern.accepts([.real(-1)]))
      #expect(pattern.identity([.real(0.125)])?.contains("\"l2\":0.125") == true)
    }
  }

  @Test func aNumberInTwoPlacesOrInNoneHasNoPattern() throws {
    let twice = try optimizer("{adam: {beta1: $b, beta2: $b}}", "b: [0.5]")
    #expect(try pattern(twice, [("b", .real(0.5))]) == nil)
    let nowhere = try optimizer("adam", "seed: [1]")
    #expect(try pattern(nowhere, [("b", .real(0.5))]) == nil)
  }
}

extension FieldPattern {
  /// The canonical form with some numbers.
  fileprivate func identity(_ numbers: [SweepNumber]) -> String? {
    var bytes = Array("before".utf8)
    guard writeIdentity(numbers, to: &bytes) else {
      #expect(bytes == Array("before".utf8))
      return nil
    }
    return String(decoding: bytes.dropFirst(6), as: UTF8.self)
  }
}
