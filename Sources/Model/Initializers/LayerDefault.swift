/// `nn.Linear`'s own: weights and biases uniform within ±1/√fanIn.
package struct LayerDefault: Initializer {
  package static let name = "layer_default"

  package init() {}

  /// `nn.Linear` calls `kaiming_uniform_(weight, a=sqrt(5))`.
  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .kaimingUniform(fanIn: fanIn, slope: 5.0.squareRoot())
  }

  package func ofBias(fanIn: Int, fanOut: Int) -> Distribution { .within(1 / Double(fanIn).squareRoot()) }
}
