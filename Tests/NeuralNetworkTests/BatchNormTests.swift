import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of layers with given numbers; `Goldens/layers.py` has written it.
struct LayerGoldens: Decodable {
  struct Step: Decodable {
    var rows: Int, x: [Double], dy: [Double], y: [Double], dx: [Double], weightGradient: [Double]
    var biasGradient: [Double], runningMean: [Double], runningVariance: [Double]
  }
  struct Evaluated: Decodable { var x: [Double], y: [Double] }
  struct BatchNorm: Decodable {
    var shape: [Int], weight: [Double], bias: [Double], steps: [Step], evaluated: Evaluated
  }
  var batchNorm: [BatchNorm]

  static func load() throws -> LayerGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/layers", withExtension: "json"))
    return try JSONDecoder().decode(LayerGoldens.self, from: Data(contentsOf: url))
  }
}

@Suite struct BatchNormTests {
  /// Forward, gradients and running statistics of single steps, and the evaluation after them.
  @Test(arguments: 0..<4, InstructionSet.allCases.filter(\.isAvailable))
  func agreesWithPyTorch(_ index: Int, _ instructionSet: InstructionSet) throws {
    let golden = try LayerGoldens.load().batchNorm[index]
    let layer = BatchNorm()
    let kernels = try #require(Double.kernels(for: instructionSet))
    let (width, descriptions) = (golden.shape.elementCount, layer.parameters(for: golden.shape))
    let store = try ParameterStore<Double>([descriptions])
    let operation = try BatchNormOperation(
      layer,
      OperationContext(
        node: try #require(Network(inputShape: golden.shape, layers: [layer]).graph().nodes.first),
        parameters: store.layers[0], needsInputGradient: true, kernels: kernels))
    for (parameter, values) in zip(store.layers[0], [golden.weight, golden.bias]) { parameter.load(values) }
    store.layers[0][3].load([Double](repeating: 1, count: golden.shape[0]))
    // The layer reads what a node before it writes, so that it has a gradient to compute.
    let wiring = Wiring(widths: [1, width, width], inputs: [[0], [1]], isTrained: [true, true])
    let arena = try Arena<Double>(rows: 8, wiring: wiring, savedWidths: [[], []], mode: .training)
    func tensors(_ rows: Range<Int>) -> NodeTensors<Double> {
      NodeTensors(arena: arena, node: 1, rows: rows, networkInput: .matrix(arena.inputs[0]))
    }
    for step in golden.steps {
      let all = 0..<step.rows
      write(step.x, to: arena.output(of: 0, rows: all))
      write(step.dy, to: arena.gradient(of: 1, rows: all))
      for part in 0..<operation.batchParts(.forward) {
        operation.beginBatch(.forward, part: part, tensors(all))
      }
      for row in all { operation.forward(tensors(row..<row + 1), columns: 0..<width, mode: .training) }
      expectClose(read(arena.output(of: 1, rows: all)), step.y, relative: 1e-12, floor: 1)
      for part in 0..<operation.batchParts(.backward) {
        operation.beginBatch(.backward, part: part, tensors(all))
      }
      operation.backward(tensors(all))
      expectClose(read(arena.gradient(of: 0, rows: all)), step.dx, relative: 1e-12, floor: 1)
      for (parameter, expected) in [step.weightGradient, step.biasGradient].enumerated() {
        guard case .stored(let gradient) = operation.gradient(of: parameter, tensors(all)) else { continue }
        expectClose((0..<golden.shape[0]).map { gradient[$0] }, expected, relative: 1e-12, floor: 1)
      }
      expectClose(store.layers[0][2].logicalValues, step.runningMean, relative: 1e-12, floor: 1)
      expectClose(store.layers[0][3].logicalValues, step.runningVariance, relative: 1e-12, floor: 1)
    }
    operation.beginEvaluation()
    write(golden.evaluated.x, to: arena.output(of: 0, rows: 0..<3))
    operation.forward(tensors(0..<3), columns: 0..<width, mode: .evaluation)
    expectClose(read(arena.output(of: 1, rows: 0..<3)), golden.evaluated.y, relative: 1e-12, floor: 1)
  }

  private func write(_ values: [Double], to matrix: MatrixView<Double>) {
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix.pointer[row * matrix.stride + column] = values[row * matrix.columns + column]
      }
    }
  }

  private func read(_ matrix: MatrixView<Double>) -> [Double] { (0..<matrix.rows).flatMap { matrix.row($0) } }
}
