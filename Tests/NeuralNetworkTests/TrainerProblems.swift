import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// Examples given as numbers.
struct GivenExamples: BatchSource {
  /// count×featureCount, row-major.
  let values: [Double]
  let featureCount: Int
  let targets: Targets

  init(features values: [Double], featureCount: Int, targets: Targets) {
    self.values = values
    self.featureCount = featureCount
    self.targets = targets
  }

  var count: Int { values.count / featureCount }
  var features: Features { .values(values) }
}

extension BatchSource where Self == GivenExamples {
  static var xor: GivenExamples {
    GivenExamples(
      features: [0, 0, 0, 1, 1, 0, 1, 1], featureCount: 2, targets: .values([0, 1, 1, 0], width: 1))
  }
}

/// Numbers for tests that want any numbers, spread evenly over -1..<1; it has nothing to do with the engine's
/// generators.
struct Spread {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> Double {
    // D. Knuth, MMIX: a linear congruential generator; its upper bits are good enough here.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) * 0x1p-52
  }

  mutating func numbers(_ count: Int) -> [Double] { (0..<count).map { _ in next() } }

  mutating func classes(_ count: Int, of classes: Int) -> [Int32] {
    (0..<count).map { _ in Int32((next() + 1) / 2 * Double(classes)) }
  }
}

extension LayerElement where Self == Dense {
  /// A layer whose parameters start at 0, for tests that set them.
  static func dense(_ units: Int, _ activation: any Activation = Identity()) -> Dense {
    Dense(units: units, activation: activation, weights: Zeros(), bias: Zeros())
  }
}

extension Trainer {
  /// A trainer of `layers` on all of `source`, for tests that compute gradients or set parameters.
  convenience init(
    _ layers: [any LayerElement], loss: any Loss, on source: some BatchSource,
    optimizer: any Optimizer = SGD(learningRate: 0.1, momentum: 0),
    gradients: GradientRules = GradientRules(), maximumBatch: Int? = nil, maximumThreads: Int = .max,
    instructionSet: InstructionSet = .best
  ) throws {
    try self.init(
      Network(inputShape: [source.featureCount], layers: layers), loss: loss, on: source,
      optimizer: optimizer, gradients: gradients, maximumBatch: maximumBatch, maximumThreads: maximumThreads,
      instructionSet: instructionSet)
  }

  /// A trainer of a network on all of `source`.
  convenience init(
    _ network: Network, loss: any Loss, on source: some BatchSource,
    optimizer: any Optimizer = SGD(learningRate: 0.1, momentum: 0),
    gradients: GradientRules = GradientRules(), maximumBatch: Int? = nil,
    maximumThreads: Int = .max, instructionSet: InstructionSet = .best
  ) throws {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    try self.init(
      network: network, loss: loss, optimizer: optimizer, gradients: gradients, source: source,
      maximumBatch: maximumBatch ?? source.count,
      maximumThreads: maximumThreads, instructionSet: instructionSet, random: &random)
  }

  var allParameters: [Parameter<S>] { program.parameters.layers.flatMap { $0 } }
  var trainedParameters: [Parameter<S>] { allParameters.filter { $0.description.isTrained } }

  /// Sets every parameter from numbers in PyTorch's order.
  func setParameters(_ values: [[Double]]) {
    for (parameter, values) in zip(allParameters, values) {
      parameter.layout.packTransposed(values.map { S($0) }, into: parameter.value)
    }
  }

  /// Sets every parameter to numbers of ±`scale`.
  func spreadParameters(_ seed: UInt64, scale: Double) {
    var spread = Spread(seed)
    // Running statistics are not any numbers: a variance is not below 0.
    for parameter in allParameters where !parameter.description.name.contains(".running_") {
      let values = spread.numbers(parameter.description.count).map { S($0 * scale) }
      parameter.layout.packTransposed(values, into: parameter.value)
    }
  }

