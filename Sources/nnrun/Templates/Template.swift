import ArgumentParser

/// An experiment file to begin with: commented, and one that runs as it is.
enum Template: String, CaseIterable, ExpressibleByArgument {
  case classifier, regression, perceptron, cnn, sweep, comparison

  /// What the help says of it.
  var summary: String {
    switch self {
    case .classifier: "two classes of points, with a picture of where the classes end"
    case .regression: "a curve with noise"
    case .perceptron: "the learning rule of 1957 on a logic gate"
    case .cnn: "a convolutional network on the images of digits that come with nnrun"
    case .sweep: "learning rates and widths, each with every other"
    case .comparison: "activations over 10 seeds, with verdicts and expectations"
    }
  }

  /// The experiment, with the name that it is to have.
  func text(name: String) -> String {
    let body =
      switch self {
      case .classifier: Self.classifierText
      case .regression: Self.regressionText
      case .perceptron: Self.perceptronText
      case .cnn: Self.cnnText
      case .sweep: Self.sweepText
      case .comparison: Self.comparisonText
      }
    return "name: \(name)\n" + body
  }
}
