import Declarations
import Model
import YAMLTree

/// Resolves one trial after the other, each field once for every combination of the dimensions that it
/// depends on: in the order of a grid, little is left to do for each trial. What it gives is what
/// `TrialTemplate.resolve` gives.
package struct TrialResolver: Sendable {
  let template: TrialTemplate
  private let variation: SeedVariation?
  /// The member of every trial's canonical form for what differs between replicates.
  private let variationIdentity: [UInt8]
  /// The fields in the order of the record; no rule of a trial looks at the seed, which is kept apart.
  let fields: [FieldSource]
  private var sections: [FactorMemo<TrialSection?>]
  /// How the fields depend on drawn numbers; `nil` stands for one that has no pattern.
  var patterns: [FactorMemo<FieldPattern?>]
  /// The numbers of the sweep that may be in each field, if any.
  let numberNames: [[NumberName]]
  /// Where the combination at hand stands.
  var levels: FactorLevels
  private let seedPosition: Int
  private let modelPosition: Int
  private let datasetPosition: Int
  private let trainingPosition: Int
  /// The model layer by layer, where that will do.
  private var layers: LayerSections?
  private var bodies: FactorMemo<TrialTemplate.Body?>
  private let bodyKey: FactorKey
  /// The last seed of a replicate with its member of the canonical form.
  private var lastSeed: (seed: Int, identity: [UInt8])?
  private var derivations: FactorMemo<[TrialTemplate.DerivedNumber]?>
  private let derivation: Derivation
  /// The models that fit their data, losses and metrics; `nil` for one that does not.
  var fits: FactorMemo<FittedNetwork?>
  private var costs: FactorMemo<FittedNetwork.Cost?>
  private let shapeKey: FactorKey
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

  /// What tells apart trials of which other things are measured, or of other data, with drawn numbers and
  /// without them.
  private let kinds: (exact: FactorKey, form: FactorKey)

  package init(_ template: TrialTemplate) {
    self.template = template
    variation = template.variation
    var bytes: [UInt8] = []
    if let variation { JSONValue.object([variation.identity]).write(to: &bytes) }
    // Without its braces.
    variationIdentity = Array(bytes.dropFirst().dropLast())
    let dependencies = SweepDependencies(template)
    let sweep = dependencies.sweep
    levels = FactorLevels(sweep, template.dimensions)
    func key(_ factors: Set<Int>, isForm: Bool = false) -> FactorKey {
      FactorKey(factors, of: sweep, template.dimensions, isForm: isForm)
    }
    let record = TrialSpec.record.fields
    let factors = record.map { dependencies.factors(ofField: $0.name) }
    fields = record.map { FieldSource($0, template) }
    sections = factors.map { FactorMemo(key($0), limit: 16384) }
    patterns = factors.map { FactorMemo(key($0, isForm: true), limit: 4096) }
    numberNames = zip(record, factors).map { Self.numberNames(in: $0.name, $1, template, dependencies) }
    seedPosition = record.firstIndex { $0.name == "seed" } ?? fields.endIndex
    modelPosition = record.firstIndex { $0.name == "model" } ?? fields.endIndex
    datasetPosition = record.firstIndex { $0.name == "dataset" } ?? fields.endIndex
    layers = LayerSections(template, dependencies)
    combinationsToCheck = dependencies.combinationsToCheck
    seedDimensions = dependencies.dimensions(ofField: "seed")
    datasetDimensions = dependencies.dimensions(ofField: "dataset")
    let bodyFactors = zip(record, factors).reduce(into: dependencies.derivedFactors) { all, field in
      if field.0.name != "seed" { all.formUnion(field.1) }
    }
    bodyDimensions = sweep.dimensions(of: bodyFactors)
    bodyKey = key(bodyFactors)
    bodies = FactorMemo(bodyKey, limit: 256)
    derivations = FactorMemo(key(dependencies.derivedFactors), limit: 1024)
    derivation = Derivation(template)
    let ruled = (TrialValidator.parts(of: template) + [["model"]])
      .reduce(into: Set<Int>()) { $0.formUnion(dependencies.factors(at: $1)) }
    let shapeFactors = dependencies.factors(ofField: "model").union(dependencies.factors(ofField: "dataset"))
    shapeDimensions = sweep.dimensions(of: shapeFactors)
    shapeKey = key(shapeFactors)
    costs = FactorMemo(shapeKey, limit: 4096)
    derivedDimensions = Set(template.sweep.derived.map { dependencies.dimensions(of: $0.name) })
    fits = FactorMemo(key(ruled), limit: 4096)
    let kindFields = ["training", "dataset"] + (template.mayMeasureNorms ? ["model"] : [])
    let kindFactors = kindFields.reduce(into: Set<Int>()) {
      $0.formUnion(dependencies.factors(ofField: $1))
    }
    kinds = (exact: key(kindFactors), form: key(kindFactors, isForm: true))
    trainingPosition = record.firstIndex { $0.name == "training" } ?? fields.endIndex
  }

  /// The trial of an assignment. `nil` where something is wrong: `TrialTemplate.resolve` tells what.
  package mutating func resolve(_ assignment: TrialTemplate.Assignment) -> TrialTemplate.Resolved? {
    levels.move(to: assignment.indices)
    guard let seed = section(seedPosition), let body = body() else { return nil }
    return TrialTemplate.Resolved(
      seed: assignment.seed ?? seed.seed ?? template.firstSeed, body: body, variation: variation)
  }

  /// Appends the canonical form of the identity of an assignment's trial, which is one that can be resolved.
  package mutating func writeIdentity(of assignment: TrialTemplate.Assignment, to bytes: inout [UInt8]) {
    levels.move(to: assignment.indices)
    bytes.append(UInt8(ascii: "{"))
    let start = bytes.count
    for position in fields.indices {
      let end = bytes.count
      if end > start { bytes.append(UInt8(ascii: ",")) }
      let first = bytes.count
      writeMember(position, assignment.seed, to: &bytes)
      if bytes.count == first { bytes.removeSubrange(end...) }
    }
    if !variationIdentity.isEmpty {
      if bytes.count > start { bytes.append(UInt8(ascii: ",")) }
      bytes += variationIdentity
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Appends the canonical form of a field, nothing for one that is left out.
  private mutating func writeMember(_ position: Int, _ replicate: Int?, to bytes: inout [UInt8]) {
    if position == seedPosition, let replicate {
      if lastSeed?.seed != replicate { lastSeed = (replicate, TrialSection.identity(ofSeed: replicate)) }
      bytes += lastSeed?.identity ?? []
    } else if !writeFromPattern(position, to: &bytes), let section = section(position) {
      section.writeIdentity(to: &bytes)
    }
  }

  /// The seed of an assignment's trial; `nil` where something is wrong with it.
  package mutating func seed(_ assignment: TrialTemplate.Assignment) -> Int? {
    if let seed = assignment.seed { return seed }
    levels.move(to: assignment.indices)
    return section(seedPosition)?.seed
  }

  /// What the network of an assignment's trial takes, which is one that can be resolved.
  package mutating func cost(_ assignment: TrialTemplate.Assignment) -> FittedNetwork.Cost? {
    levels.move(to: assignment.indices)
    if let known = costs.value(at: levels) { return known }
    let cost = graph().map { FittedNetwork.Cost(of: $0) }
    costs.remember(cost, at: levels)
    return cost
  }

  /// The graph of the model at hand; `nil` where something is wrong with it.
  private mutating func graph() -> NetworkGraph? {
    guard let shape = section(datasetPosition)?.dataset?.shape, let model = section(modelPosition)?.model
    else { return nil }
    return try? model.network(inputShape: shape).graph()
  }

  /// The digest of the data of an assignment's trial; `nil` where something is wrong with them.
  package mutating func datasetDigest(_ assignment: TrialTemplate.Assignment) -> String? {
    if variation != nil { return dataset(assignment)?.digest }
    levels.move(to: assignment.indices)
    return section(datasetPosition)?.datasetDigest
  }

  /// The data of an assignment's trial; `nil` where something is wrong with them.
  package mutating func dataset(_ assignment: TrialTemplate.Assignment) -> DatasetDeclaration? {
    levels.move(to: assignment.indices)
    guard let dataset = section(datasetPosition)?.dataset else { return nil }
    guard let variation, let seed = assignment.seed else { return dataset }
    return variation.dataset(dataset, seed: seed)
  }

  /// The derived values of an assignment's trial, which is one that can be resolved.
  package mutating func derived(_ assignment: TrialTemplate.Assignment) -> [TrialTemplate.DerivedNumber] {
    levels.move(to: assignment.indices)
    return derived() ?? []
  }

  /// What tells an assignment from those that differ from it in nothing but the seed.
  package mutating func bodyKey(_ assignment: TrialTemplate.Assignment) -> FactorKey.Value {
    levels.move(to: assignment.indices)
    return bodyKey(levels)
  }

  /// Whether drawn values decide the graph of trials.
  package var hasRandomShapes: Bool { shapeKey.isRandom }

  /// What decides the graph of an assignment's trial.
  package mutating func shapeKey(_ assignment: TrialTemplate.Assignment) -> FactorKey.Value {
    levels.move(to: assignment.indices)
    return shapeKey(levels)
  }

  /// What decides what is measured of the trial at a combination, which is one that can be resolved, and its
  /// data. A number with a place of its own decides neither.
  mutating func kind(at indices: [Int]) -> FactorKey.Value {
    levels.move(to: indices)
    return pattern(trainingPosition) == nil ? kinds.exact(levels) : kinds.form(levels)
  }

  mutating func section(_ position: Int) -> TrialSection? {
    if let known = sections[position].value(at: levels) { return known }
    let section: TrialSection?
    if position == modelPosition, layers != nil {
      section = layers?.section(at: levels)
    } else {
      section = fromPattern(position) ?? fields[position].read(at: levels.indices)
    }
    sections[position].remember(section, at: levels)
    return section
  }

  mutating func body() -> TrialTemplate.Body? {
    if let known = bodies.value(at: levels) { return known }
    let body = makeBody()
    bodies.remember(body, at: levels)
    return body
  }

  /// The derived values, or `nil` where one cannot be computed.
  mutating func derived() -> [TrialTemplate.DerivedNumber]? {
    if let known = derivations.value(at: levels) { return known }
    let derived = derivation.values(at: levels.indices)
    derivations.remember(derived, at: levels)
    return derived
  }

  /// The fields but the seed together, where they fit each other.
  private mutating func makeBody() -> TrialTemplate.Body? {
    guard let derived = derived() else { return nil }
    var sections: [TrialSection] = []
    sections.reserveCapacity(fields.count)
    var data: DatasetDeclaration?
    for position in fields.indices {
      guard let section = section(position) else { return nil }
      sections.append(section)
      data = data ?? section.dataset
    }
    guard let data, let network = network(of: sections, data) else { return nil }
    return TrialTemplate.Body(sections: sections, dataset: data, derived: derived, network: network)
  }

  /// The network of a trial whose parts fit each other.
  private mutating func network(
    of sections: [TrialSection], _ dataset: DatasetDeclaration
  ) -> FittedNetwork? {
    if let known = fits.value(at: levels) { return known }
    var faults = Faults()
    let validator = TrialValidator(
      spec: TrialSection.spec(of: sections), dataset: dataset, tree: template.root)
    let graph = validator.validate(&faults)
    let network = faults.isEmpty ? graph.map { FittedNetwork($0) } : nil
    fits.remember(network, at: levels)
    return network
  }
}
