import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of activations; `Goldens/activations.py` has written it.
struct ActivationGoldens: Decodable {
  struct Values: Decodable { var y: [Double], derivative: [Double] }
  struct Layer: Decodable {
    var shape: [Int], rows: Int, x: [Double], dy: [Double], y: [Double], dx: [Double]
    var slopes: [Double]?, slopeGradient: [Double]?
  }
  var x: [Double]
  var activations: [String: Values]
  var softmax: [Layer], logSoftmax: [Layer], prelu: [Layer]

  static func load() throws -> ActivationGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/activations", withExtension: "json"))
    return try JSONDecoder().decode(ActivationGoldens.self, from: Data(contentsOf: url))
  }
}

@Suite struct ActivationTests {
  static let activations: [(String, any Activation)] = [
    ("elu", ELU()), ("elu 0.5", ELU(alpha: 0.5)), ("selu", SELU()), ("celu", CELU()),
    ("celu 1.7", CELU(alpha: 1.7)), ("gelu", GELU()), ("gelu tanh", GELU(approximation: .tanh)),
    ("silu", SiLU()), ("mish", Mish()), ("softplus", Softplus()),
    ("softplus 2 3", Softplus(beta: 2, threshold: 3)), ("softsign", Softsign()), ("hardtanh", Hardtanh()),
    ("hardtanh 0 6", Hardtanh(minimum: 0, maximum: 6)), ("hard_sigmoid", HardSigmoid()),
    ("hard_swish", HardSwish()), ("sigmoid", Sigmoid()), ("tanh", Tanh()), ("relu", ReLU()),
    ("leaky_relu 0.2", LeakyReLU(slope: 0.2)),
  ]

  @Test(arguments: activations)
  func valuesAndDerivativesArePyTorchs(_ name: String, _ activation: any Activation) throws {
    let goldens = try ActivationGoldens.load()
    let golden = try #require(goldens.activations[name])
    let (y, derivative) = try run(Double.self, activation, goldens.x)
    expectClose(y, golden.y, relative: 1e-12, floor: 1e-3)
    expectClose(derivative, golden.derivative, relative: 1e-12, floor: 1e-3)
    let (single, slope) = try run(Float.self, activation, goldens.x.map { Float($0) })
    expectClose(single.map(Double.init), golden.y, relative: 1e-6, floor: 1)
    expectClose(slope.map(Double.init), golden.derivative, relative: 2e-6, floor: 1)
  }

