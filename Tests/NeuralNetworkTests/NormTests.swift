import Model
import Testing

@testable import NeuralNetwork

/// Norms by layer, against what the parameters before and after a step tell.
@Suite struct NormTests {
  /// Two layers with parameters, one of them with two nodes' worth of branches between, and a frozen one.
  private static let layers: [LayerEntry] = [
    LayerEntry(.dense(70, Tanh())), LayerEntry(BatchNorm()), LayerEntry(.dense(9), isFrozen: true),
    LayerEntry(.dense(3), name: "out"),
  ]

  private func trainer<S: Scalar>(
    _: S.Type, optimizer: any Optimizer, gradients: GradientRules = GradientRules()
  ) throws -> Trainer<S> {
    var spread = Spread(3)
    let examples = GivenExamples(
      features: spread.numbers(40 * 50), featureCount: 50, targets: .classes(spread.classes(40, of: 3)))
    let trainer = try Trainer<S>(
      Network(inputShape: [50], layers: Self.layers), loss: CrossEntropy(), on: examples,
      optimizer: optimizer, gradients: gradients)
    trainer.spreadParameters(5, scale: 0.4)
    return trainer
  }

  /// √Σ over the trained parameters of a layer, or of all, of what each element gives.
  private func norm(
    of layer: String?, _ before: [NamedParameter], _ after: [NamedParameter],
    _ element: (Double, Double) -> Double
  ) -> Double {
    var sum = 0.0
    for (old, new) in zip(before, after) {
      let path = String(old.name.dropLast(old.name.split(separator: ".").last?.count ?? 0).dropLast())
      let isTrained = !old.name.contains("running_") && path != "layers.2"
      guard isTrained, layer == nil || path == layer else { continue }
      for (old, new) in zip(old.values, new.values) {
        let value = element(old, new)
        sum += value * value
      }
    }
    return sum.squareRoot()
  }

  /// With plain gradient descent of the rate 0.5 the gradient is twice what the step took away.
  @Test func areThoseOfTheStep() throws {
    let trainer = try trainer(Double.self, optimizer: SGD(learningRate: 0.5))
    trainer.measuresNorms = true
    for _ in 0..<3 {
      let before = trainer.parameters()
      _ = try trainer.step(rows: Array(0..<40))
      let after = trainer.parameters()
      let norms = try #require(trainer.norms?.norms)
      #expect(norms.map(\.layer) == [nil, "layers.0", "layers.1", "layers.out"])
      for found in norms {
        let gradient = norm(of: found.layer, before, after) { 2 * ($0 - $1) }
        let parameter = norm(of: found.layer, before, after) { old, _ in old }
        let step = norm(of: found.layer, before, after) { $0 - $1 }
        expectClose([found.value(of: .gradient) ?? .nan], [gradient], relative: 1e-11, floor: 0, "gradient")
        expectClose([found.value(of: .parameter) ?? .nan], [parameter], relative: 1e-13, floor: 0, "weights")
        expectClose([found.value(of: .update) ?? .nan], [step / parameter], relative: 1e-11, floor: 0, "step")
      }
    }
  }

  /// The gradient is that of the loss, whatever becomes of it.
  @Test func rulesForGradientsLeaveItsNorm() throws {
    let rules = GradientRules(clip: .norm(0.01), penalties: [Penalty(l2: 1)])
    let norms = try [GradientRules(), rules].map { rules in
      let trainer = try trainer(Float.self, optimizer: SGD(learningRate: 0.5), gradients: rules)
      trainer.measuresNorms = true
      _ = try trainer.step(rows: Array(0..<40))
      return try #require(trainer.norms?.norms)
    }
    #expect(norms[0].map { $0.value(of: .gradient) } == norms[1].map { $0.value(of: .gradient) })
    #expect(norms[0].map { $0.value(of: .update) } != norms[1].map { $0.value(of: .update) })
  }

  @Test func parametersOf0HaveNoRatio() throws {
    let examples = GivenExamples.xor
    let trainer = try Trainer<Float>([.dense(1)], loss: MeanSquaredError(), on: examples)
    trainer.measuresNorms = true
    _ = try trainer.step(rows: [0, 1, 2, 3])
    let norms = try #require(trainer.norms?.norms.first)
    #expect(norms.value(of: .update) == nil && norms.value(of: .parameter) == 0)
  }
}
