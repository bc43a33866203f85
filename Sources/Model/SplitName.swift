/// Which examples of a dataset.
package enum SplitName: String, CaseIterable, Sendable {
  case train, test

  /// As it begins the title of a measurement: "Training Loss".
  package var title: String {
    switch self {
    case .train: "Training"
    case .test: "Test"
    }
  }
}
