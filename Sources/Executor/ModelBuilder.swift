import Model
import Experiment
import NeuralNetwork

// The engine's descriptions of what a spec declares. Every switch is exhaustive: a new case does not compile until it
// is built here.

extension NetworkDescription {
  init(_ model: ModelSpec, inputShape: [Int]) {
    self.init(inputShape: inputShape, layers: model.layers.map(LayerDescription.init))
  }
}

extension LayerDescription {
  init(_ layer: LayerSpec) {
    switch layer {
    case .dense(let dense):
      self = .dense(
        units: dense.units, activation: Activation(dense.activation), weights: Initializer(dense.weights),
        bias: Initializer(dense.bias))
    }
  }
}

extension Activation {
  init(_ activation: ActivationSpec) {
    switch activation {
    case .identity: self = .identity
    case .sigmoid: self = .sigmoid
    case .tanh: self = .tanh
    case .relu: self = .relu
    case .step: self = .step
    case .leakyReLU(let spec): self = .leakyReLU(slope: spec.slope)
    }
  }
}

extension LossDescription {
  init(_ loss: LossSpec) {
    switch loss {
    case .crossEntropy: self = .softmaxCrossEntropy
    case .meanSquaredError: self = .meanSquaredError
    case .binaryCrossEntropy: self = .binaryCrossEntropy
    case .perceptron: self = .perceptron
    }
  }
}

extension OptimizerDescription {
  init(_ optimizer: OptimizerSpec) {
    switch optimizer {
    case .sgd(let sgd): self = .sgd(learningRate: sgd.learningRate, momentum: sgd.momentum)
    case .adam(let adam):
      self = .adam(
        learningRate: adam.learningRate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon)
    }
  }
}

extension Initializer {
  init(_ initializer: InitializerSpec) {
    switch initializer {
    case .layerDefault: self = .torchLinear
    case .zeros: self = .zeros
    case .xavierUniform: self = .xavierUniform(gain: 1)
    case .xavierNormal: self = .xavierNormal(gain: 1)
    case .kaimingUniform: self = .kaimingUniform(gain: .relu, fan: .fanIn)
    case .kaimingNormal: self = .kaimingNormal(gain: .relu, fan: .fanIn)
    case .constant(let spec): self = .constant(spec.value)
    case .normal(let spec): self = .normal(mean: spec.mean, standardDeviation: spec.standardDeviation)
    case .uniform(let spec): self = .uniform(low: spec.low, high: spec.high)
    }
  }
}

extension RandomGenerator {
  init(_ generator: GeneratorSpec, seed: Int) {
    switch generator {
    case .torch: self = .torch(TorchGenerator(seed: seed))
    case .numpy: self = .numpy(NumPyGenerator(seed: UInt32(truncatingIfNeeded: seed)))
    }
  }
}

extension Draws {
  init(_ advance: AdvanceSpec, _ precision: Precision) {
    switch advance {
    case .normal(let count): self = .normal(count: count, precision: precision)
    case .uniform(let count): self = .uniform(count: count, precision: precision)
    case .dense(let spec):
      self = .linear(fanIn: spec.inputs, fanOut: spec.units, precision: precision)
    }
  }
}
