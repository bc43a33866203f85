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
  struct Case: LayerGolden, Decodable {
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
  @Test(arguments: 0..<12, InstructionSet.allCases.filter(\.isAvailable))
  func agreesWithPyTorch(_ index: Int, _ instructionSet: InstructionSet) throws {
    let golden = try ImageGoldens.load().cases[index]
    try golden.expectAgreement(of: golden.layer(), on: instructionSet)
  }

  /// Three steps on images end in the same bits whatever the instruction set.
  @Test(arguments: GradientCase.imageCases)
  func instructionSetsAgree(_ testCase: GradientCase) throws {
    for set in InstructionSet.allCases.filter(\.isAvailable) {
      #expect(try testCase.parameters(Float.self, on: set) == testCase.parameters(Float.self, on: .generic))
      #expect(try testCase.parameters(Double.self, on: set) == testCase.parameters(Double.self, on: .generic))
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
}
