/// Examples that a network is trained or evaluated on: features and targets, shared by all trials.
package protocol BatchSource: Sendable {
  /// The number of examples.
  var count: Int { get }
  /// The features of one example, its shape flattened.
  var featureCount: Int { get }
  /// What the network is to answer, one for each example.
  var targets: Targets { get }

  /// What the features of a batch often are, with the bits that ``gather(rows:into:stride:leads:kernels:)`` writes; `nil`
  /// where nothing is known.
  func background<S: Scalar>(as type: S.Type) -> S?

  /// Writes the features of the examples `rows`, all of them in 0..<``count``, as a matrix
  /// (rows×featureCount, row-major, `stride` a multiple of ``Scalar/lanes``) into `x`; the padding columns
  /// get finite numbers or stay. Where there is a ``background(as:)``, it also writes with how much of it the rows and
  /// columns begin, unless `leads` is `nil`.
  ///
  /// The threads of a trial call it side by side, each for a copy of its own of the whole batch or for another part of one,
  /// with the kernels of the session's instruction set.
  func gather<S: Scalar>(
    rows: UnsafeBufferPointer<Int32>, into x: UnsafeMutablePointer<S>, stride: Int, leads: LeadBytes?,
    kernels: Kernels<S>)

  /// Tells that the examples `rows`, all of them in 0..<``count``, are gathered soon by the calling thread.
  func prefetch(rows: UnsafeBufferPointer<Int32>)
}

extension BatchSource {
  package func background<S: Scalar>(as type: S.Type) -> S? { nil }

  package func prefetch(rows: UnsafeBufferPointer<Int32>) {}
}

/// The answers of a dataset, in the order of its examples.
package enum Targets: Equatable, Sendable {
  /// The class of each example, counted from 0.
  case classes([Int32])
  /// `width` values of each example, row-major (count×width).
  case values([Double], width: Int)
}
