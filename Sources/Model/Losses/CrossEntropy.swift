/// −log softmax(outputs)[class]; the outputs are logits. PyTorch's `CrossEntropyLoss`.
package struct CrossEntropy: Loss {
  package static let name = "cross_entropy"

  package init() {}

  package var needsClasses: Bool { true }
  package var lastActivation: (any Activation)? { Identity() }
}
