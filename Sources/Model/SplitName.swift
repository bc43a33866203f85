/// A part of a dataset: the examples that are learned from, those that decide between models, and those that
/// judge the last one.
package enum SplitName: String, CaseIterable, Sendable {
  case train, validation, test

  /// As it begins the title of a measurement: "Training Loss".
  package var title: String {
    switch self {
    case .train: "Training"
    case .validation: "Validation"
    case .test: "Test"
    }
  }

  /// As it stands in a sentence: "training examples".
  package var adjective: String {
    switch self {
    case .train: "training"
    case .validation: "validation"
    case .test: "test"
    }
  }

  /// The training part and those of the others that are given.
  static func given(validation: Bool, test: Bool) -> [SplitName] {
    [.train] + (validation ? [.validation] : []) + (test ? [.test] : [])
  }
}
