import Declarations
import Model

/// What a report needs of a trained model: the executor takes it down while the model is at hand.
package struct CaptureSpec: Sendable, Equatable {
  /// The initial and final parameters.
  package var parameters = false
  /// How many examples of a split are answered one by one; `Int.max` for all.
  package var predictions: [SplitName: Int] = [:]
  /// The splits whose answers are counted by class.
  package var confusions: Set<SplitName> = []
  /// The planes over which a model of two inputs is sampled, each once.
  package var planes: [PlaneSpec] = []

  package init() {}

  /// Whether nothing is taken down.
  package var isEmpty: Bool { self == CaptureSpec() }

  /// Asks for the first `count` predictions of a split.
  mutating func need(_ split: SplitName, _ count: Int) {
    predictions[split] = max(predictions[split] ?? 0, count)
  }

  /// What this and another one ask for.
  package func union(_ other: CaptureSpec) -> CaptureSpec {
    var union = self
    union.parameters = parameters || other.parameters
    for (split, count) in other.predictions { union.need(split, count) }
    union.confusions.formUnion(other.confusions)
    union.planes += other.planes.filter { !planes.contains($0) }
    return union
  }

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
    let planes = planes.map { plane in
      JSONValue.array([plane.x, plane.y].map { $0.map(LimitsSpec.type.encode) ?? .null })
    }
    if !planes.isEmpty { members.append(.init("boundaries", .array(planes))) }
    return .object(members)
  }
}

extension ReportSpec {
  /// What the tables need of every trial.
  package var tableCaptures: CaptureSpec {
    var captures = CaptureSpec()
    captures.parameters = parameters
    if let predictions { captures.need(predictions.split, predictions.count ?? .max) }
    return captures
  }

  /// The trials that panels show by themselves, with what each panel needs of its trial.
  package var shownTrials: [(conditions: [ArmCondition], captures: CaptureSpec)] {
    figures.flatMap(\.panels).compactMap { panel in panel.shownTrial.map { ($0, panel.captures) } }
  }
}