  /// The mean loss of a batch and, where the parameters stay as they are, all gradients.
  func computeGradients(rows: [Int32]) throws -> (loss: Double, gradients: GradientRecorder<S>) {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    let recorder = GradientRecorder<S>(count: program.parameters.count)
    let update = try ParameterUpdate(
      recorder, learningRate: 0, count: program.parameters.count, kernels: kernels)
    return (
      try rows.withUnsafeBufferPointer { try step(rows.indices, of: $0, random: &random, with: update) },
      recorder
    )
  }

  /// (loss(w + h) − loss(w − h)) / 2h for the element w of a parameter at a place in PyTorch's order, with
  /// h = 1e-5: it errs by about h² of the third derivative and by 1e-16 / h of the loss.
  func centralDifference(of parameter: Parameter<S>, at place: Int, rows: [Int32]) throws -> Double {
    let (column, row) = place.quotientAndRemainder(dividingBy: parameter.layout.rows)
    let element = parameter.value + parameter.layout.offset(row: row, column: column)
    let (value, step) = (element.pointee, 1e-5)
    defer { element.pointee = value }
    element.pointee = value + S(step)
    let above = try computeGradients(rows: rows).loss
    element.pointee = value - S(step)
    return (above - (try computeGradients(rows: rows).loss)) / (2 * step)
  }

  @discardableResult
  func step(rows: [Int32]) throws -> Double {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    return try rows.withUnsafeBufferPointer { try step(rows.indices, of: $0, random: &random) }
  }
}

extension TrainingSession {
  /// A step of a network that draws no random numbers.
  @discardableResult
  func step(_ batch: Range<Int>, of order: UnsafeBufferPointer<Int32>) throws(TrainingError) -> Double {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    return try step(batch, of: order, random: &random)
  }
}

/// All that a training is to give bit for bit, however it is done.
struct TrainingOutcome: Equatable {
  var losses: [Double]
  var parameters: [NamedParameter]
  var evaluation: Evaluation
  /// Of the last step, where they were measured.
  var norms: [StepNorms] = []
}

/// Keeps the gradients and moves nothing.
final class GradientRecorder<S: Scalar>: UpdateRule {
  private var gradients: [S]

  init(count: Int) { gradients = [S](repeating: .nan, count: count) }

  var slotCount: Int { 0 }

  func beginStep(_ step: Int, learningRate: Double, momentum: Double?) {}

  func update(_ elements: WeightElements<S>) {
    for index in 0..<elements.count { gradients[elements.offset + index] = elements.gradient[index] }
  }

  /// The gradient of `parameter` in PyTorch's order.
  func gradient(of parameter: Parameter<S>) -> [S] {
    gradients.withUnsafeBufferPointer { gradients in
      gradients.baseAddress.map { parameter.layout.unpackTransposed($0 + parameter.offset) } ?? []
    }
  }
}

/// PyTorch's numbers; `Goldens/training.py` makes them.
struct TrainingGoldens: Decodable {
  struct Steps: Decodable { var start: [Double], gradients: [[Double]], weights: [[Double]] }
  struct Loss: Decodable {
    var outputs: [Double], targets: [Double], width: Int, loss: Double, gradient: [Double]
  }
  struct Classifier: Decodable {
    var features: [Double], labels: [Int32], initial: [[Double]], batchLosses: [Double]
    var final: [[Double]], outputs: [Double], meanLoss: Double, correct: Int
  }
  var optimizers: [String: [String: Steps]]
  var losses: [String: Loss]
  var classifier: Classifier

  static func load() throws -> TrainingGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/training", withExtension: "json"))
    return try JSONDecoder().decode(TrainingGoldens.self, from: Data(contentsOf: url))
  }
}

/// Whether each of `found` is within `relative` of `expected`, relative to the larger of that number and
/// `floor`.
func expectClose(
  _ found: [Double], _ expected: [Double], relative: Double, floor: Double = 0, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, comment, sourceLocation: sourceLocation)
  for (index, (x, y)) in zip(found, expected).enumerated() {
    let bound = relative * max(abs(y), floor)
    #expect(
      abs(x - y) <= bound, "\(comment?.rawValue ?? "") [\(index)]: \(x), not \(y) ± \(bound)",
      sourceLocation: sourceLocation)
  }
}
