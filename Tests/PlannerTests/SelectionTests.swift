import Declarations
import Experiment
import Testing

@testable import Planner

/// The trials that `--only` keeps. `e` stands for training.epochs, `b` for training.batch_size.
@Suite struct SelectionTests {
  private func kept(_ sweep: String, _ condition: String) throws -> [String] {
    let plan = try makePlan(sweep: Self.long(sweep))
    let kept = try plan.keeping(Located<Condition>(option: "--only", Self.long(condition)))
    let all = try plan.trials()
    return try kept.trials().map { trial in
      // A trial is the one of the whole plan.
      #expect(all.contains { $0.id == trial.id && $0.replicate == trial.replicate })
      let labels = trial.labels.compactMap { label in
        label.value.map { "\(Self.short(label.name))=\($0.text)" }
      }
      return (labels + ["#\(trial.seed)"]).joined(separator: " ")
    }
  }

  private static func long(_ text: String) -> String {
    text.replacing(/\b(e|b)\b/) { $0.output.1 == "e" ? "training.epochs" : "training.batch_size" }
  }

  private static func short(_ name: String) -> String {
    name == "training.epochs" ? "e" : name == "training.batch_size" ? "b" : name
  }

  @Test(arguments: [
    ("{grid: {e: [1, 2, 3]}}", "e > 1", ["e=2 #42", "e=3 #42"]),
    ("{grid: {e: [1, 2, 3]}}", "seed == 42 and e == 1", ["e=1 #42"]),
    ("{grid: {e: [1, 2], seed: [5, 6]}}", "seed == 6", ["e=1 seed=6 #6", "e=2 seed=6 #6"]),
    ("{grid: {e: [1, 2]}, seeds: [5, 6, 7]}", "seed in [5, 7]", ["e=1 #5", "e=1 #7", "e=2 #5", "e=2 #7"]),
    ("{grid: {e: [1, 2]}, seeds: [5, 6]}", "seed == 5 or e == 2", ["e=1 #5", "e=2 #5", "e=2 #6"]),
    ("{grid: {e: [1, 2, 3]}, seeds: [5, 6]}", "seed == 4 + e", ["e=1 #5", "e=2 #6"]),
    ("{grid: {e: [1, 2, 3]}, where: e != 2, seeds: [5, 6]}", "e >= 2 and seed == 6", ["e=3 #6"]),
    ("{grid: {e: [1, 2]}, derive: {b: e * 4}}", "b == 8", ["e=2 b=8 #42"]),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}}", "e > 1", ["k=one e=2 #42"]),
    ("{cases: {k: {one: {grid: {e: [1, 2]}}, none: {}}}}", "k == 'none'", ["k=none #42"]),
    ("{grid: {e: [{label: few, value: 1}, 9]}}", "e == 'few'", ["e=few #42"]),
    ("[{grid: {e: [1, 2]}}, {grid: {b: [4, 8]}}]", "b == 4", ["b=4 #42"]),
    ("[{grid: {e: [1, 2]}}, {grid: {e: [2, 3]}}]", "e >= 2", ["e=2 #42", "e=3 #42"]),
    ("[{grid: {e: [1, 2]}}, {grid: {b: [4, 8]}}]", "not b == 4", ["e=1 #42", "e=2 #42", "b=8 #42"]),
  ])
  func aConditionKeepsTrials(_ sweep: String, _ condition: String, _ expected: [String]) throws {
    #expect(try kept(sweep, condition) == expected)
  }

  @Test(arguments: [
    ("e > 3", "--only:1:1: error: none of the 3 trials is kept"),
    ("f > 3", "--only:1:1: error: unknown name 'f'"),
    ("e", "--only:1:1: error: expected a condition, such as hidden > 8, not a value alone"),
    ("e > ", "--only:1:19: error: expected a value, but the expression ends"),
    ("e > 'a'", "--only:1:17: error: '>' compares numbers, and one side is none"),
  ])
  func aWrongConditionIsNamed(_ condition: String, _ message: String) throws {
    do {
      _ = try kept("{grid: {e: [1, 2, 3]}}", condition)
      Issue.record("no mistake was found")
    } catch let error as InvalidFiles {
      #expect(error.diagnostics.map { "\($0.mark): error: \($0.message)" } == [message])
    }
  }

  @Test func replicatesKeepTheirNumbers() throws {
    let plan = try makePlan(sweep: "{grid: {training.epochs: [1, 2]}, seeds: [5, 6]}")
    let kept = try plan.keeping(Located<Condition>(option: "--only", "seed == 6"))
    #expect(try kept.trials().map(\.replicate) == [1, 1])
    #expect(try kept.trials().map(\.arm) == [0, 1])
  }
}
