/// One layer of a network as an experiment declares it: a plain value, from which a trial builds its
/// ``Layer``.
package enum LayerDescription: Equatable, Sendable {
  /// y = activation(x · W + b), for `units` outputs. An input of several dimensions is read as one row of
  /// features.
  case dense(units: Int, activation: Activation, weights: Initializer, bias: Initializer)

  /// The shape of one example's output for one example's `input`; `index` is the layer's place, from 0.
  func outputShape(input: [Int], index: Int) throws(TrainingError) -> [Int] {
    switch self {
    case .dense(let units, _, _, _):
      guard units >= 1 else { throw .units(units, layer: index) }
      return [units]
    }
  }

  /// The parameters for one example's `input` and `output` shapes, in the order in which PyTorch draws them.
  func parameters(input: [Int], output: [Int]) -> [ParameterDescription] {
    switch self {
    case .dense:
      [
        ParameterDescription(name: "weight", shape: output + [input.elementCount]),
        ParameterDescription(name: "bias", shape: output),
      ]
    }
  }
}

/// A trainable tensor: its name within the network, and its shape as PyTorch has it ([outputs, inputs] for a
/// weight).
package struct ParameterDescription: Equatable, Sendable {
  package var name: String
  package var shape: [Int]

  package var count: Int { shape.elementCount }
}

extension [Int] {
  /// The number of elements of a tensor of this shape; `Int.max` where that is more than an `Int` holds.
  package var elementCount: Int {
    var count = 1
    for dimension in self {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      if overflow { return .max }
      count = product
    }
    return count
  }
}
