/// A layer of a network: what a file says of it, and the rules that follow.
///
/// To add one: a struct beside this file; its record in `Experiment`; its operation in `NeuralNetwork`.
package protocol Layer: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// The number of inputs that the file says there are, to be checked; `nil` where it says nothing.
  var inputs: Int? { get }
  /// The function that the outputs are the values of.
  var activation: any Activation { get }

  /// What a loss sees in it as the last layer: its activation, or itself.
  var outputFunction: any Layer { get }

  /// The shape of one example's output for one example's `input`.
  func outputShape(for input: [Int]) throws(LayerFault) -> [Int]

  /// The parameters for one example's `input`, in the order in which PyTorch draws them.
  func parameters(for input: [Int]) -> [ParameterShape]

  /// The multiply-adds of the forward pass of one example; `Int.max` where an `Int` cannot hold them.
  func multiplyAdds(for input: [Int]) -> Int
}

extension Layer {
  package var inputs: Int? { nil }
  package var activation: any Activation { Identity() }
  package var outputFunction: any Layer { activation }
}

/// A layer without parameters whose output has the shape of its input; most compute each element alone.
package protocol ElementwiseLayer: Layer {}

extension ElementwiseLayer {
  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }
  package func parameters(for input: [Int]) -> [ParameterShape] { [] }
  package func multiplyAdds(for input: [Int]) -> Int { 0 }
}

/// Why a layer cannot be built.
package enum LayerFault: Error, Hashable, Sendable {
  /// Fewer than one unit.
  case units(Int)
}

/// A tensor of a layer: its name, its shape as PyTorch has it ([outputs, inputs] for a weight), and how it
/// starts. The optimizer moves it, or, where it is not trained, the layer itself does (PyTorch's buffers).
package struct ParameterShape: Equatable, Sendable {
  package var name: String
  package var shape: [Int]
  package var initial: Distribution
  package var isTrained: Bool

  package init(
    name: String, shape: [Int], initial: Distribution = .constant(0), isTrained: Bool = true
  ) {
    self.name = name
    self.shape = shape
    self.initial = initial
    self.isTrained = isTrained
  }

  /// `Int.max` where an `Int` cannot hold it.
  package var count: Int { shape.elementCount }
}
