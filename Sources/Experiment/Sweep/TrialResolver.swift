import Declarations
import Model
import YAMLTree

/// Resolves one trial after the other, each field once for every combination of the dimensions that it
/// depends on: in the order of a grid, little is left to do for each trial. What it gives is what
/// `TrialTemplate.resolve` gives.
package struct TrialResolver: Sendable {
  private let template: TrialTemplate
  private let variation: SeedVariation?
  /// The member of every trial's canonical form for what differs between replicates.
  private let variationIdentity: [UInt8]
  /// The fields in the order of the record; no rule of a trial looks at the seed, which is kept apart.
  private let fields: [Field<TrialSpec>]
  private var sections: [DimensionMemo<TrialSection?>]
  private let seedPosition: Int
  private let modelPosition: Int
  /// The model layer by layer, where that will do.
  private var layers: LayerSections?
  private var bodies: DimensionMemo<TrialTemplate.Body?>
  private var identities: DimensionMemo<BodyIdentity>
  private var derivations: DimensionMemo<[TrialTemplate.DerivedNumber]?>
  /// The models that fit their data, losses and metrics; `nil` for one that does not.
  private var fits: DimensionMemo<NetworkGraph?>
  /// The dimensions that anything but the seed depends on.
  package let bodyDimensions: Set<Int>
  /// The dimensions that the seed depends on.
  package let seedDimensions: Set<Int>
  /// The dimensions that the data depend on.
  package let datasetDimensions: Set<Int>

  /// The dimensions that the graph of the model depends on.
  package let shapeDimensions: Set<Int>
  /// Of each derived value, the dimensions that it depends on.
  package let derivedDimensions: Set<Set<Int>>

  /// See `SweepDependencies`.
  package let combinationsToCheck: Set<Set<Int>>

  /// The members of a trial's canonical form before and after its seed.
  private struct BodyIdentity: Sendable {
    var head: [UInt8]
    var tail: [UInt8]
  }

  package init(_ template: TrialTemplate) {
    self.template = template
    variation = template.variation
    var bytes: [UInt8] = []
    if let variation { JSONValue.object([variation.identity]).write(to: &bytes) }
    // Without its braces.
    variationIdentity = Array(bytes.dropFirst().dropLast())
    let dependencies = SweepDependencies(template)
    let sizes = template.dimensions.map(\.count)
    fields = TrialSpec.record.fields
    sections = fields.map {
      DimensionMemo(dependencies.dimensions(ofField: $0.name), sizes: sizes, limit: 16384)
    }
    seedPosition = fields.firstIndex { $0.name == "seed" } ?? fields.endIndex
    modelPosition = fields.firstIndex { $0.name == "model" } ?? fields.endIndex
    layers = LayerSections(template, dependencies, sizes: sizes)
    combinationsToCheck = dependencies.combinationsToCheck
    seedDimensions = dependencies.dimensions(ofField: "seed")
    datasetDimensions = dependencies.dimensions(ofField: "dataset")
    bodyDimensions = fields.reduce(into: dependencies.derived) { dimensions, field in
      if field.name != "seed" { dimensions.formUnion(dependencies.dimensions(ofField: field.name)) }
    }
    bodies = DimensionMemo(bodyDimensions, sizes: sizes, limit: 256)
    identities = DimensionMemo(bodyDimensions, sizes: sizes, limit: 256)
    derivations = DimensionMemo(dependencies.derived, sizes: sizes, limit: 1024)
    let ruled = (TrialValidator.parts(of: template) + [["model"]])
      .reduce(into: Set<Int>()) { $0.formUnion(dependencies.dimensions(at: $1)) }
    shapeDimensions = dependencies.dimensions(ofField: "model").union(datasetDimensions)
    derivedDimensions = Set(template.sweep.derived.map { dependencies.dimensions(of: $0.name) })
    fits = DimensionMemo(ruled, sizes: sizes, limit: 1024)
  }

  /// The combination of dimensions that decides everything but the seed, as a number.
  package func bodyKey(_ assignment: TrialTemplate.Assignment) -> Int { bodies.key(assignment.indices) }

  /// The trial of an assignment. `nil` where something is wrong: `TrialTemplate.resolve` tells what.
  package mutating func resolve(_ assignment: TrialTemplate.Assignment) -> TrialTemplate.Resolved? {
    let indices = assignment.indices
    guard let seed = section(seedPosition, at: indices), let body = body(at: indices) else { return nil }
    return TrialTemplate.Resolved(
      seed: assignment.seed ?? seed.carrier.seed, body: body, variation: variation)
  }

  /// Appends the canonical form of the identity of an assignment's trial, which is one that can be resolved.
  package mutating func writeIdentity(of assignment: TrialTemplate.Assignment, to bytes: inout [UInt8]) {
    let identity = identity(at: assignment.indices)
    bytes.append(UInt8(ascii: "{"))
    let start = bytes.count
    func add(_ members: [UInt8]) {
      guard !members.isEmpty else { return }
      if bytes.count > start { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: members)
    }
    add(identity.head)
    if let replicate = assignment.seed {
      add(TrialSection.identity(ofSeed: replicate))
    } else if let seed = section(seedPosition, at: assignment.indices) {
      add(seed.identity)
    }
    add(identity.tail)
    add(variationIdentity)
    bytes.append(UInt8(ascii: "}"))
  }

  /// The data of an assignment's trial; `nil` where something is wrong with them.
  package mutating func dataset(_ assignment: TrialTemplate.Assignment) -> DatasetDeclaration? {
    guard let position = fields.firstIndex(where: { $0.name == "dataset" }),
      let dataset = section(position, at: assignment.indices)?.dataset
    else { return nil }
    guard let variation, let seed = assignment.seed else { return dataset }
    return variation.dataset(dataset, seed: seed)
  }

  /// The model of an assignment's trial, which is one that can be resolved, and its data.
  package mutating func graph(
    _ assignment: TrialTemplate.Assignment
  ) -> (graph: NetworkGraph, dataset: DatasetDeclaration)? {
    guard let dataset = dataset(assignment), let model = section(modelPosition, at: assignment.indices),
      let graph = try? Network(inputShape: dataset.shape, layers: model.carrier.model.layers).graph()
    else { return nil }
    return (graph, dataset)
  }

  /// The derived values of an assignment's trial, which is one that can be resolved.
  package mutating func derived(_ assignment: TrialTemplate.Assignment) -> [TrialTemplate.DerivedNumber] {
    derivation(at: assignment.indices) ?? []
  }

  private mutating func section(_ position: Int, at indices: [Int]) -> TrialSection? {
    if let known = sections[position].value(at: indices) { return known }
    if position == modelPosition, layers != nil {
      let section = layers?.section(at: indices)
      sections[position].remember(section, at: indices)
      return section
    }
    let field = fields[position]
    var faults = Faults()
    let bound = template.bind(indices, &faults)
    // What cannot be computed is found with the derived values.
    faults = Faults()
    let node = template.field(field.name, bound, &faults)?.value
    let section = faults.isEmpty ? TrialSection(field, node, catalog: template.catalog) : nil
    sections[position].remember(section, at: indices)
    return section
  }

  private mutating func body(at indices: [Int]) -> TrialTemplate.Body? {
    if let known = bodies.value(at: indices) { return known }
    let body = makeBody(at: indices)
    bodies.remember(body, at: indices)
    return body
  }

  /// The derived values, or `nil` where one cannot be computed.
  private mutating func derivation(at indices: [Int]) -> [TrialTemplate.DerivedNumber]? {
    if let known = derivations.value(at: indices) { return known }
    var faults = Faults()
    let derived = template.derived(template.bind(indices, &faults))
    derivations.remember(faults.isEmpty ? derived : nil, at: indices)
    return faults.isEmpty ? derived : nil
  }

  /// The fields but the seed together, where they fit each other.
  private mutating func makeBody(at indices: [Int]) -> TrialTemplate.Body? {
    guard let derived = derivation(at: indices) else { return nil }
    var sections: [TrialSection] = []
    sections.reserveCapacity(fields.count)
    var data: DatasetDeclaration?
    for position in fields.indices {
      guard let section = section(position, at: indices) else { return nil }
      sections.append(section)
      data = data ?? section.dataset
    }
    guard let data, let graph = graph(of: sections, data, at: indices) else { return nil }
    return TrialTemplate.Body(sections: sections, dataset: data, derived: derived, graph: graph)
  }

  /// The model of a trial whose parts fit each other.
  private mutating func graph(
    of sections: [TrialSection], _ dataset: DatasetDeclaration, at indices: [Int]
  ) -> NetworkGraph? {
    if let known = fits.value(at: indices) { return known }
    var faults = Faults()
    let validator = TrialValidator(
      spec: TrialSection.spec(of: sections), dataset: dataset, tree: template.root)
    let graph = validator.validate(&faults)
    fits.remember(faults.isEmpty ? graph : nil, at: indices)
    return faults.isEmpty ? graph : nil
  }

  private mutating func identity(at indices: [Int]) -> BodyIdentity {
    if let known = identities.value(at: indices) { return known }
    func members(_ positions: Range<Int>) -> [UInt8] {
      var members: [UInt8] = []
      for position in positions {
        guard let section = section(position, at: indices), !section.identity.isEmpty else { continue }
        if !members.isEmpty { members.append(UInt8(ascii: ",")) }
        members += section.identity
      }
      return members
    }
    let identity = BodyIdentity(
      head: members(0..<seedPosition), tail: members(seedPosition + 1..<fields.count))
    identities.remember(identity, at: indices)
    return identity
  }
}
