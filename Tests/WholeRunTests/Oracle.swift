import Foundation
import Testing

/// The notebook's numbers; where they come from is said in the file.
struct Oracle: Decodable {
  struct Curve: Decodable { var value: [Double], derivative: [Double] }
  struct Activations: Decodable {
    var index: [Int], x: [Double]
    var sigmoid: Curve, relu: Curve, tanh: Curve, leaky_relu: Curve

    var curves: [(name: String, curve: Curve)] {
      [("sigmoid", sigmoid), ("relu", relu), ("tanh", tanh), ("leaky_relu", leaky_relu)]
    }
  }
  struct Losses: Decodable { var index: [Int], y_pred: [Double], mse: [Double], bce: [Double] }
  struct Tensors: Decodable {
    struct Operations: Decodable {
      var a_plus_b: Numbers, a_times_b: Numbers, a_matmul_b: Numbers, a_mean: Numbers
    }
    struct Polynomial: Decodable { var y: Numbers, dy_dx: Numbers }
    struct Dot: Decodable { var y: Numbers, dy_dw: Numbers }
    struct Network: Decodable {
      var x_in: Numbers, w_hidden: Numbers, w_out: Numbers, output: Numbers, loss: Numbers
      var grad_w_hidden: Numbers, grad_w_out: Numbers
    }
    struct Parameter: Decodable { var shape: [Int], count: Int, values: Numbers }
    struct Model: Decodable { var parameters: [String: Parameter], total: Int, outputs: Numbers }
    var tensor_ops: Operations, polynomial: Polynomial, dot: Dot, mini_network: Network, simple_net: Model
  }

  var activations: Activations
  var losses: Losses
  /// Every step by its symbol.
  var backprop_walkthrough: [String: Numbers]
  var tensors_autograd: Tensors

  /// A number, or nested lists of numbers, in row-major order.
  struct Numbers: Decodable {
    var values: [Double]

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Double.self) {
        values = [number]
      } else {
        values = try decoder.singleValueContainer().decode([Numbers].self).flatMap(\.values)
      }
    }
  }

  static func load() throws -> Oracle {
    let url = URL(fileURLWithPath: "\(EvaluatedExperiment.root)/Tests/Oracle/notebook.json")
    return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
  }
}

/// Whether each number is within `relative` of the expected one, or within `absolute`.
func expectClose(
  _ found: [Double], _ expected: [Double], relative: Double, absolute: Double = 0, _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, "\(comment)", sourceLocation: sourceLocation)
  for (index, (x, y)) in zip(found, expected).enumerated() {
    #expect(
      abs(x - y) <= max(relative * abs(y), absolute), "\(comment)[\(index)]: \(x), not \(y)",
      sourceLocation: sourceLocation)
  }
}
