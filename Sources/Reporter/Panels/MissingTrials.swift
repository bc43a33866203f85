import Declarations
import Experiment
import Plot
import Trials

/// What became of the trials behind one curve, point, bar or cell.
struct TrialTally: Sendable {
  private(set) var count = 0
  private(set) var diverged = 0
  private(set) var failed = 0
  /// Those that came to their end and do not measure what is shown.
  var unmeasured = 0
  /// The epoch in which the first one diverged.
  private(set) var epoch: Int?

  mutating func add(_ status: TrialStatus) {
    count += 1
    switch status {
    case .completed: break
    case .diverged(let epoch):
      diverged += 1
      self.epoch = self.epoch ?? epoch
    case .failed: failed += 1
    }
  }
}

/// The note of a panel: what of its trials it cannot show, in sentences.
struct MissingTrials {
  private var diverged: [String] = []
  private var failed: [String] = []
  private var unmeasured: [String] = []
  private var sentences: [String] = []

  private static let mostNames = 6

  /// Takes in the trials behind something that has a name, where it is not all of the panel.
  mutating func add(_ tally: TrialTally, _ name: String?) {
    func text(_ missing: Int, _ epoch: Int? = nil) -> String {
      let isOne = tally.count == 1
      let part = isOne ? "" : "\(missing) of \(tally.count) trials"
      let detail = [part, isOne ? epoch.map { "in epoch \($0)" } ?? "" : ""].filter { !$0.isEmpty }
        .joined(separator: ", ")
      guard let name else { return detail.isEmpty ? "the trial" : detail }
      return detail.isEmpty ? name : "\(name) (\(detail))"
    }
    if tally.diverged > 0 { diverged.append(text(tally.diverged, tally.epoch)) }
    if tally.failed > 0 { failed.append(text(tally.failed)) }
    if tally.unmeasured > 0 { unmeasured.append(text(tally.unmeasured)) }
  }

  mutating func add(_ sentence: String) { sentences.append(sentence) }

  /// Takes in what axes have no place for.
  mutating func add(_ axes: Axes, isLogarithmic: Bool) {
    var items: [String] = []
    var isNotFinite: [String] = []
    var bandsEnd = false
    for layer in axes.layers {
      guard let points = layer.unshown(on: axes.scales) else { continue }
      if layer is Band || layer is ErrorBars {
        bandsEnd = true
        continue
      }
      func text(_ count: Int) -> String {
        let number = "\(count) \(count == 1 ? "point" : "points")"
        return points.label.map { "\($0) (\(number))" } ?? number
      }
      if points.notPositive > 0 { items.append(text(points.notPositive)) }
      if points.notFinite > 0 { isNotFinite.append(text(points.notFinite)) }
    }
    if isLogarithmic, !items.isEmpty {
      sentences.append(
        "0 or less, without a place on a logarithmic axis: \(Suggestion.first(Self.mostNames, of: items)).")
    }
    if isLogarithmic, bandsEnd {
      sentences.append("What reaches the lower edge goes on to 0 or less.")
    }
    if !isNotFinite.isEmpty {
      sentences.append("Not a finite number: \(Suggestion.first(Self.mostNames, of: isNotFinite)).")
    }
  }

  /// The note; `nil` where everything is shown.
  var note: String? {
    let all =
      [("Diverged", diverged), ("Failed", failed), ("Not measured", unmeasured)]
      .filter { !$0.1.isEmpty }.map { "\($0.0): \(Suggestion.first(Self.mostNames, of: $0.1))." } + sentences
    return all.isEmpty ? nil : all.joined(separator: " ")
  }
}
