import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of convolutions and pools with given numbers; `Goldens/images.py` has written it.
struct ImageGoldens: Decodable {
  struct Options: Decodable {
    var out_channels: Int?
    var kernel_size: [Int]
    var stride: [Int]
    /// Empty for "same".
    var padding: [Int]
    var dilation: [Int]?
    var groups: Int?
  }
  struct Case: Decodable {
    var kind: String, shape: [Int], rows: Int, options: Options
    var x: [Double], y: [Double], dy: [Double], dx: [Double], parameters: [[Double]], gradients: [[Double]]
  }
  var cases: [Case]

  static func load() throws -> ImageGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/images", withExtension: "json"))
    return try JSONDecoder().decode(ImageGoldens.self, from: Data(contentsOf: url))
  }
}

extension ImageGoldens.Case {
  func layer() throws -> any TrainableLayer {
    let padding = options.padding.isEmpty ? SlidingWindow.Padding.same : .amount(options.padding)
    let window = SlidingWindow(
      size: options.kernel_size, stride: options.stride, padding: padding, dilation: options.dilation ?? [1])
    let convolution = ConvolutionOptions(
      channels: options.out_channels ?? 1, window: window, groups: options.groups ?? 1)
    switch kind {
    case "Conv1d": return Conv1D(convolution)
    case "Conv2d": return Conv2D(convolution)
    case "MaxPool1d": return MaxPool1D(window)
    case "MaxPool2d": return MaxPool2D(window)
    case "AvgPool1d": return AveragePool1D(window)
    default: return AveragePool2D(window)
    }
  }
}

@Suite struct ImageLayerTests {
  /// Output and gradients of a step, and the output in evaluation.
  @Test(arguments: 0..<12, InstructionSet.allCases.filter(\.isAvailable))
  func agreesWithPyTorch(_ index: Int, _ instructionSet: InstructionSet) throws {
    let golden = try ImageGoldens.load().cases[index]
    let kernels = try #require(Double.kernels(for: instructionSet))
    let layer = try golden.layer()
    let node = try #require(Network(inputShape: golden.shape, layers: [layer]).graph().nodes.first)
    let store = try ParameterStore<Double>([node.parameters])
    for (parameter, values) in zip(store.layers[0], golden.parameters) {
      parameter.layout.packTransposed(values, into: parameter.value)
    }
    let operation: any NeuralNetwork.Operation<Double> = try layer.makeOperation(
      OperationContext(node: node, parameters: store.layers[0], needsInputGradient: true, kernels: kernels))
    // The layer reads what a node before it writes, so that it has a gradient to compute.
    let wiring = Wiring(
      widths: [1, node.inputCount, node.outputs], inputs: [[0], [1]], isTrained: [true, true],
      isInterleaved: [true, true])
    for mode in [NetworkMode.training, .evaluation] {
      let arena = try Arena<Double>(
        rows: golden.rows, wiring: wiring, savedWidths: [[], operation.savedWidths(mode)], mode: mode)
      let rows = 0..<golden.rows
      let tensors = NodeTensors(arena: arena, node: 1, rows: rows, networkInput: .matrix(arena.inputs[0]))
      write(golden.x, to: arena.output(of: 0, rows: rows))
      for part in 0..<operation.preparationParts { operation.prepare(part: part) }
      operation.forward(tensors, columns: 0..<node.outputs, mode: mode)
      expectClose(read(arena.output(of: 1, rows: rows)), golden.y, relative: 1e-12, floor: 1)
      guard mode == .training else { continue }
      write(golden.dy, to: arena.gradient(of: 1, rows: rows))
      operation.backward(tensors)
      expectClose(read(arena.gradient(of: 0, rows: rows)), golden.dx, relative: 1e-12, floor: 1)
      for (index, expected) in golden.gradients.enumerated() {
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

  /// Three steps on images end in the same bits whatever the instruction set.
  @Test(arguments: GradientCase.imageCases)
  func instructionSetsAgree(_ testCase: GradientCase) throws {
    func parameters<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws -> [S] {
      let examples = testCase.examples(outputs: try testCase.network.graph().outputs)
      let trainer = try Trainer<S>(
        testCase.network, loss: testCase.loss, on: examples, instructionSet: instructionSet)
      trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
      for _ in 0..<3 { try trainer.step(rows: (0..<Int32(testCase.rows)).map { $0 }) }
      return trainer.allParameters.flatMap(\.logicalValues)
    }
    for set in InstructionSet.allCases.filter(\.isAvailable) {
      #expect(try parameters(Float.self, set) == parameters(Float.self, .generic))
      #expect(try parameters(Double.self, set) == parameters(Double.self, .generic))
    }
  }

  @Test(arguments: [1, 15, 16, 17, 40], [1, 16, 35])
  func aRelayoutIsUndoneByTheOther(_ rows: Int, _ columns: Int) throws {
    for set in InstructionSet.allCases.filter(\.isAvailable) {
      let kernels = try #require(Float.kernels(for: set))
      let wiring = Wiring(
        widths: [columns, columns, columns], inputs: [[0], [1]], isTrained: [false, false],
        isInterleaved: [true, false])
      let arena = try Arena<Float>(rows: rows, wiring: wiring, savedWidths: [[], []], mode: .training)
      let (x, z, y) = (
        arena.inputs[0], arena.output(of: 0, rows: 0..<rows), arena.output(of: 1, rows: 0..<rows)
      )
      for row in 0..<rows {
        for column in 0..<columns { x.row(row)[column] = Float(row * 1000 + column + 1) }
      }
      for index in 0..<z.count { z.pointer[index] = .nan }
      kernels.interleave(m: rows, n: columns, x.pointer, stride: x.stride, into: z.pointer)
      for row in 0..<z.groups * Float.lanes {
        for column in 0..<columns {
          let expected = row < rows ? Float(row * 1000 + column + 1) : 0
          #expect(z.pointer[z.offset(row: row, column: column)] == expected)
        }
      }
      for index in 0..<y.count { y.pointer[index] = .nan }
      kernels.deinterleave(m: rows, n: columns, z.pointer, into: y.pointer, stride: y.stride)
      for row in 0..<rows {
        #expect(Array(y.row(row)) == Array(x.row(row)))
        #expect((columns..<y.stride).allSatisfy { y.pointer[row * y.stride + $0] == 0 })
      }
    }
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
