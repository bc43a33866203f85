import Digests
import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch 2.13.0 gives on its generic CPU path for `torch.manual_seed(seed); x = torch.arange(1, n + 1,
/// dtype=torch.float32); y = torch.nn.functional.dropout(x, p)`; `after` is `torch.empty((),
/// dtype=torch.int64).random_()` drawn next.
struct DropoutGolden: Sendable, CustomTestStringConvertible {
  var seed: Int
  var count: Int
  var probability: Double
  var sha256: String
  var kept: Int
  var after: Int64

  var testDescription: String { "\(count) elements, \(probability)" }

  static let all = [
    DropoutGolden(
      seed: 3, count: 8, probability: 0.3,
      sha256: "55cc54523783df5933e0fc2075611b507da3ed0d5af02763d35f7df13f695955", kept: 6,
      after: 949402413808418214),
    DropoutGolden(
      seed: 42, count: 12288, probability: 0.5,
      sha256: "94948e7a897220c454917a090bd01d76dfa87ded6d15779b03dbaf7f1f86ac6e", kept: 6092,
      after: 1501386380649082477),
    DropoutGolden(
      seed: 7, count: 1000, probability: 0.1,
      sha256: "890af0ef3fd9defb517d1b028605e071df96a8042950064e7654ce72f72865f8", kept: 890,
      after: 1545576486291623000),
  ]
}

@Suite struct DropoutTests {
  @Test(arguments: DropoutGolden.all) func dropsWhatPyTorchDrops(_ golden: DropoutGolden) throws {
    let kernels = try #require(Float.kernels(for: .best))
    let operation = DropoutOperation<Float>(
      probability: golden.probability, width: golden.count, kernels: kernels)
    let wiring = Wiring(widths: [golden.count, golden.count], inputs: [[0]], isTrained: [false])
    let arena = try Arena<Float>(
      rows: 1, wiring: wiring, savedWidths: [operation.savedWidths(.training)], mode: .training)
    for index in 0..<golden.count { arena.inputs[0].pointer[index] = Float(index + 1) }
    let tensors = NodeTensors(
      arena: arena, node: 0, rows: 0..<1, networkInput: .matrix(arena.inputs[0]))
    var random = RandomGenerator.torch(TorchGenerator(seed: golden.seed))
    operation.draw(tensors, using: &random)
    operation.forward(tensors, columns: 0..<golden.count, mode: .training)
    let y = Array(tensors.output.row(0))
    #expect(y.count { $0 != 0 } == golden.kept)
    var hash = SHA256()
    y.withUnsafeBytes { hash.update($0) }
    #expect(hash.finish() == golden.sha256)
    guard case .torch(var generator) = random else { return }
    #expect(generator.random63() == golden.after)
  }

  private static let layers: [any Layer] = [
    Dense(units: 20), Dropout(probability: 0.4), Tanh(), Dense(units: 3),
  ]

  private func examples() -> GivenExamples {
    var spread = Spread(5)
    return GivenExamples(
      features: spread.numbers(90 * 40), featureCount: 40, targets: .classes(spread.classes(90, of: 3)))
  }

  /// The gradient is that of the outputs with the same elements left out, and evaluation leaves out none.
  @Test func gradientsGoThroughWhatIsKept() throws {
    let trainer = try Trainer<Double>(Self.layers, loss: CrossEntropy(), on: examples())
    trainer.spreadParameters(3, scale: 0.4)
    let rows = (0..<Int32(20)).map { $0 }
    let gradients = try trainer.computeGradients(rows: rows).gradients
    let parameter = trainer.allParameters[0]
    let analytic = gradients.gradient(of: parameter)
    for place in [0, 7, 39, 250, 799] {
      let numeric = try trainer.centralDifference(of: parameter, at: place, rows: rows)
      #expect(abs(numeric - analytic[place]) < 1e-8)
    }
    let evaluated = try trainer.evaluate(examples()).meanLoss
    let plain = try Trainer<Double>(
      [Dense(units: 20), Tanh(), Dense(units: 3)], loss: CrossEntropy(), on: examples())
    plain.spreadParameters(3, scale: 0.4)
    #expect(try plain.evaluate(examples()).meanLoss == evaluated)
    #expect(try plain.computeGradients(rows: rows).loss != trainer.computeGradients(rows: rows).loss)
  }

  /// A layer that is an activation gives the bits of the activation of the layer before it.
  @Test func activationsAreLayers() throws {
    func losses(_ layers: [any Layer]) throws -> [Double] {
      let trainer = try Trainer<Float>(layers, loss: CrossEntropy(), on: examples())
      trainer.spreadParameters(3, scale: 0.4)
      return try (0..<5).map { _ in try trainer.step(rows: Array(0..<90)) }
    }
    for activation in [ReLU(), Tanh(), Sigmoid(), LeakyReLU(slope: 0.1)] as [any Activation] {
      #expect(
        try losses([Dense(units: 20), activation, Dense(units: 3)])
          == losses([Dense(units: 20, activation: activation), Dense(units: 3)]))
    }
  }
}
