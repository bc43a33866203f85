import Declarations
import YAMLTree

/// What can be wrong with comparisons and expectations.
package enum ComparisonFault: FaultKind, Error {
  case unknownAxis(name: String, legal: [String])
  case baselineAndBetween
  /// Every combination of values runs once.
  case noReplicates
  /// The axis is compared and tuned, or is what ranks are made over.
  case axisTwice(axis: String, role: String, other: String)
  case fewerThanEvery(atMost: Int, every: Int)
  case sequentialWithSeeds
  case sequentialOfTuned
  case severalSequential
  case nothingCompared
  case tooManyPairs(limit: Int)
  /// A sequential comparison has no looks.
  case noLooks(reason: String)
  case bestNotDeclared(measurement: String)
  case claimsNothing
  case claimsSeveral([String])
  case needlessKey(String, form: String)
  case emptyBounds
  case boundsOutOfOrder(low: Double, high: Double)
  /// A share of a whole is to be at least so much, more than 1.
  case boundBeyondShare(metric: String, bound: String)
  /// No arm is one that the claim is about.
  case nothingClaimed
  /// No comparison has such a pair.
  case notCompared(relation: String)
  case needsMargin
  case valuesWithoutOrder(axis: String, value: String)

  package var message: String {
    switch self {
    case .unknownAxis(let name, _): "there is no axis '\(name)'"
    case .baselineAndBetween:
      "arms are compared with a baseline, or every two values of an axis: 'baseline' or 'between', not both"
    case .noReplicates: "a comparison needs replicates, and every combination of values runs once"
    case .axisTwice(let axis, let role, let other): "the axis '\(axis)' cannot be \(role) and \(other)"
    case .fewerThanEvery(let atMost, let every):
      "at_most is \(atMost), fewer than the \(every) seeds before the first look"
    case .sequentialWithSeeds: "'sequential' decides how many seeds there are: 'seeds' cannot decide it too"
    case .sequentialOfTuned:
      "a comparison of tuned arms cannot add seeds: what is best would change meanwhile"
    case .severalSequential: "one comparison decides how many seeds there are, and an earlier one does"
    case .nothingCompared: "this compares nothing: no two arms differ in nothing else"
    case .tooManyPairs(let limit): "this compares more than \(limit) pairs of arms"
    case .noLooks(let reason): "the looks of a sequential comparison: \(reason)"
    case .bestNotDeclared(let measurement):
      "there is no column '\(OutcomeColumn.bestName(of: measurement))'"
    case .claimsNothing: "this claims nothing"
    case .claimsSeveral(let forms): "this makes several claims at once: \(forms.joined(separator: ", "))"
    case .needlessKey(let key, let form): "'\(key)' says nothing beside '\(form)'"
    case .emptyBounds: "these bounds allow every number: say at_least, at_most or both"
    case .boundsOutOfOrder(let low, let high): "no number is at least \(low) and at most \(high)"
    case .boundBeyondShare(let metric, let bound):
      "\(metric) is a number from 0 to 1, and never at least \(bound)"
    case .nothingClaimed: "no arm has these values, so this claims nothing"
    case .notCompared(let relation): "no comparison tells whether these arms are \(relation)"
    case .needsMargin: "no comparison of these arms says within which difference arms are equivalent"
    case .valuesWithoutOrder(let axis, let value):
      "an order needs numbers, and the axis '\(axis)' has the value '\(value)'"
    }
  }

  package var notes: [String] {
    switch self {
    case .unknownAxis(let name, let legal): Suggestion.notes(name, "axes", legal)
    case .noReplicates: ["give seeds: sweep: {seeds: 10}"]
    case .bestNotDeclared(let measurement): ["declare it: report: {best: [\(measurement)]}"]
    case .claimsNothing:
      [
        "bounds: {metric: ..., mean: {at_least: ...}}",
        "a verdict: {better: {...}, than: {...}} or {equivalent: {...}, to: {...}}",
        "an order: {metric: ..., along: ..., order: increasing}",
        "the place of the best: {metric: ..., along: ..., best: interior}", "weights: {weights: unchanged}",
      ]
    case .boundBeyondShare: ["0.95 is 95 %"]
    case .claimsSeveral: ["make an expectation of each"]
    case .notCompared: ["declare it under 'compare', with a baseline or axis that makes such pairs"]
    case .needsMargin: ["give the comparison 'equivalent_within'"]
    case .nothingCompared:
      [
        "arms are compared where all other axes are equal; the best of an axis is chosen by "
          + "tuned: {axes: ..., by: ...}"
      ]
    case .tooManyPairs: ["say 'where', 'baseline' or 'between'"]
    default: []
    }
  }
}

extension Faults {
  mutating func add(_ kind: ComparisonFault, at node: YAMLNode) { add(Fault(kind, at: node)) }
}
