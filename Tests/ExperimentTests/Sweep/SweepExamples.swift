import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// The node that a text is.
func node(_ text: String) throws -> YAMLNode { try YAMLParser.parse(text: text, path: "f.yaml") }

/// A sweep, or the messages of what is wrong with it.
func readSweep(_ text: String) throws -> (sweep: SweepSpec?, messages: [String]) {
  var faults = Faults()
  let sweep = SweepSpec.record.decode(try node(text), &faults)
  return (sweep, faults.all.map(\.kind.message))
}

/// A trial with two layers and a dataset of its own, in which the tests leave names open.
func makeTemplate(
  sweep: String, seed: String = "1", units: String = "4", activation: String = "relu",
  optimizer: String = "{sgd: {learning_rate: 0.5}}", epochs: String = "1"
) throws -> TrialTemplate {
  let (spec, messages) = try readSweep(sweep)
  let dataset = "{name: d, format: {inline: {features: [[0, 1], [1, 0]], targets: [[0], [1]]}}}"
  let root = try node(
    """
    seed: \(seed)
    dataset: \(dataset)
    model: {layers: [dense: {units: \(units), activation: \(activation)}, dense: {units: 1}]}
    training: {loss: mean_squared_error, optimizer: \(optimizer), epochs: \(epochs)}
    """)
  return TrialTemplate(
    root: root, sweep: try #require(spec, "\(messages)"), catalog: DatasetCatalog(folders: []))
}
