/// The mean over the outputs of |output − target|, with the gradient of F. Rosenblatt's perceptron rule,
/// output − target: for units that answer 0 or 1, the share of wrong answers.
package struct Perceptron: Loss {
  package static let name = "perceptron"

  package init() {}

  package var outputFunction: (any Layer)? { Step() }
  package var countsErrors: Bool { true }
}
