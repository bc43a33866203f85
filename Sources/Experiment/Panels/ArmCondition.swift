import Declarations
import YAMLTree

/// The value that an axis, a derived value, the seed or the replicate has in the trials that a panel shows.
package struct ArmCondition: Sendable, Hashable {
  package var axis: String
  package var value: AxisValue

  /// Whether a value is the one meant, by what it is or by its label.
  package func isMet(by value: AxisValue?) -> Bool { value?.isMeant(by: self.value) ?? false }

  static let type = ValueType<[ArmCondition]>(
    schema: [
      "title": "mapping from axes to values", "type": "object",
      "additionalProperties": ["type": ["string", "number", "boolean"]],
    ],
    encode: { conditions in .object(conditions.map { .init($0.axis, .string($0.value.text)) }) },
    decode: { node, faults in
      guard let mapping = node.mapping else {
        faults.add(
          .wrongType(
            subject: faults.subject, expected: "a mapping from axes to values, as in {hidden: 8}",
            found: node.summary), at: node)
        return nil
      }
      return mapping.entries.map { ArmCondition(axis: $0.name, value: AxisValue($0.value)) }
    })

  /// The field `where` of a panel that shows one trial.
  static func field<Owner: Sendable>(
    _ path: WritableKeyPath<Owner, [ArmCondition]> & Sendable
  ) -> Field<Owner> {
    Field(
      "where", path, type,
      "The trial shown: values of axes, derived values, the seed or the replicate; the first trial that has "
        + "them.")
  }

  /// The names, besides those of axes and derived values, that tell trials apart.
  package static let ofReplicates = ["seed", "replicate"]
}

extension ArmCondition {
  /// Adds what is wrong where none of some values is meant. Whether one is.
  func checkIsMet(by legal: [AxisValue], at place: YAMLNode, _ faults: inout Faults) -> Bool {
    if legal.contains(where: isMet) { return true }
    faults.add(.unknownArm(axis: axis, value: value.text, legal: legal.map(\.text)), at: place)
    return false
  }
}

extension Dimension {
  /// Those of some conditions that are on a column of this dimension.
  func conditions(among conditions: [ArmCondition]) -> [(key: Int, condition: ArmCondition)] {
    conditions.compactMap { condition in
      columns.first { keys[$0].name == condition.axis }.map { ($0, condition) }
    }
  }
}

extension SweepBlock {
  /// The first trial whose axes and derived values, seed and replicate have some values: its place among the
  /// combinations that are trials, and its replicate from 0. `nil` where there is none.
  package func firstTrial(where conditions: [ArmCondition]) -> (place: Int, replicate: Int)? {
    let columns = Set(template.columns.map(\.name))
    let derived = Set(template.sweep.derived.map(\.name))
    var (ofCombinations, ofDerived, ofReplicates) = ([ArmCondition](), [ArmCondition](), [ArmCondition]())
    for condition in conditions {
      if columns.contains(condition.axis) {
        ofCombinations.append(condition)
      } else if derived.contains(condition.axis) {
        ofDerived.append(condition)
      } else if ArmCondition.ofReplicates.contains(condition.axis) {
        ofReplicates.append(condition)
      } else {
        return nil
      }
    }
    guard let replicate = firstReplicate(where: ofReplicates) else { return nil }
    return firstPlace(where: ofCombinations, ofDerived).map { ($0, replicate) }
  }

  private func firstPlace(where conditions: [ArmCondition], _ derived: [ArmCondition]) -> Int? {
    let points = template.dimensions.map { dimension in
      dimension.indices(where: dimension.conditions(among: conditions))
    }
    let firsts = points.compactMap(\.first)
    guard firsts.count == points.count else { return nil }
    guard let kept else {
      if derived.isEmpty { return place(of: firsts) }
      // The derived values depend on some dimensions; of the others the first point will do.
      let among = derived.reduce(into: Set<Int>()) { $0.formUnion(dependencies.dimensions(of: $1.axis)) }
      let fitting = points.enumerated().map {
        among.contains($0.offset) ? Array($0.element) : [firsts[$0.offset]]
      }
      guard let choices = CombinationGrid(fitting.map(\.count)) else { return nil }
      for number in 0..<choices.count {
        let indices = zip(fitting, choices.indices(of: number)).map { $0[$1] }
        if areMet(derived, at: indices) { return place(of: indices) }
      }
      return nil
    }
    let fitting = points.map { Set($0) }
    return kept.firstIndex { combination in
      let indices = grid.indices(of: combination)
      return zip(indices, fitting).allSatisfy { $1.contains($0) } && areMet(derived, at: indices)
    }
  }

  /// Whether the derived values of a combination are some.
  private func areMet(_ conditions: [ArmCondition], at indices: [Int]) -> Bool {
    if conditions.isEmpty { return true }
    var faults = Faults()
    let bound = template.bind(indices, &faults)
    return conditions.allSatisfy { bound.values[$0.axis]?.value == $0.value }
  }

  private func firstReplicate(where conditions: [ArmCondition]) -> Int? {
    let seeds = template.seeds
    return (0..<max(seeds.count, 1)).first { replicate in
      conditions.allSatisfy { condition in
        let isSeed = condition.axis == "seed"
        // Without replicates, the seed is that of the experiment, or what an axis makes of it.
        let number = isSeed ? (seeds.isEmpty ? template.seed : seeds[replicate]) : replicate
        return number.map { AxisValue(SweepNumber.integer($0)) == condition.value } ?? true
      }
    }
  }
}
