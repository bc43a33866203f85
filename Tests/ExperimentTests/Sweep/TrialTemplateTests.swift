import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// What the names and paths of a sweep stand for in one assignment, and the tree that follows.
@Suite struct TrialTemplateTests {
  private func bind(_ template: TrialTemplate, _ indices: [Int]) -> (TrialTemplate.Bound, [String]) {
    var faults = Faults()
    let bound = template.bind(indices, &faults)
    return (bound, faults.all.map(\.kind.message))
  }

  @Test func anAssignmentPicksAValueOfEachAxisWithWhatItBinds() throws {
    let template = try makeTemplate(
      sweep: """
        {grid: {wide: [8, 16], training.epochs: [1, 2, 3]},
         cases: {size: {s: {act: tanh, seed: 5}, l: {act: relu, seed: 6}}}, derive: {half: wide // 2}}
        """, units: "$half", activation: "$act")
    let (bound, messages) = bind(template, [1, 2, 1])
    #expect(messages.isEmpty)
    #expect(
      bound.values.mapValues(\.node.flowText) == [
        "wide": "16", "size": "l", "act": "relu", "half": "8", "training.epochs": "3", "seed": "6",
      ])
    #expect(template.paths == ["training.epochs": ["training", "epochs"], "seed": ["seed"]])
    #expect(bound.derived == [0: .integer(8)])
  }

  @Test func derivedValuesSeeEachOther() throws {
    let template = try makeTemplate(
      sweep: "{grid: {a: [7]}, derive: {b: a // 2, c: b ^ 2, training.epochs: c + b, e: training}}")
    let (bound, messages) = bind(template, [0])
    #expect(bound.derived == [0: .integer(3), 1: .integer(9), 2: .integer(12)])
    #expect(bound.values["training.epochs"]?.node.flowText == "12")
    #expect(messages == ["unknown name 'training'"])
    let later = try makeTemplate(sweep: "{grid: {a: [7]}, derive: {b: c, c: a}}")
    #expect(bind(later, [0]).1 == [] && bind(later, [0]).0.values["b"]?.node.flowText == "7")
  }

  @Test func onlyNumbersCanBeComputedWith() throws {
    let template = try makeTemplate(sweep: "{grid: {a: [relu, '5', .inf, 1.5]}, derive: {b: a * 2}}")
    #expect((0..<4).map { bind(template, [$0]).1 == ["unknown name 'a'"] } == [true, true, true, false])
    #expect(bind(template, [3]).0.derived == [0: .real(3)])
  }

  @Test func aNameOfATrialsFieldIsAPathUnlessTheFileRefersToIt() throws {
    let path = try makeTemplate(sweep: "{grid: {seed: [1, 2], wide: [3]}}")
    #expect(path.paths == ["seed": ["seed"]] && path.isSeed("seed") && !path.isSeed("wide"))
    let name = try makeTemplate(sweep: "{grid: {seed: [1, 2]}}", units: "$seed")
    #expect(name.paths.isEmpty && !name.isSeed("seed"))
    // What a choice among cases is called is a label.
    let label = try makeTemplate(sweep: "{cases: {model: {a: {seed: 1}, b: {seed: 2}}}}")
    #expect(label.paths == ["seed": ["seed"]])
  }

  @Test func aTrialHasTheValuesOfItsAssignment() throws {
    let template = try makeTemplate(
      sweep: """
        {grid: {wide: [8, 16], rate: [0.10, 1e-3], model.layers.0.dense.activation: [tanh, {leaky_relu: {slope: 0.5}}]}}
        """, units: "$wide", optimizer: "{sgd: {learning_rate: $rate}}")
    let (trial, faults) = template.resolve(.init(indices: [1, 1, 1], seed: 9))
    let spec = try #require(trial?.spec, "\(faults.all.map(\.kind.message))")
    #expect(spec.seed == 9 && trial?.graph.nodes.map(\.outputs) == [16, 1])
    let text = TrialSpec.record.encode(spec).compact
    #expect(text.contains(#""learning_rate":0.001"#) && text.contains(#""leaky_relu":{"slope":0.5}"#))
    #expect(template.resolve(.init(indices: [0, 0, 0], seed: nil)).trial?.seed == 1)
  }

  @Test func whatIsWrongIsShownAtTheValueThatIsToBlame() throws {
    let sweep = "{grid: {wide: [8, 0]}, derive: {half: wide // 9}}"
    for (units, index, message) in [("$wide", 1, "not 0"), ("$half", 0, "not 0")] {
      let template = try makeTemplate(sweep: sweep, units: units)
      let (trial, faults) = template.resolve(.init(indices: [index], seed: nil))
      #expect(
        trial == nil
          && faults.all.map(\.kind.message) == ["units must be at least 1 and at most 1000000, \(message)"])
      // The value, or the expression, in the text of the sweep.
      let column = sweep.split(
        separator: units == "$wide" ? "0]" : "wide //", omittingEmptySubsequences: false)[0].count
      #expect(faults.all.map(\.mark.column) == [column + 1])
    }
  }
}
