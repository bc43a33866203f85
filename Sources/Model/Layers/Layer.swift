/// What a list of layers may hold: a ``Layer``, or a ``LayerGroup`` of several.
package protocol LayerElement: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
}

/// A layer of a network: what a file says of it, and the rules that follow. It becomes a node of the
/// ``NetworkGraph``.
///
/// To add one: a struct beside this file; its record in `Experiment`; its operation in `NeuralNetwork`.
package protocol Layer: LayerElement {
  /// The number of inputs that the file says there are, to be checked; `nil` where it says nothing.
  var inputs: Int? { get }
  /// The function that the outputs are the values of.
  var activation: any Activation { get }

  /// What a loss sees in it as the last layer: its activation, or itself.
  var outputFunction: any Layer { get }

  /// The shape of one example's output for one example's `input`.
  func outputShape(for input: [Int]) throws(LayerFault) -> [Int]

  /// The same for a layer that may read several tensors; one that reads a single one has no need of it.
  func outputShape(forInputs inputs: [[Int]]) throws(LayerFault) -> [Int]

  /// The parameters for one example's `input`, in the order in which PyTorch draws them.
  func parameters(for input: [Int]) -> [ParameterShape]

  /// The multiply-adds of the forward pass of one example; `Int.max` where an `Int` cannot hold them.
  func multiplyAdds(for input: [Int]) -> Int

  /// Where it reads indices, which only the network's input can be: those that it knows.
  var inputIndices: Range<Int>? { get }

  /// The outputs that it reads by their names; empty where it reads what the layer before it writes.
  var sources: [String] { get }

  /// The layers that it stands for, one behind the other, where it is a stack of several.
  var stack: [any Layer]? { get }
}

extension Layer {
  package var inputs: Int? { nil }
  package var activation: any Activation { Identity() }
  package var outputFunction: any Layer { activation }
  package var inputIndices: Range<Int>? { nil }
  package var sources: [String] { [] }
  package var stack: [any Layer]? { nil }
  package func outputShape(forInputs inputs: [[Int]]) throws(LayerFault) -> [Int] {
    try outputShape(for: inputs[0])
  }
}

/// A layer without parameters, which does no products.
package protocol PlainLayer: Layer {}

extension PlainLayer {
  package func parameters(for input: [Int]) -> [ParameterShape] { [] }
  package func multiplyAdds(for input: [Int]) -> Int { 0 }
}

/// A layer without parameters whose output has the shape of its input.
package protocol ElementwiseLayer: PlainLayer {}

extension ElementwiseLayer {
  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }
}

/// Layers that are written as one: a residual connection, a repetition, a block.
package protocol LayerGroup: LayerElement {
  /// Adds its layers to a graph, behind what was added last.
  ///
  /// - Throws: ``NetworkFault``.
  func build(_ builder: inout NetworkBuilder) throws(NetworkFault)
}

/// A tensor of a layer: its name, its shape as PyTorch has it ([outputs, inputs] for a weight), and how it
/// starts. The optimizer moves it, or, where it is not trained, the layer itself does (PyTorch's buffers), or
/// nobody, where it is frozen.
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

  /// The weight and the bias of a normalisation: it scales with 1 and shifts by 0 at first.
  static func scaleAndShift(_ shape: [Int]) -> [ParameterShape] {
    [
      ParameterShape(name: "weight", shape: shape, initial: .constant(1)),
      ParameterShape(name: "bias", shape: shape, initial: .constant(0)),
    ]
  }

  /// `Int.max` where an `Int` cannot hold it.
  package var count: Int { shape.elementCount }
}
