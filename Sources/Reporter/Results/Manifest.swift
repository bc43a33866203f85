import Declarations
import Experiment
import Planner
import Trials

/// What made the results: versions and digests, and nothing that differs between machines.
package struct Manifest {
  package var experiment: String
  package var programVersion: String
  package var numericsVersion: Int
  /// The digest of everything that decides the results.
  private var digest: String
  private var records: [TrialRecord]?

  /// Of an experiment with trials.
  package init(experiment: String, programVersion: String, numericsVersion: Int, records: [TrialRecord]) {
    self.experiment = experiment
    self.programVersion = programVersion
    self.numericsVersion = numericsVersion
    self.digest = TrialID.digest(of: records.map(\.trial.id))
    self.records = records
  }

  /// Of an experiment that is evaluated once, from its canonical form.
  package init(experiment: String, programVersion: String, numericsVersion: Int, identity: JSONValue) {
    self.experiment = experiment
    self.programVersion = programVersion
    self.numericsVersion = numericsVersion
    self.digest = TrialID(identity: identity, numericsVersion: numericsVersion).hexadecimal
  }

  package var json: String {
    let value: [JSONValue.Member] = [
      .init("experiment", .string(experiment)), .init("nnrun", .string(programVersion)),
      .init("numerics", .integer(numericsVersion)), .init("spec", .string(digest)),
    ]
    return JSONValue.object(value + trials).pretty + "\n"
  }

  private var trials: [JSONValue.Member] {
    guard let records else { return [] }
    var seen: Set<String> = []
    let datasets = records.map(\.trial.dataset).filter { seen.insert($0.name).inserted }
    return [
      .init("trials", .integer(records.count)),
      .init(
        "datasets",
        .object(
          datasets.map { dataset in
            .init(dataset.name, .object(dataset.format.files.map { .init($0.path, .string($0.sha256)) }))
          })),
    ]
  }
}
