/// One line of a walkthrough: a name, and the formula that gives it from the names before.
package struct WalkthroughStep: Sendable {
  package enum Part: String, Sendable, CaseIterable {
    case forward, backward, update, verification
  }

  package var part: Part
  package var symbol: String
  /// As it is shown and as it is evaluated.
  package var formula: String
  package var expression: Expression
}

/// The names of what a walkthrough shows; layers count from 1.
package enum WalkthroughSymbol {
  package static let input = "x"
  package static let target = "t"
  package static let loss = "loss"
  package static let learningRate = "learning_rate"

  package static func weights(_ layer: Int) -> String { "W\(layer)" }
  package static func bias(_ layer: Int) -> String { "b\(layer)" }
  package static func sums(_ layer: Int) -> String { "z\(layer)" }
  /// What a layer gives; layer 0 is the input.
  package static func outputs(_ layer: Int) -> String { layer == 0 ? input : "a\(layer)" }
  /// The derivative of the loss by a layer's sums.
  package static func delta(_ layer: Int) -> String { "delta\(layer)" }
  package static func gradient(of symbol: String) -> String { "dL_d\(symbol)" }
  package static func slope(_ layer: Int) -> String { "da\(layer)_dz\(layer)" }
  package static func updated(_ symbol: String) -> String { "\(symbol)_new" }
}

extension WalkthroughExperiment {
  private typealias Symbol = WalkthroughSymbol

  /// What is given, by name.
  package var givens: [(symbol: String, value: TensorLiteral)] {
    var givens = [(Symbol.input, input), (Symbol.target, target)]
    for (index, layer) in layers.enumerated() {
      givens.append((Symbol.weights(index + 1), layer.weights))
      // A row, so that gradients and sums have one form.
      let bias = TensorLiteral(shape: [1, layer.bias.values.count], values: layer.bias.values)
      givens.append((Symbol.bias(index + 1), bias))
    }
    return givens + [(Symbol.learningRate, TensorLiteral(shape: [], values: [learningRate]))]
  }

  /// Every step in order: forward, backward by the chain rule, the update, and the forward pass again.
  ///
  /// - Throws: never for a checked experiment; an activation's formula might not parse.
  package func steps() throws(ExpressionFault) -> [WalkthroughStep] {
    var steps: [WalkthroughStep] = []
    func add(_ part: WalkthroughStep.Part, _ symbol: String, _ formula: String) throws(ExpressionFault) {
      steps.append(
        WalkthroughStep(
          part: part, symbol: symbol, formula: formula, expression: try Expression(parsing: formula)))
    }
    try addForward(add, .forward, named: { $0 }, parameters: { $0 })
    let last = layers.count
    try add(.backward, Symbol.gradient(of: Symbol.outputs(last)), lossDerivative(Symbol.outputs(last)))
    for layer in stride(from: last, through: 1, by: -1) {
      let (below, delta) = (Symbol.outputs(layer - 1), Symbol.delta(layer))
      try add(
        .backward, Symbol.slope(layer),
        layers[layer - 1].activation.derivativeFormula(z: Symbol.sums(layer), a: Symbol.outputs(layer)))
      try add(.backward, delta, "\(Symbol.gradient(of: Symbol.outputs(layer))) * \(Symbol.slope(layer))")
      try add(.backward, Symbol.gradient(of: Symbol.weights(layer)), "transpose(\(below)) @ \(delta)")
      let biasGradient =
        input.shape[0] == 1 ? delta : "reshape(sum(\(delta), 0), [1, \(layers[layer - 1].bias.values.count)])"
      try add(.backward, Symbol.gradient(of: Symbol.bias(layer)), biasGradient)
      if layer > 1 {
        try add(.backward, Symbol.gradient(of: below), "\(delta) @ transpose(\(Symbol.weights(layer)))")
      }
    }
    for layer in stride(from: last, through: 1, by: -1) {
      for parameter in [Symbol.weights(layer), Symbol.bias(layer)] {
        let step = "\(Symbol.learningRate) * \(Symbol.gradient(of: parameter))"
        try add(.update, Symbol.updated(parameter), "\(parameter) - \(step)")
      }
    }
    try addForward(add, .verification, named: Symbol.updated, parameters: Symbol.updated)
    return steps
  }

  private func addForward(
    _ add: (WalkthroughStep.Part, String, String) throws(ExpressionFault) -> Void,
    _ part: WalkthroughStep.Part,
    named name: (String) -> String, parameters parameter: (String) -> String
  ) throws(ExpressionFault) {
    var below = Symbol.input
    for (index, layer) in layers.enumerated() {
      let (z, a) = (name(Symbol.sums(index + 1)), name(Symbol.outputs(index + 1)))
      let (weights, bias) = (parameter(Symbol.weights(index + 1)), parameter(Symbol.bias(index + 1)))
      try add(part, z, "\(below) @ \(weights) + \(bias)")
      try add(part, a, layer.activation.formula(of: z))
      below = a
    }
    try add(part, name(Symbol.loss), loss.formula(below))
  }

  /// ∂loss/∂a; the mean over n outputs divides by n.
  private func lossDerivative(_ a: String) -> String {
    let count = target.values.count
    return loss.derivativeFormula(a) + (count == 1 ? "" : " / \(count)")
  }
}
