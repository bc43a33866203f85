import Model

extension TrialTemplate {
  /// A trial with everything resolved. The seed is apart: trials that differ in nothing else share the rest.
  package struct Resolved: Sendable {
    package let seed: Int
    let body: Body
    /// What differs between replicates; nothing where all random numbers come from one stream.
    let variation: SeedVariation?

    package var spec: TrialSpec {
      var spec = body.spec
      spec.seed = seed
      return spec
    }
    package var dataset: DatasetDeclaration { variation?.dataset(body.dataset, seed: seed) ?? body.dataset }
    /// Where the random numbers of the training start; `nil` where all come from one stream from the seed.
    package var trainingSeeds: TrainingSeeds? { variation?.trainingSeeds(seed: seed) }
    package var derived: [DerivedNumber] { body.derived }
    /// The digest of the data, without the rest of them.
    package var datasetDigest: String { variation == nil ? body.dataset.digest : dataset.digest }
    package var network: FittedNetwork { body.network }
    package var graph: NetworkGraph { network.graph }
  }

  /// A derived value of a trial; `nil` where it is computed from what the trial does not have.
  package typealias DerivedNumber = (name: String, value: SweepNumber?)

  /// A trial but for its seed. (A class: specs are large, and this is handed around for every trial.)
  final class Body: Sendable {
    private let content: Content
    let dataset: DatasetDeclaration
    let derived: [DerivedNumber]
    let network: FittedNetwork

    /// The spec with any seed, or the fields that it is made of: few of a million trials that are planned are
    /// asked for theirs.
    private enum Content: Sendable {
      case spec(TrialSpec)
      case sections([TrialSection])
    }

    init(
      spec: TrialSpec, dataset: DatasetDeclaration, derived: [DerivedNumber], network: FittedNetwork
    ) {
      content = .spec(spec)
      self.dataset = dataset
      self.derived = derived
      self.network = network
    }

    /// Of a section of each field of the record, in order.
    init(
      sections: [TrialSection], dataset: DatasetDeclaration, derived: [DerivedNumber],
      network: FittedNetwork
    ) {
      content = .sections(sections)
      self.dataset = dataset
      self.derived = derived
      self.network = network
    }

    var spec: TrialSpec {
      switch content {
      case .spec(let spec): return spec
      case .sections(let sections): return TrialSection.spec(of: sections)
      }
    }
  }
}