  /// Large numbers end in limits, not in NaN.
  @Test(arguments: activations)
  func largeNumbersHaveFiniteValues(_ name: String, _ activation: any Activation) throws {
    let large: [Float] = [-1e30, -3e5, -100, 100, 3e5, 1e30]
    let (y, derivative) = try run(Float.self, activation, large)
    let areFinite = (y + derivative).allSatisfy { $0.isFinite }
    #expect(areFinite, "\(y) \(derivative)")
    let (exact, slope) = try run(Double.self, activation, large.map(Double.init))
    for (value, expected) in zip(y + derivative, exact + slope) {
      #expect(abs(Double(value) - expected) <= 1e-6 * max(1, abs(expected)), "\(value) is not \(expected)")
    }
  }

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable))
  func softmaxIsPyTorchs(_ instructionSet: InstructionSet) throws {
    let goldens = try ActivationGoldens.load()
    for golden in goldens.softmax { try check(Softmax(), golden, instructionSet) }
    for golden in goldens.logSoftmax { try check(LogSoftmax(), golden, instructionSet) }
  }

  @Test(arguments: InstructionSet.allCases.filter(\.isAvailable))
  func preluIsPyTorchs(_ instructionSet: InstructionSet) throws {
    for golden in try ActivationGoldens.load().prelu {
      let slopes: PReLUSlopes = golden.slopes?.count == 1 ? .one : .perChannel
      try check(PReLU(slopes: slopes), golden, instructionSet)
    }
  }

  /// The softmax of any finite numbers is finite.
  @Test func softmaxOfLargeNumbersIsFinite() throws {
    let kernels = try Float.tested(.best)
    for logarithm in [false, true] {
      var x: [Float] = [1e38, -1e38, 0, 5, 3e38] + [Float](repeating: 0, count: 11)
      x.withUnsafeMutableBufferPointer { x in
        guard let start = x.baseAddress else { return }
        kernels.softmax(
          MatrixView(pointer: start, rows: 1, columns: 5, stride: 16), length: 5, isLogarithm: logarithm,
          into: start)
      }
      #expect(x.prefix(5).allSatisfy { !$0.isNaN }, "\(x)")
      #expect(x[4] == (logarithm ? 0 : 1))
    }
  }

  private func run<S: Scalar>(_: S.Type, _ activation: any Activation, _ x: [S]) throws -> ([S], [S]) {
    let (kernels, kernel) = (try S.tested(.best), try KernelActivation(activation))
    let memory = GuardedMemory()
    defer { memory.release() }
    let (input, output) = (try memory.buffer(x), try memory.buffer(count: x.count) as GuardedBuffer<S>)
    let gradient = try memory.buffer(count: x.count, filledWith: 1) as GuardedBuffer<S>
    kernels.activate(kernel, count: x.count, input.start, into: output.start)
    kernels.activateBackward(
      kernel, count: x.count, known: kernel.readsInput ? input.start : output.start, dy: gradient.start,
      into: gradient.start)
    return (output.values, gradient.values)
  }

  /// A layer behind another one, row by row where it may be.
  private func check<L: TrainableLayer>(
    _ layer: L, _ golden: ActivationGoldens.Layer, _ instructionSet: InstructionSet
  ) throws {
    let kernels = try Double.tested(instructionSet)
    let (width, parameters) = (golden.shape.elementCount, layer.parameters(for: golden.shape))
    let store = try ParameterStore<Double>([parameters])
    if let slopes = golden.slopes { store.layers[0][0].load(slopes) }
    let operation =
      try layer.makeOperation(
        OperationContext<Double>(
          node: try #require(Network(inputShape: golden.shape, layers: [layer]).graph().nodes.first),
          parameters: store.layers[0], needsInputGradient: true, kernels: kernels))
    let wiring = Wiring(widths: [1, width, width], inputs: [[0], [1]], isTrained: [true, true])
    let arena = try Arena<Double>(
      rows: golden.rows, wiring: wiring, savedWidths: [[], operation.savedWidths(.training)], mode: .training)
    func tensors(_ rows: Range<Int>) -> NodeTensors<Double> {
      NodeTensors(arena: arena, node: 1, rows: rows, networkInput: .matrix(arena.inputs[0]))
    }
    let all = 0..<golden.rows
    for row in all {
      for column in 0..<width {
        arena.output(of: 0, rows: all).row(row)[column] = golden.x[row * width + column]
        arena.gradient(of: 1, rows: all).row(row)[column] = golden.dy[row * width + column]
      }
    }
    func read(_ matrix: MatrixView<Double>) -> [Double] { all.flatMap { matrix.row($0) } }
    for mode in [NetworkMode.evaluation, .training] {
      for row in all { operation.forward(tensors(row..<row + 1), columns: 0..<width, mode: mode) }
      expectClose(read(arena.output(of: 1, rows: all)), golden.y, relative: 1e-12, floor: 1e-3)
    }
    for part in 0..<operation.batchParts(.backward) {
      operation.beginBatch(.backward, part: part, tensors(all))
    }
    for row in all { operation.backward(tensors(row..<row + 1)) }
    expectClose(read(arena.gradient(of: 0, rows: all)), golden.dx, relative: 1e-12, floor: 1e-3)
    guard let expected = golden.slopeGradient else { return }
    guard case .stored(let gradient) = operation.gradient(of: 0, tensors(all)) else {
      Issue.record("the gradient of the slopes is stored")
      return
    }
    expectClose(expected.indices.map { gradient[$0] }, expected, relative: 1e-12, floor: 1)
  }
}
