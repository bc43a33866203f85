import ExperimentSpec
import Planner
import TrialStore

/// What made the results: versions and digests, and nothing that differs between machines.
package struct Manifest {
  package var experiment: String
  package var programVersion: String
  package var numericsVersion: Int
  package var records: [TrialRecord]

  package init(experiment: String, programVersion: String, numericsVersion: Int, records: [TrialRecord]) {
    self.experiment = experiment
    self.programVersion = programVersion
    self.numericsVersion = numericsVersion
    self.records = records
  }

  package var json: String {
    var seen: Set<String> = []
    let datasets = records.map(\.trial.dataset).filter { seen.insert($0.name).inserted }
    let value: JSONValue = [
      "experiment": .string(experiment), "nnrun": .string(programVersion), "numerics": .integer(numericsVersion),
      "spec": .string(TrialID.digest(of: records.map(\.trial.id))),
      "trials": .integer(records.count),
      "datasets": .object(
        datasets.map { dataset in
          .init(dataset.name, .object(dataset.format.files.map { .init($0.path, .string($0.sha256)) }))
        }),
    ]
    return value.pretty + "\n"
  }
}
