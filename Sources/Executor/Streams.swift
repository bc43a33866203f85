import Model
import NeuralNetwork

/// The random numbers of a training after its start: one generator for all, as in PyTorch, or one for each
/// thing where the seeds say what varies.
struct Streams {
  private var generators: [RandomGenerator]

  /// `random` has drawn the initial values; the generators go on from there, or start from `seeds`.
  init(_ random: RandomGenerator, _ seeds: TrainingSeeds?, _ kind: GeneratorKind) {
    generators =
      seeds.map {
        [
          RandomGenerator(kind, seed: $0.orderGenerator), RandomGenerator(kind, seed: $0.dropoutGenerator),
        ]
      } ?? [random]
  }

  /// The orders of the examples.
  var order: RandomGenerator {
    get { generators[0] }
    _modify { yield &generators[0] }
  }

  /// What dropout leaves out.
  var dropout: RandomGenerator {
    get { generators[generators.count - 1] }
    _modify { yield &generators[generators.count - 1] }
  }
}
