/// exp(x_j) / Σ_k exp(x_k) over the last dimension of an example. PyTorch's `nn.Softmax(-1)`.
package struct Softmax: ElementwiseLayer {
  package static let name = "softmax"

  package init() {}

  package var outputFunction: any Layer { self }
}

/// x_j − log Σ_k exp(x_k) over the last dimension of an example. PyTorch's `nn.LogSoftmax(-1)`.
package struct LogSoftmax: ElementwiseLayer {
  package static let name = "log_softmax"

  package init() {}

  package var outputFunction: any Layer { self }
}
