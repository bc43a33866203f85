import Declarations
import Model

/// What differs from replicate to replicate where that was said: `seeds: {count: 20, vary: [init]}`. What
/// does not differ is drawn from the experiment's seed.
package struct SeedVariation: Hashable, Sendable {
  package let varied: Set<SeedSource>
  let experimentSeed: Int

  private func seed(of source: SeedSource, replicate seed: Int) -> Int {
    varied.contains(source) ? seed : experimentSeed
  }

  func trainingSeeds(seed: Int) -> TrainingSeeds {
    TrainingSeeds(
      initialValues: self.seed(of: .initialValues, replicate: seed),
      order: self.seed(of: .order, replicate: seed),
      dropout: self.seed(of: .dropout, replicate: seed))
  }

  /// The data of a replicate; their split, where it differs, is drawn from the replicate's seed.
  func dataset(_ dataset: DatasetDeclaration, seed: Int) -> DatasetDeclaration {
    guard varied.contains(.split), dataset.split != nil else { return dataset }
    var dataset = dataset
    dataset.split?.seed = seed
    dataset.updateDigest()
    return dataset
  }

  /// Its part in the identity of a trial, beside the replicate's seed.
  var identity: JSONValue.Member {
    let names = varied.map(\.rawValue).sorted().map { JSONValue.string($0) }
    return .init("vary", ["from": .integer(experimentSeed), "sources": .array(names)])
  }
}
