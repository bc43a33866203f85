import Declarations
import Experiment
import Testing

@testable import Planner

/// A `$name` that stays open is a mistake, wherever it stands: no trial is dropped without a word.
@Suite struct OpenNameTests {
  private func messages(_ sweep: String, units: String = "$a") throws -> [String] {
    let error = #expect(throws: InvalidFiles.self) {
      try makePlan(model: "[dense: {units: \(units)}, dense: {units: 10}]", sweep: sweep)
    }
    return error?.diagnostics.map(\.message) ?? []
  }

  @Test(arguments: [
    "{grid: {a: [$b], b: [8]}}", "{grid: {a: [8, $b], b: [8]}}", "{grid: {b: [8], a: [$b]}}",
    "{cases: {c: {one: {a: 8}, two: {a: $b}}}, grid: {b: [8]}}",
    "{grid: {x: [8], a: [$b]}, derive: {b: x // 2}}",
  ])
  func aValueOfANameRefersToNoOther(_ sweep: String) throws {
    #expect(try messages(sweep).contains("a value of 'a' cannot refer to '$b'"))
  }

  @Test func aValueOfAPathRefersToNamesThatThereAre() throws {
    let sweep = "{grid: {a: [8, 9], training.optimizer: [adam, {sgd: {learning_rate: $rate}}], rate: [1, 2]}}"
    let plan = try makePlan(model: "[dense: {units: $a}, dense: {units: 10}]", sweep: sweep)
    #expect(try plan.trials().count == 8)
    #expect(
      try messages(sweep.replacing("rate: [", with: "rat: ["))
        == ["nothing uses 'rat'", "nothing defines '$rate'"]
        .reversed())
  }

  @Test(arguments: ["training.epochs", "training.batch_size"])
  func aPathIsNoName(_ path: String) throws {
    #expect(try messages("{grid: {\(path): [8, 9]}}", units: "$\(path)") == ["nothing defines '$\(path)'"])
  }
}
