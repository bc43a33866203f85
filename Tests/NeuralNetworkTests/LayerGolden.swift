import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of a layer with given numbers in float64: of x (rows×shape) and of the gradient dy of
/// y.
protocol LayerGolden {
  var shape: [Int] { get }
  var rows: Int { get }
  var x: [Double] { get }
  var y: [Double] { get }
  var dy: [Double] { get }
  /// Empty where the layer's input has no gradient.
  var dx: [Double] { get }
  /// In PyTorch's order, as are their gradients.
  var parameters: [[Double]] { get }
  var gradients: [[Double]] { get }
}

extension LayerGolden {
  /// Compares output and gradients of a step, and the output in evaluation.
  func expectAgreement(of layer: any TrainableLayer, on instructionSet: InstructionSet) throws {
    let kernels = try #require(Double.kernels(for: instructionSet))
    let node = try #require(Network(inputShape: shape, layers: [layer]).graph().nodes.first)
    let store = try ParameterStore<Double>([node.parameters])
    for (parameter, values) in zip(store.layers[0], parameters) {
      parameter.layout.packTransposed(values, into: parameter.value)
    }
    let operation: any NeuralNetwork.Operation<Double> = try layer.makeOperation(
      OperationContext(
        node: node, parameters: store.layers[0], needsInputGradient: !dx.isEmpty, kernels: kernels))
    let isInterleaved = type(of: layer).layout == .interleaved
    // The layer reads what a node before it writes, so that it has a gradient to compute.
    let wiring = Wiring(
      widths: [1, node.inputCount, node.outputs], inputs: [[0], [1]], isTrained: [!dx.isEmpty, true],
      isInterleaved: [isInterleaved, isInterleaved])
    for mode in [NetworkMode.training, .evaluation] {
      let arena = try Arena<Double>(
        rows: rows, wiring: wiring, savedWidths: [[], operation.savedWidths(mode)], mode: mode)
      let all = 0..<rows
      let tensors = NodeTensors(arena: arena, node: 1, rows: all, networkInput: .matrix(arena.inputs[0]))
      write(x, to: arena.output(of: 0, rows: all))
      for part in 0..<operation.preparationParts { operation.prepare(part: part) }
      if mode == .evaluation { operation.beginEvaluation() }
      operation.forward(tensors, columns: 0..<node.outputs, mode: mode)
      expectClose(read(arena.output(of: 1, rows: all)), y, relative: 1e-12, floor: 1)
      guard mode == .training else { continue }
      write(dy, to: arena.gradient(of: 1, rows: all))
      operation.backward(tensors)
      if !dx.isEmpty {
        expectClose(read(arena.gradient(of: 0, rows: all)), dx, relative: 1e-12, floor: 1)
      }
      for (index, expected) in gradients.enumerated() {
        expectClose(
          gradient(of: index, operation, tensors, store.layers[0][index], kernels), expected,
          relative: 1e-12, floor: 1)
      }
    }
  }

  /// The gradient of a parameter in PyTorch's order, block by block of few rows.
  private func gradient(
    of index: Int, _ operation: any NeuralNetwork.Operation<Double>, _ tensors: NodeTensors<Double>,
    _ parameter: Parameter<Double>, _ kernels: Kernels<Double>
  ) -> [Double] {
    let layout = parameter.layout
    let numbers = UnsafeMutablePointer<Double>.allocate(capacity: layout.count)
    let scratch = UnsafeMutablePointer<Double>.allocate(capacity: ParameterBlock<Double>.count)
    defer {
      numbers.deallocate()
      scratch.deallocate()
    }
    for place in layout.blocks(rows: 7) {
      let block = BlockGradient(gradient: operation.gradient(of: index, tensors), place: place)
      let (first, step) = block.compute(scratch: scratch, kernels: kernels)
      for panel in 0..<place.panelCount {
        (numbers + place.offset + panel * place.panelStep)
          .update(from: first + panel * step, count: place.panel(panel).count)
      }
    }
    return layout.unpackTransposed(numbers)
  }

  private func write(_ values: [Double], to matrix: MatrixView<Double>) {
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix.pointer[matrix.offset(row: row, column: column)] = values[row * matrix.columns + column]
      }
    }
  }

  private func read(_ matrix: MatrixView<Double>) -> [Double] {
    (0..<matrix.rows).flatMap { row in
      (0..<matrix.columns).map { matrix.pointer[matrix.offset(row: row, column: $0)] }
    }
  }
}
