import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// Clipped gradients and penalties against PyTorch (`Goldens/gradient_rules.py`), whose penalties are a part
/// of the loss.
@Suite struct GradientRulesTests {
  static let rules: [String: GradientRules] = [
    "none": GradientRules(),
    "norm": GradientRules(clip: .norm(0.3)),
    "norm beyond all": GradientRules(clip: .norm(100)),
    "value": GradientRules(clip: .value(0.02)),
    "l2": GradientRules(penalties: [Penalty(l2: 0.1)]),
    "l1": GradientRules(penalties: [Penalty(l1: 0.02)]),
    "pattern": GradientRules(penalties: [
      Penalty(pattern: NamePattern("*.1.w*"), l2: 0.2), Penalty(pattern: NamePattern("*bias")),
      Penalty(l1: 0.01, l2: 0.05),
    ]),
    "norm and penalty": GradientRules(clip: .norm(0.3), penalties: [Penalty(l1: 0.01, l2: 0.1)]),
    "value and penalty": GradientRules(clip: .value(0.02), penalties: [Penalty(l1: 0.01, l2: 0.1)]),
  ]

  private struct Goldens: Decodable {
    struct Case: Decodable { var norms: [Double], final: [[Double]] }
    var features: [Double]
    var labels: [Int32]
    var initial: [[Double]]
    var cases: [String: Case]

    static func load() throws -> Goldens {
      let url = try #require(Bundle.module.url(forResource: "Goldens/gradient_rules", withExtension: "json"))
      return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: url))
    }
  }

  @Test func everyCaseIsTried() throws {
    #expect(Set(try Goldens.load().cases.keys) == Set(Self.rules.keys))
  }

  @Test(arguments: rules.keys.sorted()) func trainsAsPyTorch(_ name: String) throws {
    let goldens = try Goldens.load()
    let trained = try train(Double.self, name, goldens)
    let single = try train(Float.self, name, goldens)
    for (place, expected) in try #require(goldens.cases[name]).final.enumerated() {
      expectClose(trained[place].values, expected, relative: 1e-12, floor: 0.1, "\(name), \(place)")
      expectClose(single[place].values, expected, relative: 1e-3, floor: 0.1, "\(name), \(place)")
    }
  }

  private func train<S: Scalar>(
    _: S.Type, _ name: String, _ goldens: Goldens
  ) throws -> [NamedParameter] {
    let examples = GivenExamples(
      features: goldens.features, featureCount: 5, targets: .classes(goldens.labels))
    let trainer = try Trainer<S>(
      [.dense(70, Tanh()), .dense(3)], loss: CrossEntropy(), on: examples,
      optimizer: SGD(learningRate: 0.2, momentum: 0.9), gradients: try #require(Self.rules[name]))
    trainer.setParameters(goldens.initial)
    for _ in 0..<10 { _ = try trainer.step(rows: Array(0..<14)) }
    return trainer.parameters()
  }

  /// Batch normalisation computes its gradients before the update, which changes a copy of them.
  @Test(arguments: [
    GradientRules(clip: .norm(1e6)), GradientRules(clip: .value(1e6)), GradientRules(penalties: [Penalty()]),
  ])
  func rulesThatChangeNothing(_ rules: GradientRules) throws {
    var spread = Spread(3)
    let examples = GivenExamples(
      features: spread.numbers(40 * 9), featureCount: 9, targets: .classes(spread.classes(40, of: 3)))
    let trained = try [GradientRules(), rules].map { rules in
      let trainer = try Trainer<Float>(
        [.dense(50), BatchNorm(), Tanh(), .dense(3)], loss: CrossEntropy(), on: examples, gradients: rules)
      trainer.spreadParameters(5, scale: 0.4)
      for _ in 0..<8 { _ = try trainer.step(rows: Array(0..<40)) }
      return trainer.parameters()
    }
    #expect(trained[0] == trained[1])
  }

  @Test func aNormThatIsNotFiniteStaysSo() throws {
    let rules = GradientRules(clip: .norm(1))
    let store = try ParameterStore<Float>([[ParameterShape(name: "w", shape: [3])]])
    let kernels = try #require(Float.kernels(for: .best))
    let treatment = try #require(try GradientTreatment(rules, store, kernels: kernels))
    let gradient = try AlignedBuffer<Float>(count: store.count)
    gradient.pointer[1] = .nan
    let block = BlockGradient<Float>(gradient: .stored(gradient.pointer), place: store.blocks[0].place)
    treatment.collect(block, of: store.blocks[0], at: 0, scratch: gradient.pointer)
    treatment.finishCollecting()
    let (found, _) = treatment.treated(block, of: store.blocks[0], scratch: gradient.pointer)
    #expect((0..<3).allSatisfy { found[$0].isNaN })
  }

  @Test(arguments: [
    ("*", "layers.0.weight", true), ("layers.0.weight", "layers.0.weight", true),
    ("layers.0.weight", "layers.0.weights", false), ("*.weight", "layers.0.weight", true),
    ("*.weight", "layers.0.weight.scale", false), ("layers.*.bias", "layers.12.bias", true),
    ("layers.*.bias", "layers..bias", true), ("l*a*e*s", "layers", true), ("l*a*z*s", "layers", false),
    ("**s", "layers", true), ("", "", true), ("", "w", false), ("*", "", true), ("*ab", "aab", true),
  ])
  func patterns(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(NamePattern(pattern).matches(name) == matches)
  }
}
