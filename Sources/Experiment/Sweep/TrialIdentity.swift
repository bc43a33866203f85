import Declarations

extension TrialTemplate.Resolved {
  /// The canonical form of what decides the trial's result: what differs from the defaults, and the data
  /// behind the name of the dataset.
  package var identity: JSONValue {
    guard case .object(let members) = TrialSpec.record.identity(spec) else { return .null }
    return .object(members.map { $0.key == "dataset" ? JSONValue.Member("dataset", dataset.identity) : $0 })
  }
}
