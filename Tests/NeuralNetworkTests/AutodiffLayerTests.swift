import Model
import Testing

@testable import NeuralNetwork

/// The hand-written gradients of layers, activations and losses against automatic differentiation of their
/// formulas.
@Suite struct AutodiffLayerTests {
  @Test(arguments: GradientCase.cases)
  func handWrittenGradientsEqualAutomaticOnes(_ testCase: GradientCase) throws {
    let graph = try testCase.network.graph()
    let outputs = graph.outputs
    let examples = testCase.examples(outputs: outputs)
    let trainer = try Trainer<Double>(testCase.network, loss: testCase.loss, on: examples)
    trainer.spreadParameters(testCase.seed + 100, scale: testCase.scale)
    let (mean, gradients) = try trainer.computeGradients(rows: (0..<Int32(testCase.rows)).map { $0 })

    var tape = Tape<Double>()
    // By their names; the parameters that a node shares are read under the names of their owner.
    var parameters: [String: Tape<Double>.Variable] = [:]
    for parameter in trainer.allParameters {
      let description = parameter.description
      parameters[description.name] = tape.leaf(
        try Tensor(shape: description.shape, values: parameter.logicalValues))
    }
    var tensors = [tape.leaf(try Tensor(shape: [testCase.rows, testCase.inputs], values: examples.values))]
    for node in graph.nodes {
      let own = try node.parameters.indices.filter { !node.parameters[$0].name.hasPrefix("running") }.map {
        index in
        let tie = node.tie(of: index)
        let (owner, place) = tie.map { (graph.nodes[$0.node], $0.parameter) } ?? (node, index)
        let leaf = try #require(parameters["\(owner.name).\(owner.parameters[place].name)"])
        return tie?.isTransposed == true ? try tape.apply(.transpose, leaf) : leaf
      }
      tensors.append(try tape.apply(node, node.inputs.map { tensors[$0] }, own))
    }
    let y = try #require(tensors.last)
    let loss = try tape.loss(testCase.loss, y, examples.targets, shape: [testCase.rows, outputs])

    expectClose([mean], [try #require(tape[loss].scalar)], relative: 1e-13)
    let leaves = try trainer.trainedParameters.map { try #require(parameters[$0.description.name]) }
    let automatic = try tape.gradients(of: loss, withRespectTo: leaves)
    for (parameter, automatic) in zip(trainer.trainedParameters, automatic) {
      let largest = try #require(automatic.values.map(abs).max())
      expectClose(
        gradients.gradient(of: parameter), automatic.values, relative: 1e-12, floor: largest,
        "\(parameter.description.name)")
    }
  }
}

extension Tape where S == Double {
  /// An activation from its formula.
  fileprivate mutating func activate(_ activation: any Activation, _ z: Variable) throws -> Variable {
    switch activation {
    case is Identity: z
    case is Sigmoid: try apply(.elementwise(.sigmoid), z)
    case is Tanh: try apply(.elementwise(.tanh), z)
    case is ReLU: try apply(.elementwise(.relu), z)
    case is Step: try apply(.elementwise(.step), z)
    case is SELU: try apply(.elementwise(.selu), z)
    case let gelu as GELU: try apply(.elementwise(gelu.approximation == .none ? .gelu : .geluTanh), z)
    case is SiLU: try apply(.elementwise(.silu), z)
    case is Mish: try apply(.elementwise(.mish), z)
    case is Softsign: try apply(.elementwise(.softsign), z)
    case is HardSigmoid: try apply(.elementwise(.hardSigmoid), z)
    case is HardSwish: try apply(.elementwise(.hardSwish), z)
    case let unit as ELU: try apply(.binary(.elu), z, leaf(Tensor(unit.alpha)))
    case let unit as CELU: try apply(.binary(.celu), z, leaf(Tensor(unit.alpha)))
    case let unit as Hardtanh:
      try apply(
        .binary(.minimum), apply(.binary(.maximum), z, leaf(Tensor(unit.minimum))), leaf(Tensor(unit.maximum))
      )
    case let unit as Softplus: try softplus(unit, z)
    case let leaky as LeakyReLU: try apply(.binary(.leakyReLU), z, leaf(Tensor(leaky.slope)))
    default: throw NotDifferentiable()
    }
  }

  private mutating func softplus(_ unit: Softplus, _ z: Variable) throws -> Variable {
    let beta = leaf(Tensor(unit.beta))
    let product = try apply(.binary(.multiply), z, beta)
    let value = try apply(.binary(.divide), apply(.elementwise(.softplus), product), beta)
    return try apply(.select, apply(.binary(.subtract), product, leaf(Tensor(unit.threshold))), z, value)
  }

  /// Of each row of a matrix.
  private mutating func logSoftmax(_ x: Variable) throws -> Variable {
    let sums = try apply(.sum(axis: 1), apply(.elementwise(.exp), x))
    let column = try apply(.reshape([self[sums].shape[0], 1]), apply(.elementwise(.log), sums))
    return try apply(.binary(.subtract), x, column)
  }

  /// The mean over the rows of a loss from its formula.
  fileprivate mutating func loss(
    _ loss: any Loss, _ y: Variable, _ targets: Targets, shape: [Int]
  ) throws -> Variable {
    let targets = leaf(try Tensor(shape: shape, values: targets.spread(over: shape[1])))
    switch loss {
    case is MeanSquaredError:
      let difference = try apply(.binary(.subtract), y, targets)
      return try apply(.mean(axis: nil), apply(.binary(.power), difference, leaf(Tensor(2))))
    case is BinaryCrossEntropy:
      let one = leaf(Tensor(1))
      let first = try apply(.binary(.multiply), targets, apply(.elementwise(.log), y))
      let rest = try apply(
        .binary(.multiply), apply(.binary(.subtract), one, targets),
        apply(.elementwise(.log), apply(.binary(.subtract), one, y)))
      return try apply(.elementwise(.negate), apply(.mean(axis: nil), apply(.binary(.add), first, rest)))
    case let loss as CrossEntropy where loss != CrossEntropy(): return try smoothed(loss, y, targets)
    case is BinaryCrossEntropyWithLogits, is MeanAbsoluteError, is Huber, is SmoothL1, is Hinge, is Poisson:
      return try apply(.mean(axis: nil), each(loss, y, targets))
    case is KLDivergence:
      let difference = try apply(.binary(.subtract), apply(.elementwise(.log), targets), y)
      return try apply(
        .mean(axis: nil), apply(.sum(axis: 1), apply(.binary(.multiply), targets, difference)))
    case is CrossEntropy:
      let sums = try apply(.sum(axis: 1), apply(.elementwise(.exp), y))
      let chosen = try apply(.sum(axis: 1), apply(.binary(.multiply), y, targets))
      return try apply(
        .mean(axis: nil), apply(.binary(.subtract), apply(.elementwise(.log), sums), chosen))
    default: throw NotDifferentiable()
    }
  }

  /// Cross-entropy with smoothed targets and weights, as PyTorch's documentation has it.
  private mutating func smoothed(_ loss: CrossEntropy, _ y: Variable, _ classes: Variable) throws -> Variable
  {
    let outputs = self[y].shape[1]
    let weights = leaf(
      try Tensor(shape: [outputs], values: loss.classWeights ?? [Double](repeating: 1, count: outputs)))
    let share = leaf(Tensor(loss.labelSmoothing / Double(outputs)))
    let target = try apply(
      .binary(.add), apply(.binary(.multiply), classes, leaf(Tensor(1 - loss.labelSmoothing))), share)
    let terms = try apply(
      .binary(.multiply), apply(.binary(.multiply), target, weights),
      apply(.elementwise(.negate), logSoftmax(y)))
    let weight = try apply(.sum(axis: nil), apply(.binary(.multiply), classes, weights))
    return try apply(.binary(.divide), apply(.sum(axis: nil), terms), weight)
  }

  /// The losses of the elements.
  private mutating func each(_ loss: any Loss, _ y: Variable, _ t: Variable) throws -> Variable {
    let one = leaf(Tensor(1))
    let distance = try apply(.elementwise(.abs), apply(.binary(.subtract), y, t))
    let square = try apply(.binary(.multiply), distance, distance)
    switch loss {
    case let loss as BinaryCrossEntropyWithLogits:
      let weights = leaf(try Tensor(shape: [loss.positiveWeights.count], values: loss.positiveWeights))
      let own = try apply(
        .binary(.multiply), apply(.binary(.multiply), weights, t),
        apply(.elementwise(.softplus), apply(.elementwise(.negate), y)))
      let rest = try apply(
        .binary(.multiply), apply(.binary(.subtract), one, t), apply(.elementwise(.softplus), y))
      return try apply(.binary(.add), own, rest)
    case let loss as Huber:
      let delta = leaf(Tensor(loss.delta))
      let far = try apply(
        .binary(.multiply), delta, apply(.binary(.subtract), distance, leaf(Tensor(loss.delta / 2))))
      return try apply(
        .select, apply(.binary(.subtract), distance, delta), far,
        apply(.binary(.divide), square, leaf(Tensor(2))))
    case let loss as SmoothL1:
      let far = try apply(.binary(.subtract), distance, leaf(Tensor(loss.beta / 2)))
      return try apply(
        .select, apply(.binary(.subtract), distance, leaf(Tensor(loss.beta))), far,
        apply(.binary(.divide), square, leaf(Tensor(2 * loss.beta))))
    case is Hinge:
      let sign = try apply(.binary(.subtract), apply(.binary(.multiply), t, leaf(Tensor(2))), one)
      return try apply(
        .elementwise(.relu), apply(.binary(.subtract), one, apply(.binary(.multiply), sign, y)))
    case let loss as Poisson:
      if loss.readsLogarithm {
        return try apply(
          .binary(.subtract), apply(.elementwise(.exp), y), apply(.binary(.multiply), t, y))
      }
      let logarithm = try apply(.elementwise(.log), apply(.binary(.add), y, leaf(Tensor(loss.epsilon))))
      return try apply(.binary(.subtract), y, apply(.binary(.multiply), t, logarithm))
    default: return distance
    }
  }
}

extension Targets {
  /// A value for each of `outputs`: 1 for a class and 0 for the others.
  fileprivate func spread(over outputs: Int) -> [Double] {
    switch self {
    case .values(let values, _): values
    case .input: []
    case .classes(let classes): classes.flatMap { label in (0..<outputs).map { $0 == Int(label) ? 1.0 : 0 } }
    }
  }
}

/// A rule that is no gradient.
private struct NotDifferentiable: Error {}

extension Tape<Double> {
  /// The formula of a layer in training.
  fileprivate mutating func apply(
    _ node: NetworkNode, _ inputs: [Variable], _ parameters: [Variable]
  ) throws -> Variable {
    let (layer, x) = (node.layer, inputs[0])
    switch layer {
    case let layer as any Convolution:
      return try activate(layer.activation, convolve(layer, x, parameters, node))
    case let layer as any Pooling: return try pool(layer, x, node)
    case is GlobalAveragePool: return try globalAverage(x, node)
    case let layer as BatchNorm where node.input.count > 1:
      return try normalizeImages(layer, x, parameters, node)
    case let layer as any Recurrent: return try recur(layer, x, parameters, node)
    case let layer as Embedding: return try embed(layer, x, parameters[0])
    case let layer as LayerNorm:
      let length = layer.normalizedShape(of: node.input).elementCount
      return try normalizeRuns(x, parameters, length: length, epsilon: layer.epsilon) { $0 % length }
    case let layer as GroupNorm:
      let inner = node.outputs / node.input[0]
      return try normalizeRuns(
        x, parameters, length: node.outputs / layer.groups, epsilon: layer.epsilon
      ) { $0 / inner }
    case is Dropout: return x
    case is any ShapeLayer: return x
    case is Concat:
      // Each input in its columns of a matrix of zeros: a product with rows of an identity matrix.
      let widths = try inputs.map { try #require(self[$0].shape.last) }
      let width = widths.reduce(0, +)
      var (first, parts) = (0, [Variable]())
      for (input, own) in zip(inputs, widths) {
        let rows = (0..<own).flatMap { row in (0..<width).map { $0 == first + row ? 1.0 : 0 } }
        parts.append(
          try apply(.matrixProduct, input, leaf(try Tensor(shape: [own, width], values: rows))))
        first += own
      }
      return try parts.dropFirst().reduce(parts[0]) { try apply(.binary(.add), $0, $1) }
    case is Add: return try inputs.dropFirst().reduce(x) { try apply(.binary(.add), $0, $1) }
    case is Dense:
      let product = try apply(.matrixProduct, x, apply(.transpose, parameters[0]))
      let sums = parameters.count > 1 ? try apply(.binary(.add), product, parameters[1]) : product
      return try activate(layer.activation, sums)
    case let activation as any Activation: return try activate(activation, x)
    case is LogSoftmax: return try logSoftmax(x)
    case is Softmax: return try apply(.elementwise(.exp), logSoftmax(x))
    case is PReLU: return try apply(.binary(.leakyReLU), x, parameters[0])
    case let layer as BatchNorm:
      let centred = try apply(.binary(.subtract), x, apply(.mean(axis: 0), x))
      let variance = try apply(.mean(axis: 0), apply(.binary(.multiply), centred, centred))
      let epsilon = leaf(Tensor(layer.epsilon))
      let deviation = try apply(.elementwise(.sqrt), apply(.binary(.add), variance, epsilon))
      let normal = try apply(.binary(.divide), centred, deviation)
      return try apply(.binary(.add), apply(.binary(.multiply), normal, parameters[0]), parameters[1])
    default:
      Issue.record("no formula for \(type(of: layer).name)")
      return x
    }
  }
}
