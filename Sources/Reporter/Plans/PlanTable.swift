import Declarations
import Experiment
import Model
import Planner
import Tables
import Trials

/// The trials of a plan before they run: axes, derived values, seed, parameters, operations and digest. It is
/// written in pieces, and never held as a whole.
package struct PlanTable: Sendable {
  package enum Format: String, CaseIterable, Sendable {
    case table, csv, json
  }

  private let plan: TrialPlan
  /// The training examples of each dataset, by its digest.
  private let examples: [String: Int]
  private let layout: TextLayout
  private let costs: PlanCosts

  /// The table of a plan. `examples` are the numbers of training examples by the digests of the datasets, as
  /// far as they are known.
  /// - Throws: what is wrong with any combination of values, as `TrialPlan.check()` does.
  package init(_ plan: TrialPlan, examples: [String: Int] = [:]) throws(InvalidFiles) {
    self.plan = plan
    self.examples = examples
    var layout = TextLayout(
      [Table.Column("#")] + plan.labelNames.map { Table.Column($0, title: Title.of($0)) } + [
        Table.Column("seed", title: "Seed"),
        Table.Column("parameters", title: "Parameters", format: .grouped),
        Table.Column("multiply_adds_example", title: "Operations", format: .grouped),
        Table.Column("multiply_adds_epoch", title: "An Epoch", format: .grouped),
        Table.Column("trial", title: "Trial"),
      ])
    let lastColumns = 1 + plan.labelNames.count
    layout.fit(.text(String(repeating: "0", count: TrialID.shortLength)), column: lastColumns + 4)
    layout.fit(.integer(plan.count), column: 0)
    layout = plan.surveyAxes(noting: layout) {
      $0.fit(Table.Cell($2), column: 1 + $1)
    } merge: {
      $0.fit($1)
    }
    let places = Dictionary(plan.labelNames.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    try plan.check()
    (self.layout, costs) = plan.survey(noting: layout) { layout, fact in
      switch fact {
      case .derived(let name, let value):
        if let place = places[name] { layout.fit(Table.Cell(AxisValue(value)), column: place) }
      case .seed(let seed): layout.fit(.integer(seed), column: lastColumns)
      case .cost(let cost, let dataset):
        for (offset, cell) in Self.cells(of: cost, examples[dataset]).enumerated() {
          layout.fit(cell, column: lastColumns + 1 + offset)
        }
      }
    } merge: {
      $0.fit($1)
    }
  }

  /// The number of trials.
  package var count: Int { plan.count }

  /// Writes the table, some thousand rows at a time, as long as `output` says that there is use in more.
  package func write(_ format: Format = .table, to output: (String) -> Bool) {
    switch format {
    case .table: write(layout.header, TextRows(layout: layout, plan: self), to: output)
    case .csv:
      let columns = TrialColumns(plan, beside: Self.costNames)
      let header = CSVDocument(columns: columns.names + Self.costNames)
      write(String(decoding: header.bytes, as: UTF8.self), CSVRows(columns: columns, plan: self), to: output)
    case .json:
      guard output("[\n") else { return }
      write("", JSONRows(plan: self), to: output)
      _ = output("]\n")
    }
  }

  private func write(_ header: String, _ rows: some PlanRows, to output: (String) -> Bool) {
    guard output(header) else { return }
    plan.forEachBlock(count: plan.count) { [costs] reader, indices in
      var rows = rows
      var bytes: [UInt8] = []
      for index in indices {
        if let trial = reader.plannedTrial(at: index, costs) { rows.write(trial, to: &bytes) }
      }
      return String(decoding: bytes, as: UTF8.self)
    } then: {
      output($0)
    }
  }

  fileprivate static let costNames = ["parameters", "multiply_adds_example", "multiply_adds_epoch"]

  /// Parameters, multiply-adds of the forward pass of one example, and those of training for one epoch.
  private static func cells(of cost: FittedNetwork.Cost, _ examples: Int?) -> [Table.Cell] {
    [
      .integer(cost.parameters), .integer(cost.multiplyAdds),
      examples.map { .integer([cost.trainingMultiplyAdds, $0].elementCount) } ?? .empty,
    ]
  }

  fileprivate var labelNames: [String] { plan.labelNames }

  fileprivate func cost(_ trial: PlannedTrial) -> [Table.Cell] {
    Self.cells(of: trial.cost, examples.isEmpty ? nil : examples[trial.datasetDigest])
  }

  fileprivate var trialCount: Int { plan.count }
}

/// Writes the trials of a plan, one by one.
private protocol PlanRows: Sendable {
  mutating func write(_ trial: PlannedTrial, to output: inout [UInt8])
}

private struct TextRows: PlanRows {
  private var writer: TextLayout.RowWriter
  private var row: [Table.Cell] = []
  private let plan: PlanTable

  init(layout: TextLayout, plan: PlanTable) {
    writer = TextLayout.RowWriter(layout)
    self.plan = plan
  }

  mutating func write(_ trial: PlannedTrial, to output: inout [UInt8]) {
    row.removeAll(keepingCapacity: true)
    row.append(.integer(trial.index + 1))
    for label in trial.labels { row.append(Table.Cell(label)) }
    row.append(.integer(trial.seed))
    row.append(contentsOf: plan.cost(trial))
    row.append(.text(trial.id.short))
    writer.write(row, to: &output)
  }
}

private struct CSVRows: PlanRows {
  let columns: TrialColumns
  let plan: PlanTable

  func write(_ trial: PlannedTrial, to output: inout [UInt8]) {
    output += CSVDocument.row(columns.cells(trial) + plan.cost(trial))
  }
}

/// An object a trial, on a line of its own.
private struct JSONRows: PlanRows {
  let plan: PlanTable

  func write(_ trial: PlannedTrial, to output: inout [UInt8]) {
    let labels = zip(plan.labelNames, trial.labels).compactMap { name, label in
      label.map { JSONValue.Member(name, $0.json) }
    }
    let cost = zip(PlanTable.costNames, plan.cost(trial)).map { name, cell -> JSONValue.Member in
      if case .integer(let value) = cell { .init(name, .integer(value)) } else { .init(name, .null) }
    }
    let object: [JSONValue.Member] =
      [.init("number", .integer(trial.index + 1)), .init("trial", .string(trial.id.hexadecimal))]
      + [.init("values", .object(labels)), .init("replicate", .integer(trial.replicate))]
      + [.init("seed", .integer(trial.seed))] + cost
    JSONValue.object(object).write(to: &output)
    if trial.index + 1 < plan.trialCount { output.append(UInt8(ascii: ",")) }
    output.append(UInt8(ascii: "\n"))
  }
}
