extension StatisticsError: CustomStringConvertible {
  /// One line without a full stop.
  package var description: String {
    switch self {
    case .empty: "there is no value"
    case .notFinite(let index): "value \(index + 1) is not finite"
    case .tooLarge(let index): "value \(index + 1) is beyond ±\(Sample.largestMagnitude)"
    case .unpaired(let first, let second): "\(first) and \(second) values cannot be paired"
    case .tooFewMethods(let count):
      "ranks need two methods or more, there \(count == 1 ? "is 1" : "are \(count)")"
    case .noDataset: "ranks need one dataset or more"
    case .incompleteScores(let dataset, let found, let expected):
      "dataset \(dataset + 1) has scores of \(found) methods, the first one of \(expected)"
    case .scoreNotANumber(let dataset, let method):
      "the score of method \(method + 1) on dataset \(dataset + 1) is not a number"
    case .level(let level): "a level lies between 0 and 1, this one is \(level)"
    case .every(let every): "looks are at least one replicate apart, not \(every)"
    case .atMost(let atMost, let every):
      "the first look comes after \(every) replicates, there are at most \(atMost)"
    }
  }
}
