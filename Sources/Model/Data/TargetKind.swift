/// What the targets of a dataset's examples are, which decides what a right answer is.
package enum TargetKind: Hashable, Sendable {
  /// One of some classes.
  case classes
  /// Values that are all 0 or 1: an output answers 1 from 0.5 on, and 0 below.
  case binary
  /// Other values: an answer has an error, and is not right or wrong.
  case values

  /// Whether an answer is right or wrong.
  package var hasRightAnswers: Bool { self != .values }
}

extension DatasetDeclaration {
  package var targetKind: TargetKind {
    if targetWidth == nil { return .classes }
    return content?.hasBinaryTargets ?? format.hasBinaryTargets ? .binary : .values
  }
}
