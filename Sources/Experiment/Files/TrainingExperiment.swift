import Declarations
import Model
import YAMLTree

/// `kind: training`: models that are trained, one for each combination of the sweep's values.
package struct TrainingExperiment: ExperimentKind {
  /// The blocks of the sweep, of which there is at least one.
  package var blocks: [SweepBlock]
  package var report: ReportSpec
  package var comparisons: [CompareSpec]
  package var expectations: [ExpectSpec]
  /// What some trial measures, in the order of the columns.
  package var measurements: [Measurement]
  /// Whether the training of some trial has a `stop`.
  package var stops: Bool
  /// What the targets of some trial's data are.
  package var targets: Set<TargetKind>

  /// The part that is not a trial's own.
  private struct Frame: Sendable {
    var blocks: [Named<BlockDeclaration>] = []
    var sweeps = [SweepSpec()]
    var report = ReportSpec()
    var comparisons: [CompareSpec] = []
    var expectations: [ExpectSpec] = []

    /// The most replicates that a comparison asks for, where one decides how many there are.
    var sequential: SequentialSpec? { comparisons.lazy.compactMap { $0.sequential }.first }

    static let record = Record<Frame>(
      "the experiment", "Models that are trained.", blank: Frame(),
      fields: [
        Field(
          "blocks", \.blocks, .blocks,
          "Lists of layers that the model may name as if they were layers: {basic: {channels: 32}}."),
        Field("sweep", \.sweeps, .sweeps, "The values that take turns; a list is the union of its blocks."),
        Field("report", \.report, ReportSpec.record.type, "The summary table and the figures."),
        Field(
          "compare", \.comparisons, .oneOrMore(of: CompareSpec.record.type.located(\.node)),
          "Which arms are compared in what, and how it is decided which is better: comparisons.csv."),
        Field(
          "expect", \.expectations, .oneOrMore(of: ExpectSpec.type),
          "Claims about the results; a run whose results do not meet them ends with exit code 1."),
      ])
  }

  static var keys: [String] { TrialSpec.record.keys + Frame.record.keys }
  /// Anything in a trial may be a `$name`.
  static var properties: [JSONValue.Member] {
    TrialSpec.record.properties.map { .init($0.key, $0.value.allowingReferences) } + Frame.record.properties
  }
  static var requiredKeys: [String] { TrialSpec.record.requiredKeys + Frame.record.requiredKeys }

  static var overlay: Overlay {
    .keys { (TrialSpec.record.keys.contains($0) ? TrialSpec.record.overlay : Frame.record.overlay).part($0) }
  }

  var body: Experiment.Body { .training(self) }

  /// Looks at every point of every dimension at least, so that the planner meets no mistake of a single
  /// value.
  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults) -> TrainingExperiment? {
    let root = BlockExpansion.expand(root, &faults)
    let references =
      (root.mapping?["report"]?.references ?? []) + (root.node(at: ["sweep", "seeds"])?.references ?? [])
    for (name, node) in references { faults.add(.referenceOutOfPlace(name: name), at: node) }
    let frame =
      references.isEmpty
      ? Frame.record.decode(root.keeping(Frame.record.keys.filter { $0 != "blocks" }), &faults) : nil
    let trialRoot = root.keeping(TrialSpec.record.keys)
    var observed = ObservedTrials()
    var labelled: [TrialTemplate] = []
    var blocks: [SweepBlock] = []
    for var sweep in frame?.sweeps ?? [SweepSpec()] {
      if let sequential = frame?.sequential {
        if !sweep.seeds.isEmpty {
          let place = sweep.node?.mapping?.entry("seeds")?.key ?? root
          faults.add(Fault(ComparisonFault.sequentialWithSeeds, at: place))
        }
        sweep.seeds.numbers = .count(max(sequential.atMost, 1))
      }
      let template = TrialTemplate(root: trialRoot, sweep: sweep, catalog: catalog)
      let dependencies = SweepDependencies(template)
      var found = Faults()
      if frame != nil { SweepValidator(template, frame?.report ?? ReportSpec()).validate(&found) }
      // A condition is evaluated once its names are known to be there.
      let isSound =
        (found.isEmpty || sweep.condition == nil) && dependencies.checkDerivations(&found)
      let block = isSound ? SweepBlock(template, dependencies, &found) : nil
      if let block { blocks.append(block) }
      if isSound { observed.look(at: block, template, dependencies, &faults) }
      if block != nil, faults.isEmpty { ValueValidator.checkTrials(of: template, dependencies, &found) }
      if found.isEmpty { labelled.append(template) }
      if sweep.seeds.varied.contains(.split), let dataset = observed.dataset, dataset.split == nil {
        let seeds = sweep.node?.mapping?["seeds"]
        found.add(.noSplitToVary(dataset: dataset.name), at: seeds?.mapping?["vary"] ?? root)
      }
      faults.add(contentsOf: found)
    }
    ValueValidator.checkLabels(of: labelled, &faults)
    // A sweep that could not be read leaves every `$name` open: no word about those then.
    guard let frame else { return nil }
    let measurements = Measurement.ordered(observed.measured)
    if blocks.count == frame.sweeps.count {
      let columns =
        faults.isEmpty
        ? ObservedColumns(
          report: frame.report, measurements: measurements, stops: observed.stops, targets: observed.targets)
        : ObservedColumns(report: frame.report)
      var reportValidator = ReportValidator(
        blocks: blocks, observed: columns, dataset: observed.dataset, root: root)
      reportValidator.validate(&faults)
      ComparisonValidator(
        comparisons: frame.comparisons, expectations: frame.expectations,
        templates: blocks.map(\.template), observed: columns, root: root
      ).validate(&faults)
    }
    guard faults.isEmpty else { return nil }
    return TrainingExperiment(
      blocks: blocks, report: frame.report, comparisons: frame.comparisons,
      expectations: frame.expectations, measurements: measurements, stops: observed.stops,
      targets: observed.targets)
  }
}

