import Declarations
import Experiment
import YAMLTree
import Tables

/// An expectation that is not met: what is not as it has it, the first of it as the message.
package struct UnmetExpectation: FaultKind {
  let first: Mismatch
  let others: [Mismatch]
  /// Where the file has the expectation, where the fault is shown elsewhere.
  var mark: SourceMark?

  /// The most others that are put into words.
  private static let limit = 10

  package var message: String { first.message }

  package var notes: [String] {
    let rest = others.count - Self.limit
    return (mark.map { ["found at \($0)"] } ?? []) + others.prefix(Self.limit).map(\.message)
      + (rest > 0 ? ["and \(rest) more"] : [])
  }
}

/// What is not as it is expected to be, with the numbers.
enum Mismatch: Hashable, Error {
  case outOfBounds(
    statistic: String, metric: String, arm: String, value: Double, count: Int, atLeast: Double?,
    atMost: Double?)
  case notCompleted(arm: String, failed: Int, of: Int)
  case noNumber(metric: String, arm: String, missing: Int, of: Int)
  case order(OrderSpec, metric: String, first: String, Double, second: String, Double)
  case noBest(metric: String, axis: String, first: String, count: Int)
  case elsewhere(metric: String, axis: String, expected: String, found: String, mean: Double)
  case atTheEdge(metric: String, axis: String, found: String, mean: Double, isLeast: Bool, count: Int)
  case verdict(String, sentence: String, leftOut: Int)
  case weights(changed: Int, compared: Int, trial: String, before: String, now: String)

  var message: String {
    switch self {
    case .outOfBounds(let statistic, let metric, let arm, let value, let count, let atLeast, let atMost):
      "the \(statistic) of \(metric)\(of(arm)) is \(text(value)) (n = \(count)), expected "
        + [atLeast.map { "at least \(text($0))" }, atMost.map { "at most \(text($0))" }]
        .compactMap { $0 }.joined(separator: " and ")
    case .notCompleted(let arm, let failed, let count):
      "\(failed) of \(count) trials\(of(arm)) did not come to their end"
    case .noNumber(let metric, let arm, let missing, let count):
      "\(metric) has no value in \(missing) of \(count) trials\(of(arm))"
    case .order(let order, let metric, let first, let a, let second, let b):
      "\(metric) is not \(order.rawValue): \(text(a)) at \(first), \(text(b)) at \(second)"
    case .noBest(let metric, let axis, let first, let count):
      "\(metric) has no best value along \(axis): none of \(count) arms from \(first) on has one"
    case .elsewhere(let metric, let axis, let expected, let found, let mean):
      "\(metric) is best at \(found), with \(text(mean)), expected at \(axis)=\(expected)"
    case .atTheEdge(let metric, let axis, let found, let mean, let isLeast, let count):
      "\(metric) is best at \(found), with \(text(mean)): the \(isLeast ? "least" : "greatest") of \(count) "
        + "values of \(axis), expected in between"
    case .verdict(let expected, let sentence, let leftOut):
      leftOut == 0
        ? "expected \(expected), but \(sentence)"
        : "expected \(expected), but \(leftOut) \(leftOut == 1 ? "replicate" : "replicates") did not come to "
          + "an end: \(sentence)"
    case .weights(let changed, let compared, let trial, let before, let now):
      "\(changed) of \(compared) trials end with other weights than in the earlier results: first trial "
        + "\(trial), \(before) before and \(now.isEmpty ? "none" : now) now"
    }
  }

  /// " of activation=relu"; nothing for the only arm.
  private func of(_ arm: String) -> String { arm.isEmpty ? "" : " of \(arm)" }

  private func text(_ value: Double) -> String { ShortestDecimal.text(value) }
}

extension ShortestDecimal {
  /// A number in a sentence, with four significant digits.
  static func text(_ value: Double) -> String {
    ShortestDecimal(value)?.general(significantDigits: 4) ?? "\(value)"
  }
}
