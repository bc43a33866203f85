import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// Twenty steps of each optimizer and option against PyTorch (`Goldens/optimizers.py`).
@Suite struct OptimizerGoldenTests {
  static let optimizers: [String: any Optimizer] = [
    "sgd": SGD(learningRate: 0.1),
    "sgd momentum": SGD(learningRate: 0.1, momentum: 0.9),
    "sgd dampening": SGD(learningRate: 0.1, momentum: 0.9, dampening: 0.3),
    "sgd nesterov": SGD(learningRate: 0.1, momentum: 0.9, nesterov: true),
    "sgd decay": SGD(learningRate: 0.1, weightDecay: 0.05),
    "sgd momentum decay": SGD(learningRate: 0.1, momentum: 0.8, weightDecay: 0.05),
    "sgd nesterov decay": SGD(learningRate: 0.1, momentum: 0.8, nesterov: true, weightDecay: 0.05),
    "adagrad": AdaGrad(),
    "adagrad options": AdaGrad(
      learningRate: 0.3, learningRateDecay: 0.1, initialAccumulator: 0.2, epsilon: 1e-3, weightDecay: 0.05),
    "rmsprop": RMSProp(),
    "rmsprop options": RMSProp(learningRate: 0.02, alpha: 0.9, epsilon: 1e-3, weightDecay: 0.05),
    "rmsprop momentum": RMSProp(momentum: 0.7),
    "rmsprop centered": RMSProp(epsilon: 1e-3, isCentered: true),
    "rmsprop centered momentum": RMSProp(epsilon: 1e-3, momentum: 0.7, isCentered: true, weightDecay: 0.05),
    "adadelta": AdaDelta(),
    "adadelta options": AdaDelta(learningRate: 0.5, rho: 0.8, epsilon: 1e-3, weightDecay: 0.05),
    "adam": Adam(),
    "adam options": Adam(learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3),
    "adam decay": Adam(learningRate: 0.02, weightDecay: 0.05),
    "adam amsgrad": Adam(learningRate: 0.02, beta2: 0.8, amsgrad: true),
    "adam amsgrad decay": Adam(learningRate: 0.02, amsgrad: true, weightDecay: 0.05),
    "adamw": AdamW(),
    "adamw options": AdamW(learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.3),
    "adamw amsgrad": AdamW(learningRate: 0.02, beta2: 0.8, amsgrad: true, weightDecay: 0.3),
    "nadam": NAdam(),
    "nadam decay": NAdam(learningRate: 0.02, momentumDecay: 0.02, weightDecay: 0.05),
    "nadam decoupled": NAdam(
      learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.3, isDecayDecoupled: true),
    "radam": RAdam(),
    "radam decay": RAdam(learningRate: 0.02, weightDecay: 0.05),
    "radam decoupled": RAdam(
      learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.3, isDecayDecoupled: true),
    "lion": Lion(),
    "lion options": Lion(learningRate: 0.02, beta1: 0.8, beta2: 0.95, weightDecay: 0.3),
  ]

  private struct Goldens: Decodable {
    var start: [Double]
    var gradients: [[Double]]
    var weights: [String: [[Double]]]
    var rates: [Double]
    var changing: [String: [[Double]]]
    var momenta: [Double]
    var cycled: [String: [[Double]]]

    static func load() throws -> Goldens {
      let url = try #require(Bundle.module.url(forResource: "Goldens/optimizers", withExtension: "json"))
      return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: url))
    }
  }

  @Test func everyCaseIsTried() throws {
    let goldens = try Goldens.load()
    #expect(Set(goldens.weights.keys) == Set(Self.optimizers.keys))
    #expect(goldens.gradients.count == 20)
  }

  @Test(arguments: optimizers.keys.sorted()) func stepsAsPyTorch(_ name: String) throws {
    let goldens = try Goldens.load()
    try check(name, goldens.gradients, try #require(goldens.weights[name]), start: goldens.start)
  }

  @Test func learningRatesThatChange() throws {
    let goldens = try Goldens.load()
    for (name, weights) in goldens.changing {
      try check(name, goldens.gradients, weights, start: goldens.start, rates: goldens.rates)
    }
  }

  @Test func momentaThatChange() throws {
    let goldens = try Goldens.load()
    try #require(goldens.cycled.count == 10)
    for (name, weights) in goldens.cycled {
      try check(name, goldens.gradients, weights, start: goldens.start, momenta: goldens.momenta)
    }
  }

  /// What has no momentum that may be changed takes no notice.
  @Test(arguments: [AdaGrad(), AdaDelta(), NAdam(), Lion()] as [any Optimizer])
  func othersTakeNoMomentum(_ optimizer: any Optimizer) throws {
    let goldens = try Goldens.load()
    var plain = try GivenSteps<Double>(optimizer, start: goldens.start)
    var given = try GivenSteps<Double>(optimizer, start: goldens.start)
    for gradient in goldens.gradients {
      try plain.step(along: gradient)
      try given.step(along: gradient, momentum: 0.5)
    }
    #expect(plain.weights == given.weights)
  }

  /// In double precision to 1e-12; in single precision, which rounds 2^29 times as coarsely, to 1e-4.
  private func check(
    _ name: String, _ gradients: [[Double]], _ weights: [[Double]], start: [Double],
    rates: [Double]? = nil, momenta: [Double]? = nil
  ) throws {
    let optimizer = try #require(Self.optimizers[name])
    var double = try GivenSteps<Double>(optimizer, start: start)
    var single = try GivenSteps<Float>(optimizer, start: start)
    for (step, (gradient, expected)) in zip(gradients, weights).enumerated() {
      try double.step(along: gradient, learningRate: rates?[step], momentum: momenta?[step])
      try single.step(along: gradient, learningRate: rates?[step], momentum: momenta?[step])
      expectClose(double.weights, expected, relative: 1e-12, floor: 0.1, "\(name), step \(step + 1)")
      expectClose(single.weights, expected, relative: 1e-4, floor: 0.1, "\(name), step \(step + 1)")
    }
  }

  /// Where nothing decays, AdamW is Adam, whose kernels are others.
  @Test func adamWithoutDecayIsAdam() throws {
    let goldens = try Goldens.load()
    var adam = try GivenSteps<Float>(Adam(), start: goldens.start)
    var other = try GivenSteps<Float>(AdamW(weightDecay: 0), start: goldens.start)
    for gradient in goldens.gradients {
      try adam.step(along: gradient)
      try other.step(along: gradient)
      #expect(adam.weights == other.weights)
    }
  }
}