/// What the report has to know of the trials of all blocks.
private struct ObservedTrials {
  /// The data of the first trial.
  private(set) var dataset: DatasetDeclaration?
  private(set) var measured: Set<Measurement> = []
  private(set) var stops = false
  private(set) var targets: Set<TargetKind> = []
  private var datasets: Set<String> = []

  /// Looks at every point of a block, and adds what is wrong.
  mutating func look(
    at block: SweepBlock?, _ template: TrialTemplate, _ dependencies: SweepDependencies,
    _ faults: inout Faults
  ) {
    var failures = 0
    func isEnough(_ found: Faults) -> Bool {
      if !found.isEmpty { failures += 1 }
      faults.add(contentsOf: found)
      // A mistake that every trial has is not looked for in a million of them.
      return failures == Faults.limit
    }
    guard let block, block.kept != nil else {
      if template.sweep.condition != nil { return }
      for (trial, found) in TrialProbes(template, dependencies) {
        if let trial { note(trial) }
        if isEnough(found) { return }
      }
      return
    }
    var resolver = TrialResolver(template)
    var kinds: Set<FactorKey.Value> = []
    for indices in block.probes {
      let assignment = TrialTemplate.Assignment(indices: indices, seed: nil)
      if !resolver.isSound(at: indices) {
        if isEnough(template.resolve(assignment).faults) { return }
      } else if kinds.insert(resolver.kind(at: indices)).inserted, let trial = resolver.resolve(assignment) {
        note(TrialProbes.Trial(trial.spec, trial.dataset))
      }
    }
  }

  private mutating func note(_ trial: TrialProbes.Trial) {
    dataset = dataset ?? trial.dataset
    measured.formUnion(trial.measurements)
    stops = stops || trial.stops
    if datasets.insert(trial.dataset.digest).inserted { targets.insert(trial.dataset.targetKind) }
  }
}

extension YAMLNode {
  /// The mapping with some of its keys alone.
  func keeping(_ names: [String]) -> YAMLNode {
    guard let mapping else { return self }
    var rest = YAMLMapping()
    for entry in mapping.entries where names.contains(entry.name) { rest.set(entry) }
    var copy = self
    copy.content = .mapping(rest)
    return copy
  }
}
