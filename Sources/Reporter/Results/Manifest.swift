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

  /// The files of each dataset with their digests. Several datasets of one name, such as its folds, are one
  /// member with the files of all.
  private func datasets(_ datasets: [DatasetDeclaration]) -> [JSONValue.Member] {
    var names: [String] = []
    var files: [String: [JSONValue.Member]] = [:]
    for dataset in datasets {
      if files[dataset.name] == nil { names.append(dataset.name) }
      var members = files[dataset.name] ?? []
      for (place, file) in dataset.format.files.enumerated() {
        let digest = file.sha256 ?? dataset.content?.digests[place] ?? ""
        let member = JSONValue.Member(file.path, .string(digest))
        if !members.contains(member) { members.append(member) }
      }
      files[dataset.name] = members
    }
    return names.map { .init($0, .object(files[$0] ?? [])) }
  }

  private var trialMembers: [JSONValue.Member] {
    guard let trials else { return [] }
    return [.init("trials", .integer(trials.count)), .init("datasets", .object(datasets(trials.datasets)))]
  }
}
