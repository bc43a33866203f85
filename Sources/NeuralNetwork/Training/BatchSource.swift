/// Examples that a network is trained or evaluated on: features and targets, shared by all trials.
package protocol BatchSource: Sendable {
  /// The number of examples.
  var count: Int { get }
  /// The number of features of one example, its shape flattened.
  var featureCount: Int { get }
  /// What the network's outputs are compared with, one for each example.
  var targets: Targets { get }

  /// What the network reads of them.
  var features: Features { get }
}

/// The targets of a dataset, in the order of its examples.
package enum Targets: Equatable, Sendable {
  /// The class of each example, counted from 0.
  case classes([Int32])
  /// `width` values of each example, row-major (count×width).
  case values([Double], width: Int)
  /// The features themselves, as the network reads them.
  case input
}
