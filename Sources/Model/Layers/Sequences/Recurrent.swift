/// A layer that goes through a sequence step by step, and at each step computes a state of `units` numbers
/// from the step's features and from the state before it, which is 0 at the start. An example's shape is
/// [steps, features]; one of a single dimension has steps of one feature.
///
/// The parameters are PyTorch's, by its names without the number of the layer: `weight_ih` [gates · units,
/// features], `weight_hh` [gates · units, units], `bias_ih` and `bias_hh`, where it has biases; those of the
/// backward direction end in `_reverse`. All start uniform within 1/√units.
package protocol Recurrent: Layer {
  /// The rows of the weights for each unit.
  static var gates: Int { get }

  var options: RecurrentOptions { get set }
}

/// What a recurrent layer's file says of it.
package struct RecurrentOptions: Sendable, Equatable {
  /// The numbers of the state.
  package var units: Int
  /// So many layers, one behind the other, each of which reads the states of the one before.
  package var layers: Int
  /// Whether it goes through the sequence backwards too, with parameters of its own; the states of both
  /// directions stand side by side.
  package var isBidirectional: Bool
  package var output: SequenceOutput
  package var bias: RecurrentBias

  package init(
    units: Int = 1, layers: Int = 1, isBidirectional: Bool = false, output: SequenceOutput = .last,
    bias: RecurrentBias = .layerDefault
  ) {
    self.units = units
    self.layers = layers
    self.isBidirectional = isBidirectional
    self.output = output
    self.bias = bias
  }

  /// Forward, and backward where there is one.
  package var directions: Int { isBidirectional ? 2 : 1 }
}

/// What a recurrent layer writes.
package enum SequenceOutput: String, Sendable, CaseIterable {
  /// The state after the last step of each direction: [directions · units].
  case last
  /// The state at every step: [steps, directions · units].
  case all
  /// The mean of the states of all steps: [directions · units].
  case mean
}

/// Whether a recurrent layer has biases.
package enum RecurrentBias: String, Sendable, CaseIterable {
  case layerDefault = "layer_default"
  case none
}

extension Recurrent {
  package var stack: [any Layer]? {
    guard options.layers > 1 else { return nil }
    return (1...options.layers).map { index in
      var layer = self
      layer.options.layers = 1
      if index < options.layers { layer.options.output = .all }
      return layer
    }
  }

  /// The steps and the features of each, of an example of some shape.
  package func sequenceShape(_ input: [Int]) throws(LayerFault) -> (steps: Int, features: Int) {
    switch input.count {
    case 1: (input[0], 1)
    case 2: (input[0], input[1])
    default: throw .rank(expected: "sequences (steps, features)", found: input)
    }
  }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    let (steps, _) = try sequenceShape(input)
    guard options.units >= 1 else { throw .units(options.units) }
    let width = [options.directions, options.units].elementCount
    return options.output == .all ? [steps, width] : [width]
  }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    guard let (_, features) = try? sequenceShape(input) else { return [] }
    let (rows, units) = ([Self.gates, options.units].elementCount, options.units)
    let initial = Distribution.within(1 / Double(units).squareRoot())
    return ["", "_reverse"].prefix(options.directions).flatMap { direction in
      [
        ("weight_ih", [rows, features]), ("weight_hh", [rows, units]), ("bias_ih", [rows]),
        ("bias_hh", [rows]),
      ]
      .prefix(parametersOfDirection).map {
        ParameterShape(name: $0.0 + direction, shape: $0.1, initial: initial)
      }
    }
  }

  /// How many arrays of parameters each direction has: weights first, then biases.
  package var parametersOfDirection: Int { options.bias == .none ? 2 : 4 }

  package func multiplyAdds(for input: [Int]) -> Int {
    guard let (steps, features) = try? sequenceShape(input) else { return 0 }
    let width = features.addingSaturated(options.units)
    return [options.directions, steps, Self.gates, options.units, width].elementCount
  }
}
