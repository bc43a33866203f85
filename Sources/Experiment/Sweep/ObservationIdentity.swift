import Declarations
import Model

extension TrialTemplate.Resolved {
  /// The canonical form of what is observed of the trial and decides nothing of its result: what is measured in which
  /// epochs, and what is taken down of the trained model. A trial that was kept serves every report whose observations it
  /// has.
  package func observation(_ captures: CaptureSpec) -> JSONValue {
    let training = spec.training
    return [
      "measured": .array(
        Measurement.all.filter(training.measurements(on: dataset).contains).map { .string($0.name) }),
      "every": .integer(training.record.every), "captured": captures.identity,
    ]
  }
}

extension CaptureSpec {
  /// The canonical form; parts that are not asked for are left out.
  var identity: JSONValue {
    var members: [JSONValue.Member] = []
    if parameters { members.append(.init("parameters", true)) }
    let splits = SplitName.allCases
    let answered = splits.compactMap { split in
      predictions[split].map { JSONValue.Member(split.rawValue, $0 == .max ? "all" : .integer($0)) }
    }
    if !answered.isEmpty { members.append(.init("predictions", .object(answered))) }
    let counted = splits.filter(confusions.contains)
    if !counted.isEmpty {
      members.append(.init("confusions", .array(counted.map { .string($0.rawValue) })))
    }
    // What a plane is drawn with is no part of it; where it lies is.
    let planes = boundaries.map { panel -> JSONValue in
      let limits = [panel.xLimits, panel.yLimits].map { $0.map(LimitsSpec.type.encode) ?? .null }
      return .array(limits)
    }
    if !planes.isEmpty { members.append(.init("boundaries", .array(planes))) }
    return .object(members)
  }
}
