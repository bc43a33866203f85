import Declarations

/// What an expectation claims.
package enum Claim: Sendable {
  /// Bounds of statistics over the replicates of each arm.
  case bounds([StatisticBound])
  /// A verdict on every pair of arms of the two kinds that a comparison has.
  case verdict(Relation, of: [ArmCondition], other: [ArmCondition])
  /// How the means follow each other along an axis.
  case order(OrderSpec, along: String)
  /// Where along an axis the best mean is; `nil` for neither end.
  case best(AxisValue?, along: String)
  /// The weights are those of the committed results.
  case unchangedWeights

  package typealias StatisticBound = (statistic: Statistic, range: RangeSpec)

  /// A number that describes the replicates of an arm.
  package enum Statistic: String, Sendable {
    case mean, median, min, max, sd
  }

  /// How a comparison finds one arm beside another.
  package enum Relation: String, Sendable {
    case better, equivalent
  }
}

extension ExpectSpec {
  /// The forms of a claim: the keys of which one is there, and the keys that go with them.
  private enum Form: String, CaseIterable {
    case bounds, better, equivalent, order, best, weights
  }

  private var bounds: [Claim.StatisticBound] {
    let all: [(Claim.Statistic, RangeSpec?)] = [
      (.mean, mean), (.median, median), (.min, min), (.max, max), (.sd, sd),
    ]
    return all.compactMap { statistic, range in range.map { (statistic, $0) } }
  }

  private var forms: [Form] {
    let there: [(Form, Bool)] = [
      (.bounds, !bounds.isEmpty), (.better, better != nil), (.equivalent, equivalent != nil),
      (.order, order != nil), (.best, best != nil), (.weights, weights != nil),
    ]
    return there.filter(\.1).map(\.0)
  }

  /// What is claimed; `nil` where the keys do not make one claim.
  package var claim: Claim? {
    guard forms.count == 1 else { return nil }
    switch forms[0] {
    case .bounds: return .bounds(bounds)
    case .better: return than.map { .verdict(.better, of: better ?? [], other: $0) }
    case .equivalent: return to.map { .verdict(.equivalent, of: equivalent ?? [], other: $0) }
    case .order: return along.flatMap { axis in order.map { .order($0, along: axis) } }
    case .best:
      return along.map { .best(best?.text == Self.interior ? nil : best, along: $0) }
    case .weights: return .unchangedWeights
    }
  }

  /// Adds what is wrong where the keys do not make one claim. Whether they do.
  func checkForm(_ faults: inout Faults) -> Bool {
    guard let node else { return false }
    let count = faults.count
    let owner = Self.record.name
    guard let form = forms.first, forms.count == 1 else {
      faults.add(
        forms.isEmpty ? ComparisonFault.claimsNothing : .claimsSeveral(forms.map(\.rawValue)), at: node)
      return false
    }
    let partners: [Form: (there: Bool, key: String)] = [
      .better: (than != nil, "than"), .equivalent: (to != nil, "to"),
      .order: (along != nil, "along"), .best: (along != nil, "along"),
    ]
    if let partner = partners[form], !partner.there {
      faults.add(.missingKey(key: partner.key, owner: owner), at: node)
    }
    if [.bounds, .order, .best].contains(form), metric == nil {
      faults.add(.missingKey(key: "metric", owner: owner), at: node)
    }
    let strays: [(key: String, isThere: Bool, form: Form)] = [
      ("than", than != nil, .better), ("to", to != nil, .equivalent),
    ]
    for stray in strays where stray.isThere && form != stray.form {
      faults.add(.missingKey(key: stray.form.rawValue, owner: owner), at: node)
    }
    if along != nil, form != .order, form != .best {
      faults.add(ComparisonFault.needlessKey("along", form: form.rawValue), at: node)
    }
    return faults.count == count
  }
}
