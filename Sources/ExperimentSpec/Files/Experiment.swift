import YAMLTree

/// An experiment that was found to be without mistakes.
package struct Experiment: Sendable {
  package var name: String
  package var description: String?
  package var template: TrialTemplate
  package var report: ReportSpec
  /// The file it was read from, as the user named it.
  package var path: String
}

/// The keys of an experiment file that are not part of a trial.
struct ExperimentFile: Sendable {
  var name = ""
  var description: String?
  var kind = KindSpec.training
  var sweep = SweepSpec()
  var report = ReportSpec()

  static let record = Record(
    "the experiment", "An experiment: what is trained, what varies, and what is reported.", blank: ExperimentFile(),
    fields: [
      Field("name", \.name, .identifier, required: true, "The name of its folder of results."),
      Field("description", \.description, .string, "What it shows, in a sentence."),
      Field("kind", \.kind, .choice(of: "kind"), "What sort of experiment it is."),
      Field("sweep", \.sweep, SweepSpec.record.type, "The values that take turns."),
      Field("report", \.report, ReportSpec.record.type, "The summary table and the figures."),
    ])

  /// The keys of the same mapping that make up a trial.
  static let trialKeys = TrialSpec.record.fields.map(\.name)
}

package enum KindSpec: String, Sendable, Equatable, CaseIterable {
  case training
}
