import Declarations
import YAMLTree

/// Whether comparisons and expectations name what there is, and whether their keys go together.
struct ComparisonValidator {
  let comparisons: [CompareSpec]
  let expectations: [ExpectSpec]
  let templates: [TrialTemplate]
  /// What some trial measures and has.
  let observed: ObservedColumns
  /// The whole file: where faults are shown.
  let root: YAMLNode

  private var axes: [String] { templates.columnNames }

  func validate(_ faults: inout Faults) {
    checkBest(&faults)
    var names: Set<String> = []
    var hasSequential = false
    for comparison in comparisons {
      guard let node = comparison.node else { continue }
      if let name = comparison.name, !names.insert(name).inserted {
        faults.add(.duplicateName(category: "comparison", name: name), at: node.at("name"))
      }
      check(comparison, node, &faults)
      if comparison.sequential != nil {
        if hasSequential { faults.add(.severalSequential, at: node.key("sequential")) }
        hasSequential = true
      }
    }
    for expectation in expectations { check(expectation, &faults) }
  }

  private func checkBest(_ faults: inout Faults) {
    let measured = observed.measurements.map(\.name)
    for (index, name) in observed.report.best.enumerated() where !measured.contains(name) {
      faults.add(
        .unknownColumn(name: name, legal: measured),
        at: root.deepest(on: ["report", "best", "\(index)"]))
    }
  }
}

// MARK: - A comparison

extension ComparisonValidator {
  private func check(_ comparison: CompareSpec, _ node: YAMLNode, _ faults: inout Faults) {
    checkColumn(comparison.metric, at: node.at("metric"), &faults)
    check(comparison.baseline, under: "baseline", of: node, &faults)
    check(comparison.arms, under: "where", of: node, &faults)
    check(axes: comparison.between, under: "between", of: node, &faults)
    if !comparison.baseline.isEmpty, !comparison.between.isEmpty {
      faults.add(.baselineAndBetween, at: node.key("between"))
    }
    if let tuned = comparison.tuned, let place = node.mapping?["tuned"] {
      check(axes: tuned.axes, under: "axes", of: place, &faults)
      checkColumn(tuned.by, at: place.at("by"), &faults)
    }
    if let axis = comparison.ranksOver { check(axes: [axis], under: "ranks_over", of: node, &faults) }
    checkRoles(comparison, node, &faults)
    let hasReplicates = comparison.sequential != nil || templates.contains { $0.seeds.count > 1 }
    if !hasReplicates, comparison.ranksOver == nil { faults.add(.noReplicates, at: node) }
    if let sequential = comparison.sequential {
      checkSequential(sequential, of: comparison, node, &faults)
    }
  }

  /// An axis plays one role in a comparison.
  private func checkRoles(_ comparison: CompareSpec, _ node: YAMLNode, _ faults: inout Faults) {
    let compared = Set(comparison.baseline.map(\.axis) + comparison.between)
    for axis in comparison.tuned?.axes ?? [] where compared.contains(axis) {
      faults.add(.axisTwice(axis: axis, role: "compared", other: "tuned"), at: node.at("tuned").at("axes"))
    }
    guard let over = comparison.ranksOver else { return }
    if compared.contains(over) {
      faults.add(
        .axisTwice(axis: over, role: "compared", other: "what ranks are made over"), at: node.at("ranks_over")
      )
    }
    if comparison.tuned?.axes.contains(over) ?? false {
      faults.add(
        .axisTwice(axis: over, role: "tuned", other: "what ranks are made over"), at: node.at("ranks_over"))
    }
  }

  private func checkSequential(
    _ sequential: SequentialSpec, of comparison: CompareSpec, _ node: YAMLNode, _ faults: inout Faults
  ) {
    if sequential.atMost < sequential.every {
      faults.add(
        .fewerThanEvery(atMost: sequential.atMost, every: sequential.every),
        at: node.at("sequential").at("at_most"))
    }
    if comparison.tuned != nil { faults.add(.sequentialOfTuned, at: node.key("sequential")) }
  }
}

// MARK: - An expectation

