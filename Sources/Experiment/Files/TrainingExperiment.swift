import Declarations
import Model
import YAMLTree

/// `kind: training`: models that are trained, one for each combination of the sweep's values.
package struct TrainingExperiment: ExperimentKind {
  package var template: TrialTemplate
  package var report: ReportSpec
  /// What some trial measures, in the order of the columns.
  package var measurements: [Measurement]
  /// Whether the training of some trial has a `stop`.
  package var stops: Bool
  /// What the targets of some trial's data are.
  package var targets: Set<TargetKind>

  /// The part that is not a trial's own.
  private struct Frame: Sendable {
    var sweep = SweepSpec()
    var report = ReportSpec()

    static let record = Record(
      "the experiment", "Models that are trained.", blank: Frame(),
      fields: [
        Field("sweep", \.sweep, SweepSpec.record.type, "The values that take turns."),
        Field("report", \.report, ReportSpec.record.type, "The summary table and the figures."),
      ])
  }

  static var keys: [String] { TrialSpec.record.keys + Frame.record.keys }
  /// Anything in a trial may be a `$name`.
  static var properties: [JSONValue.Member] {
    TrialSpec.record.properties.map { .init($0.key, $0.value.allowingReferences) } + Frame.record.properties
  }
  static var requiredKeys: [String] { TrialSpec.record.requiredKeys + Frame.record.requiredKeys }

  var body: Experiment.Body { .training(self) }

  /// Checks every combination of one changed axis at least, so that the planner meets no mistake of a single
  /// value.
  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults) -> TrainingExperiment? {
    let frame = Frame.record.decode(root.keeping(Frame.record.keys), &faults)
    let template = TrialTemplate(
      root: root.keeping(TrialSpec.record.keys), sweep: frame?.sweep ?? SweepSpec(), catalog: catalog)
    var dataset: DatasetDeclaration?
    var measured: Set<Measurement> = []
    var stops = false
    var targets: Set<TargetKind> = []
    var datasets: Set<String> = []
    var failures = 0
    let dependencies = SweepDependencies(template)
    for (trial, found) in TrialProbes(template, dependencies) {
      if let trial {
        dataset = dataset ?? trial.dataset
        measured.formUnion(trial.measurements)
        stops = stops || trial.stops
        if datasets.insert(trial.dataset.digest).inserted { targets.insert(trial.dataset.targetKind) }
      }
      if !found.isEmpty { failures += 1 }
      faults.add(contentsOf: found)
      // A mistake that every trial has is not looked for in a million of them.
      if failures == Faults.limit { break }
    }
    let measurements = Measurement.all.filter(measured.contains)
    // A sweep that could not be read leaves every `$name` open: no word about those then.
    guard let frame else { return nil }
    SweepValidator(template, frame.report).validate(&faults)
    var reportValidator = ReportValidator(
      report: frame.report, template: template, dependencies: dependencies,
      training: faults.isEmpty ? (measurements, stops, targets) : nil, dataset: dataset, root: root)
    reportValidator.validate(&faults)
    guard faults.isEmpty else { return nil }
    return TrainingExperiment(
      template: template, report: frame.report, measurements: measurements, stops: stops, targets: targets)
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
