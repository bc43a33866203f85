import Declarations

extension TrialTemplate.Resolved {
  /// The canonical form of what decides the trial's result: what differs from the defaults, and the data
  /// behind the name of the dataset.
  package var identity: JSONValue {
    guard case .object(let members) = TrialSpec.record.identity(spec) else { return .null }
    let named = members.map { member in
      member.key == "dataset" ? JSONValue.Member("dataset", body.dataset.identity) : member
    }
    return .object(named + (variation.map { [$0.identity] } ?? []))
  }
}
