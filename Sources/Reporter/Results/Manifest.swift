import Declarations
import Experiment
import Model
import Planner
import Trials

/// What made the results: versions and digests, and nothing that differs between machines.
package struct Manifest {
  package var experiment: String
  package var programVersion: String
  package var numericsVersion: Int
  /// The digest of everything that decides the results.
  private var digest: String
  /// The files of the results, each with its SHA-256; the writer knows them.
  var files: [(name: String, sha256: String)] = []
  private var trials: (count: Int, datasets: [DatasetDeclaration])?

  /// Of an experiment with trials, `count` of which were run and which `digest` is that of.
  package init(
    experiment: String, programVersion: String, numericsVersion: Int, plan: TrialPlan, trials count: Int,
    digest: String
  ) {
    self.experiment = experiment
    self.programVersion = programVersion
    self.numericsVersion = numericsVersion
    self.digest = digest
    trials = (count, plan.datasets())
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
    return JSONValue.object(value + trialMembers + [list]).pretty + "\n"
  }

  private var list: JSONValue.Member {
    .init("files", .object(files.map { .init($0.name, .string($0.sha256)) }))
  }

  private var trialMembers: [JSONValue.Member] {
    guard let trials else { return [] }
    var seen: Set<String> = []
    let datasets = trials.datasets.filter { seen.insert($0.name).inserted }
    return [
      .init("trials", .integer(trials.count)),
      .init(
        "datasets",
        .object(
          datasets.map { dataset in
            .init(
              dataset.name, .object(dataset.format.files.map { .init($0.path, .string($0.sha256 ?? "")) }))
          })),
    ]
  }
}
