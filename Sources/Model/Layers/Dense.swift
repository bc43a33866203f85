/// y = activation(x · W + b), for `units` outputs. An input of several dimensions is read as one row of
/// features. Several `widths` are a stack of such layers.
package struct Dense: Layer {
  package static let name = "dense"

  /// The outputs of each layer of the stack, most often of the one.
  package var widths: [Int]
  package var inputs: Int?
  @AnyValue package var activation: any Activation
  /// How W starts.
  @AnyValue package var weights: any Initializer
  /// How b starts; `nil` where there is none.
  @AnyValue package var bias: (any Initializer)?

  package init(
    units: Int, inputs: Int? = nil, activation: any Activation = Identity(),
    weights: any Initializer = LayerDefault(), bias: (any Initializer)? = LayerDefault()
  ) {
    self.widths = [units]
    self.inputs = inputs
    self.activation = activation
    self.weights = weights
    self.bias = bias
  }

  /// The outputs of the last layer.
  package var units: Int { widths.last ?? 0 }

  package var stack: [any Layer]? {
    guard widths.count > 1 else { return nil }
    return widths.enumerated().map { index, units in
      Dense(
        units: units, inputs: index == 0 ? inputs : nil, activation: activation, weights: weights, bias: bias)
    }
  }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    guard units >= 1 else { throw .units(units) }
    return [units]
  }

  package func multiplyAdds(for input: [Int]) -> Int { [units, input.elementCount].elementCount }

  package func parameters(for input: [Int]) -> [ParameterShape] {
    let fanIn = input.elementCount
    let weight = ParameterShape(
      name: "weight", shape: [units, fanIn], initial: weights.ofWeights(fanIn: fanIn, fanOut: units))
    guard let bias else { return [weight] }
    return [
      weight, ParameterShape(name: "bias", shape: [units], initial: bias.ofBias(fanIn: fanIn, fanOut: units)),
    ]
  }
}
