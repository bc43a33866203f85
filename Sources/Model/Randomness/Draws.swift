/// Draws that an experiment makes only to pass over them, so that it goes on where another program's stream
/// stands.
///
/// To add one: a struct here; its record in `Experiment`; how it is passed over in `NeuralNetwork`.
package protocol Draws: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
}

/// Draws from the standard normal distribution, made together: `torch.randn` or `np.random.randn`.
package struct NormalDraws: Draws {
  package static let name = "normal"

  package var count: Int

  package init(count: Int = 0) { self.count = count }
}

/// Uniform draws: `torch.rand` or `np.random.rand`.
package struct UniformDraws: Draws {
  package static let name = "uniform"

  package var count: Int

  package init(count: Int = 0) { self.count = count }
}

/// The initial parameters of a dense layer: the weights and biases of an `nn.Linear`.
package struct DenseDraws: Draws {
  package static let name = "dense"

  package var inputs: Int
  package var units: Int

  package init(inputs: Int = 0, units: Int = 0) {
    self.inputs = inputs
    self.units = units
  }
}
