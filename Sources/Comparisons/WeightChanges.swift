/// How the final weights of trials differ from those of earlier results.
package struct WeightChanges: Sendable {
  /// The weights of the earlier trials, by the short IDs of the trials.
  private let earlier: [String: String]
  /// How many trials there were before.
  private(set) var compared = 0
  private(set) var changed = 0
  private(set) var first: Change?

  struct Change: Sendable {
    let trial: String
    let before: String, now: String
  }

  package init(since earlier: [String: String]) { self.earlier = earlier }

  /// Whether there were earlier results of any trial.
  package var isEmpty: Bool { compared == 0 }

  /// Takes in a trial with the first digits of its weights' digest, none where training did not end.
  package mutating func add(trial: String, weights: String) {
    guard let before = earlier[trial] else { return }
    compared += 1
    guard before != weights else { return }
    changed += 1
    first = first ?? Change(trial: trial, before: before, now: weights)
  }
}
