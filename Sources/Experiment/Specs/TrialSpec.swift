import Model
import Declarations
import YAMLTree

/// Everything that decides the result of one trial of `kind: training`, with all names of the sweep resolved.
package struct TrialSpec: Sendable, Equatable {
  package var seed = 0
  package var generator = GeneratorKind.torch
  @AnyValue package var advance: [any Draws] = []
  package var precision = Precision.float32
  package var dataset = DatasetReference.named("")
  package var model = ModelSpec()
  package var training = TrainingSpec()

  static let record = Record<TrialSpec>(
    "the experiment", "One training run.", blank: TrialSpec(),
    fields: [
      Field(
        "seed", \.seed, .integer(.within(0...0xFFFF_FFFF)), "Where the random numbers of every trial start."),
      Field(
        "generator", \.generator, .choice(of: "generator"),
        "Whose random numbers: torch (PyTorch's CPU generator) or numpy (its legacy RandomState)."),
      Field(
        "advance", \.advance, .list(of: DrawTypes.type, count: .within(0...1000)),
        "Draws that are thrown away before the model is built."),
      Field(
        "precision", \.precision, .choice(of: "precision"), "The number type that the model is trained in."),
      Field(
        "dataset", \.dataset, DatasetReference.type, required: true,
        "The name of a dataset (a file in a datasets folder), the name under use with another split, take or "
          + "normalization, or a declaration in place."),
      Field("model", \.model, ModelSpec.record.type, required: true, "The network."),
      Field("training", \.training, TrainingSpec.record.type, required: true, "How it is trained."),
    ])
}
