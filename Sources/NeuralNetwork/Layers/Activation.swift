internal import CKernels

/// A function applied to every output of a layer.
package enum Activation: Equatable, Sendable {
  case identity, sigmoid, tanh, relu
  /// 1 where z ≥ 0, else 0. Its derivative is taken as 1, which makes the gradient of a perceptron's error the perceptron rule.
  case step
  /// z where z > 0, else `slope`·z.
  case leakyReLU(slope: Double)

  var identifier: nn_activation {
    switch self {
    case .identity: NN_ACTIVATION_IDENTITY
    case .sigmoid: NN_ACTIVATION_SIGMOID
    case .tanh: NN_ACTIVATION_TANH
    case .relu: NN_ACTIVATION_RELU
    case .step: NN_ACTIVATION_STEP
    case .leakyReLU: NN_ACTIVATION_LEAKY_RELU
    }
  }

  var slope: Double {
    if case .leakyReLU(let slope) = self { slope } else { 0 }
  }
}
