import Experiment
import Planner
import TestSupport

/// The plan of an experiment file, with what the tests vary.
func makePlan(
  name: String = "example", seed: String = "42", model: String = "[dense: {units: 10}]",
  optimizer: String = "adam",
  epochs: String = "1", sweep: String? = nil, report: String = "",
  digest: String = "0", numericsVersion: Int = 1, changes: FileChanges = FileChanges()
) throws -> TrialPlan {
  let sha = String(repeating: digest, count: 64)
  let dataset =
    "{name: d, shape: [28, 28], classes: [\((0..<10).map { "c\($0)" }.joined(separator: ", "))], "
    + "format: {idx: {train: {images: {path: a, sha256: \"\(sha)\"}, labels: {path: b, sha256: \"\(sha)\"}}}}}"
  let text = """
    name: \(name)
    seed: \(seed)
    dataset: \(dataset)
    model: {layers: \(model)}
    training: {loss: cross_entropy, optimizer: \(optimizer), epochs: \(epochs)}
    \(sweep.map { "sweep: \($0)" } ?? "")
    report: {table: [trial, parameters\(sweep?.contains("half") == true ? ", half" : "")]\(report)}
    """
  return try trialPlan(text, changes: changes, numericsVersion: numericsVersion)
}