extension ComparisonValidator {
  private func check(_ expectation: ExpectSpec, _ faults: inout Faults) {
    guard let node = expectation.node else { return }
    check(expectation.arms, under: "where", of: node, &faults)
    if let metric = expectation.metric { checkColumn(metric, at: node.at("metric"), &faults) }
    guard expectation.checkForm(&faults) else { return }
    switch expectation.claim {
    case .bounds(let bounds):
      for bound in bounds {
        check(bound.range, of: expectation.metric, at: node.at(bound.statistic.rawValue), &faults)
      }
    case .verdict(let relation, let first, let second):
      check(first, under: relation.rawValue, of: node, &faults)
      check(second, under: relation == .better ? "than" : "to", of: node, &faults)
      checkComparison(expectation.comparison, node, &faults)
      if comparisons.isEmpty {
        faults.add(.notCompared(relation: relation.rawValue), at: node)
      } else if relation == .equivalent, comparisons.allSatisfy({ $0.equivalentWithin == nil }) {
        faults.add(.needsMargin, at: node)
      }
    case .order(_, let axis):
      checkOrdered(axis, node, &faults)
    case .best(let place, let axis):
      checkOrdered(axis, node, &faults)
      if let place, axes.contains(axis) {
        _ = ArmCondition(axis: axis, value: place)
          .checkIsMet(by: templates.values(of: axis), at: node.at("best"), &faults)
      }
    case .unchangedWeights, nil: break
    }
  }

  private func checkComparison(_ name: String?, _ node: YAMLNode, _ faults: inout Faults) {
    guard let name, !comparisons.isEmpty else { return }
    let legal = comparisons.enumerated().map { $1.name ?? "\($0 + 1)" }
    if !legal.contains(name) {
      faults.add(.unknownName(category: "comparison", name: name, legal: legal), at: node.at("comparison"))
    }
  }

  private func check(
    _ range: RangeSpec, of metric: String?, at node: YAMLNode, _ faults: inout Faults
  ) {
    // What was meant in percent.
    if let bound = range.atLeast, bound > 1, let metric, observed.isShare(metric) {
      let place = node.at("at_least")
      faults.add(.boundBeyondShare(metric: metric, bound: place.flowText), at: place)
    }
    switch (range.atLeast, range.atMost) {
    case (nil, nil): faults.add(.emptyBounds, at: node)
    case (let low?, let high?) where low > high:
      faults.add(.boundsOutOfOrder(low: low, high: high), at: node)
    default: break
    }
  }

  private func checkOrdered(_ axis: String, _ node: YAMLNode, _ faults: inout Faults) {
    check(axes: [axis], under: "along", of: node, &faults)
    guard axes.contains(axis) else { return }
    if let value = templates.values(of: axis).first(where: { $0.number == nil }) {
      faults.add(.valuesWithoutOrder(axis: axis, value: value.text), at: node.at("along"))
    }
  }
}

// MARK: - Names

extension ComparisonValidator {
  private func check(
    _ conditions: [ArmCondition], under key: String, of node: YAMLNode, _ faults: inout Faults
  ) {
    for condition in conditions {
      let place = node.at(key).at(condition.axis)
      guard axes.contains(condition.axis) else {
        faults.add(.unknownAxis(name: condition.axis, legal: axes), at: place)
        continue
      }
      _ = condition.checkIsMet(by: templates.values(of: condition.axis), at: place, &faults)
    }
  }

  private func check(axes names: [String], under key: String, of node: YAMLNode, _ faults: inout Faults) {
    let place = node.at(key)
    for (index, name) in names.enumerated() where !axes.contains(name) {
      faults.add(.unknownAxis(name: name, legal: axes), at: place.sequence?[index] ?? place)
    }
  }

  /// A name is that of a number that trials end with.
  private func checkColumn(_ name: String, at node: YAMLNode, _ faults: inout Faults) {
    let legal =
      observed.measurements.map(\.name) + observed.bestNames + observed.trialNumbers.map(\.rawValue)
    if legal.contains(name) { return }
    if let best = observed.measurements.first(where: { OutcomeColumn.bestName(of: $0.name) == name }) {
      faults.add(.bestNotDeclared(measurement: best.name), at: node)
    } else if let column = TrialColumn.numbers.first(where: { $0.rawValue == name }),
      let reason = observed.absence(of: column)
    {
      faults.add(.notMeasured(name: name, reason: reason, measured: legal), at: node)
    } else {
      faults.add(.unknownColumn(name: name, legal: legal), at: node)
    }
  }
}

extension YAMLNode {
  /// The value behind a key; the node itself where there is none.
  fileprivate func at(_ key: String) -> YAMLNode { mapping?[key] ?? self }

  /// A key of the mapping; the node itself where it is not there.
  fileprivate func key(_ name: String) -> YAMLNode { mapping?.entry(name)?.key ?? self }
}
