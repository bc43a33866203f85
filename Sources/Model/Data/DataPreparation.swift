/// How the parts of a dataset are cut from examples that come as one, drawn from PyTorch's generator.
package struct SplitRule: Hashable, Sendable {
  /// What becomes the test part.
  package var test: Amount?
  /// What becomes the validation part.
  package var validation: Amount?
  /// In how many parts of one size the rest is cut, of which one is held out; `nil` where it is not cut.
  package var folds: Int?
  /// Which of them, from 0.
  package var fold = 0
  /// Whether every part has the same share of each class, as nearly as that can be.
  package var stratify = false
  /// The column whose equal values stay in one part.
  package var group: CSVFormat.Column?
  package var seed = 0

  /// How many examples, or which share of them.
  package enum Amount: Hashable, Sendable {
    case count(Int)
    /// Between 0 and 1.
    case share(Double)
  }

  package init() {}

  /// The parts that are cut from the training examples of a format which has some.
  package func parts(beside given: [SplitName]) -> [SplitName] {
    var parts: [SplitName] = []
    if test != nil { parts.append(.test) }
    if validation != nil { parts.append(.validation) }
    if let heldOut = heldOut(beside: given) { parts.append(heldOut) }
    return parts
  }

  /// The part that the fold which is held out becomes: that of test examples, or of validation where there
  /// are test examples already.
  package func heldOut(beside given: [SplitName]) -> SplitName? {
    guard folds != nil else { return nil }
    return test != nil || given.contains(.test) ? .validation : .test
  }
}

/// How many examples of each part are kept: the first ones, in the order of the part.
package struct TakeCounts: Hashable, Sendable {
  package var train: Int?
  package var validation: Int?
  package var test: Int?

  package init() {}

  package subscript(part: SplitName) -> Int? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }
}

/// How features are normalised.
package enum NormalizationRule: Hashable, Sendable {
  /// By given numbers, every feature alike.
  case given(Normalization)
  /// Each feature by its mean and standard deviation over the training part (that of n, not n - 1); one that
  /// is the same in every example is only moved.
  case standardize
  /// Each feature from its least and greatest value over the training part to 0 and 1.
  case minMax
}

/// The names of the classes that targets count.
package enum ClassNames: Hashable, Sendable {
  /// In the order of their numbers.
  case listed([String])
  /// Those in the training part, in ascending order: as numbers where all are whole numbers, else by the
  /// bytes of UTF-8.
  case found
}

/// What of a dataset stands in its data and not in its declaration.
package struct DatasetContent: Hashable, Sendable {
  /// The SHA-256 of each file's content, in the order of the format's files.
  package var digests: [String] = []
  /// The dimensions of one example.
  package var shape: [Int] = []
  package var classes: [String]?
  /// The number of values of a target; `nil` of classes.
  package var targetWidth: Int?
  package var hasBinaryTargets = false
  /// The least and the greatest of the targets that are values, the first of equal ones; none of classes.
  package var targetExtremes: [TargetPlace] = []

  /// Where all features are whole numbers from 0 on, the greatest of them and 1; else `nil`.
  package var indexCount: Int?

  /// A value of a target, and where it is.
  package struct TargetPlace: Hashable, Sendable {
    package var value: Double
    /// As it stands in a sentence: "prices.csv, line 3, column 'price'".
    package var place: String

    package init(value: Double, place: String) { (self.value, self.place) = (value, place) }
  }

  package init() {}
}

extension [[Double]] {
  /// The greatest number and 1 where all are whole numbers from 0 on; else `nil`.
  package var indexCount: Int? {
    var greatest = -1.0
    for numbers in self {
      for number in numbers {
        guard number >= 0, number <= 1e9, number == number.rounded() else { return nil }
        greatest = Swift.max(greatest, number)
      }
    }
    return Int(greatest) + 1
  }
}
