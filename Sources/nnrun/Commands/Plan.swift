import ArgumentParser
import Executor
import Experiment
import Planner
import Reporter

extension PlanTable.Format: ExpressibleByArgument {}

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Show the trials that would run: axes, derived values, seed, parameters, operations and digest.",
    discussion: """
      Operations are multiply-adds: of the forward pass of one example, and of training for an epoch, with \
      the gradients. How long that takes differs between machines, and is not said.
      """)

  @OptionGroup var files: ExperimentFiles
  @OptionGroup var selection: TrialSelection

  @Option(help: "How the trials are written: table, csv or json.")
  var format = PlanTable.Format.table

  @Flag(help: "The layers of the models with their shapes, in place of the trials.")
  var model = false

  @Option(
    help: ArgumentHelp(
      "Where each value of this trial comes from, in place of the trials.", valueName: "number"))
  var explain: Int?

  func validate() throws {
    if model, explain != nil {
      throw ValidationError("--model and --explain show different things: give one.")
    }
    if format != .table, model || explain != nil {
      throw ValidationError("--format is for the trials: it does not go with --model or --explain.")
    }
  }

  func run() throws {
    try CommandFailure.reported {
      let data = DatasetCache()
      let experiments = try files.load(data)
      try data.check(experiments)
      let prepared = try files.prepare(experiments, data, selection: selection, checksTrials: false)
      if format != .table || explain != nil, prepared.count > 1 {
        throw ValidationError("\(explain == nil ? "--format" : "--explain") is for one experiment at a time.")
      }
      let parts = try prepared.map { prepared -> Part in
        guard case .training(let experiment, let plan, _) = prepared else { return .evaluation }
        return try files.explaining(experiment, data) { try part(of: plan, named: prepared.name, data) }
      }
      for (experiment, part) in zip(prepared, parts) { show(part, of: experiment.name) }
    }
  }

  /// What is shown of an experiment.
  private enum Part {
    case table(PlanTable)
    case text(String)
    case evaluation
  }

  private func part(of plan: TrialPlan, named name: String, _ data: DatasetCache) throws -> Part {
    if model || explain != nil { try plan.check() }
    if model { return .text(ModelTable(plan).text) }
    guard let explain else { return .table(try PlanTable(plan, examples: Self.examples(of: plan, data))) }
    guard (1...plan.count).contains(explain) else {
      throw ValidationError("There is no trial \(explain): '\(name)' has 1 to \(plan.count).")
    }
    return .text(try plan.explanation(ofTrial: explain - 1))
  }

  private func show(_ part: Part, of name: String) {
    switch part {
    case .evaluation: StandardOutput.print("\(name): no trials, one evaluation")
    case .text(let text): StandardOutput.print("\(name)\n\n\(text)")
    case .table(let table):
      if format == .table {
        StandardOutput.print("\(name): \(table.count) \(table.count == 1 ? "trial" : "trials")\n")
      }
      table.write(format) { StandardOutput.write($0) }
    }
  }

  /// More datasets than this are not prepared to count their examples.
  private static let datasetLimit = 20

  /// The training examples of a plan's datasets, by their digests; none where there are many datasets.
  private static func examples(of plan: TrialPlan, _ data: DatasetCache) throws -> [String: Int] {
    let datasets = plan.datasets()
    guard datasets.count <= datasetLimit else { return [:] }
    return try Dictionary(
      datasets.map { ($0.digest, try data.dataset($0).train.count) }, uniquingKeysWith: { first, _ in first })
  }
}
