import Declarations
import Model
import YAMLTree

/// Looks at every point of a sweep: at the trial of the first points of all dimensions, and for each other
/// point of a dimension at that trial with its values in place. What is found is what `TrialTemplate.resolve`
/// finds; but a field of the trial is read again only where the dimension reaches it, so that a thousand
/// learning rates do not read the data a thousand times.
///
///     sweep: {grid: {rate: [0.1, 0.2]}}      seed    dataset    model    training
///     first trial                            read    read       read     read
///     rate = 0.2                             .       .          .        read
struct TrialProbes: Sequence, IteratorProtocol {
  /// What the report has to know of a trial without mistakes.
  struct Trial {
    let dataset: DatasetDeclaration
    let measurements: Set<Measurement>
    let stops: Bool

    init(_ spec: TrialSpec, _ dataset: DatasetDeclaration) {
      self.dataset = dataset
      measurements = spec.measurements(on: dataset)
      stops = spec.training.stop != nil
    }
  }

  /// A trial, or what is wrong with it.
  typealias Probe = (trial: Trial?, faults: Faults)

  /// A field of the trial as it was read. (A class: specs are large.)
  private final class Section {
    /// The field in the file, with its values in place; `nil` where the file does not have it.
    let entry: YAMLMapping.Entry?
    /// A spec of which this field alone is set; `nil` where it could not be read.
    let carrier: TrialSpec?
    let faults: Faults

    init(_ entry: YAMLMapping.Entry?, _ carrier: TrialSpec?, _ faults: Faults) {
      self.entry = entry
      self.carrier = carrier
      self.faults = faults
    }
  }

  private let template: TrialTemplate
  private let fields = TrialSpec.record.fields
  private let dependencies: SweepDependencies
  /// The dimensions that each field depends on.
  private let fieldDimensions: [Set<Int>]
  /// The dimensions that the rules of `TrialValidator` depend on, and what is measured.
  private let ruleDimensions: Set<Int>
  /// For each dimension, which of the derived values are computed from it.
  private var derivedFrom: [Int: [Int]] = [:]

  /// The dimension that is not at its first point, and which point it is at.
  private var current = (dimension: -1, index: 0)
  /// What all names stand for at that point.
  private var bound = TrialTemplate.Bound()
  /// What is wrong with each derived value.
  private var derivedFaults: [Int: Fault] = [:]
  /// The fields of the trial of the first values.
  private var sections: [Section] = []
  /// The data of the first values, where they were looked for.
  private var data: (declaration: DatasetDeclaration?, faults: Faults)?
  /// What the rules found of the first values, where they were applied.
  private var verdict: Probe?
  /// The trial of the first values.
  private var firstProbe: Probe?
  /// What the values of the current dimension have to be for its trials to be as the first one; `nil` where
  /// that is not known.
  private var demands: [Demand]?
  /// Where each `$name` stands in the file.
  private lazy var places = template.root.referencePaths

  /// The points of random dimensions and of long axes, most of which differ in numbers alone.
  private var drawn: DrawnProbes
  /// Whether those of the current dimension are looked at so.
  private var isDrawn = false

  /// What the value of a name or path of the sweep has to be.
  private struct Demand {
    let name: String
    let part: ValuePart
  }

  init(_ template: TrialTemplate, _ dependencies: SweepDependencies) {
    self.template = template
    self.dependencies = dependencies
    drawn = DrawnProbes(template)
    fieldDimensions = fields.map { dependencies.dimensions(ofField: $0.name) }
    ruleDimensions = (TrialValidator.parts(of: template) + [["model"]])
      .reduce(into: []) { $0.formUnion(dependencies.dimensions(at: $1)) }
    for (position, value) in template.sweep.derived.enumerated() {
      for dimension in dependencies.dimensions(of: value.name) {
        derivedFrom[dimension, default: []].append(position)
      }
    }
  }

  mutating func next() -> Probe? {
    guard let firstProbe else {
      firstProbe = first()
      return firstProbe
    }
    guard advance() else { return nil }
    if isDrawn { return draw() ?? next() }
    if let demands, areMet(demands) { return firstProbe }
    var sections = sections
    for position in fields.indices where fieldDimensions[position].contains(current.dimension) {
      sections[position] = read(fields[position])
    }
    return probe(sections)
  }

  /// Goes through the points of the current dimension from the current one to the next that is wrong, or of
  /// which something else is measured than of those before it; `nil` where there is none.
  private mutating func draw() -> Probe? {
    let dimension = current.dimension
    guard let index = drawn.next(of: dimension, from: current.index) else {
      current.index = template.dimensions[dimension].count - 1
      return nil
    }
    current.index = index
    var indices = template.dimensions.map { _ in 0 }
    indices[dimension] = index
    let assignment = TrialTemplate.Assignment(indices: indices, seed: nil)
    guard let trial = drawn.resolver.resolve(assignment) else {
      return (nil, template.resolve(assignment).faults)
    }
    return (Trial(trial.spec, trial.dataset), Faults())
  }

  /// The trial of the first values.
  private mutating func first() -> Probe {
    bindAll()
    sections = fields.map { read($0) }
    return probe(sections)
  }

  /// Gives every name its value from nothing: a point may leave names without one.
  private mutating func bindAll() {
    bound = TrialTemplate.Bound()
    bound.reserve(template.definedKeys.count)
    for dimension in template.dimensions.indices {
      template.bind(dimension, to: dimension == current.dimension ? current.index : 0, &bound)
    }
    derive(Array(template.sweep.derived.indices))
  }

  /// Goes on to the next point of a dimension that is not its first one.
  /// - Returns: false where there is none.
  private mutating func advance() -> Bool {
    let dimensions = template.dimensions
    if current.dimension >= 0, current.index + 1 < dimensions[current.dimension].count {
      if isDrawn {
        current.index += 1
      } else {
        move(current.dimension, to: current.index + 1)
      }
      return true
    }
    if current.index > 0, !isDrawn { move(current.dimension, to: 0) }
    for next in (current.dimension + 1)..<dimensions.count where dimensions[next].count > 1 {
      demands = dimensions[next].isRandom ? nil : demands(of: next)
      // Where nothing is made of a dimension's values, its trials are as the first one.
      if demands?.isEmpty == true, derivedFrom[next] == nil { continue }
      // A number that only has to be one of some sort, as `demands` say, is checked fastest one by one.
      isDrawn = dimensions[next].hasNumbers && (demands == nil || derivedFrom[next] != nil)
      if isDrawn {
        current = (next, 1)
      } else {
        move(next, to: 1)
      }
      return true
    }
    return false
  }

  /// What the values of a dimension have to be for its trials to be as the first one: each has a place of its
  /// own, where nothing beside it matters. `nil` where that is not so, or the first value is wrong.
  private mutating func demands(of dimension: Int) -> [Demand]? {
    guard !ruleDimensions.contains(dimension) else { return nil }
    let names =
      template.dimensions[dimension].keys.filter { $0.role != .label }.map(\.name)
      + (derivedFrom[dimension] ?? []).map { template.sweep.derived[$0].name }
    var demands: [Demand] = []
    for name in names {
      guard !template.namesInValues.contains(name) else { return nil }
      let path = template.paths[name]
      for place in path.map({ [$0] }) ?? places[name] ?? [] {
        guard dependencies.pathCount(at: place) == (path == nil ? 0 : 1),
          let part = TrialSpec.record.part(at: place)
        else { return nil }
        demands.append(Demand(name: name, part: part))
      }
    }
    return areMet(demands) ? demands : nil
  }

  private func areMet(_ demands: [Demand]) -> Bool {
    derivedFaults.isEmpty
      && demands.allSatisfy { demand in
        bound.values[demand.name].map { demand.part.accepts($0.node) } ?? false
      }
  }

  private mutating func move(_ dimension: Int, to index: Int) {
    current = (dimension, index)
    guard !template.dimensions[dimension].isConditional else { return bindAll() }
    template.bind(dimension, to: index, &bound)
    derive(derivedFrom[dimension] ?? [])
  }

  /// Computes some derived values, each of which may be used by those after it.
  private mutating func derive(_ positions: [Int]) {
    for position in positions { derivedFaults[position] = template.derive(position, &bound) }
  }

  private func read(_ field: Field<TrialSpec>) -> Section {
    var (spec, faults) = (TrialSpec.record.blank, Faults())
    let entry = template.field(field.name, bound, &faults)
    let isRead =
      entry.map { entry in faults.reading(entry.name) { field.decode(entry.value, &spec, &$0) } }
      ?? !field.isRequired
    return Section(entry, isRead ? spec : nil, faults)
  }

  /// The trial of some fields, in which the current dimension is at its current point.
  private mutating func probe(_ sections: [Section]) -> Probe {
    guard derivedFaults.isEmpty, sections.allSatisfy({ $0.carrier != nil && $0.faults.isEmpty }) else {
      return (nil, faults(of: sections))
    }
    if ruleDimensions.contains(current.dimension) { return judge(sections) }
    let verdict = verdict ?? judge(sections)
    self.verdict = verdict
    return verdict
  }

  /// The mistakes of what is derived, of each field in the order of the file, and then what is not there.
  private func faults(of sections: [Section]) -> Faults {
    let tree = tree(of: sections)
    var faults = Faults()
    for (_, fault) in derivedFaults.sorted(by: { $0.key < $1.key }) { faults.add(fault) }
    let found = Dictionary(zip(fields.map(\.name), sections)) { first, _ in first }
    for entry in tree.mapping?.entries ?? [] {
      if let section = found[entry.name] { faults.add(contentsOf: section.faults) }
    }
    for (field, section) in zip(fields, sections) where field.isRequired && section.entry == nil {
      faults.add(.missingKey(key: field.name, owner: TrialSpec.record.name), at: tree)
    }
    return faults
  }

  /// Whether fields that were all read fit each other.
  private mutating func judge(_ sections: [Section]) -> Probe {
    let tree = tree(of: sections)
    var (spec, faults) = (TrialSpec.record.blank, Faults())
    for (field, section) in zip(fields, sections) {
      if let carrier = section.carrier { field.copy(carrier, &spec) }
    }
    guard let dataset = dataset(of: spec, at: tree, &faults),
      TrialValidator(spec: spec, dataset: dataset, tree: tree).validate(&faults) != nil
    else { return (nil, faults) }
    return (Trial(spec, dataset), faults)
  }

  /// The data of a trial; those of the first values are looked for once.
  private mutating func dataset(of spec: TrialSpec, at tree: YAMLNode, _ faults: inout Faults)
    -> DatasetDeclaration?
  {
    let isFirst = !zip(fields, fieldDimensions).contains {
      $0.name == "dataset" && $1.contains(current.dimension)
    }
    if isFirst, let data {
      faults.add(contentsOf: data.faults)
      return data.declaration
    }
    var found = Faults()
    let declaration = template.catalog.dataset(spec.dataset, at: tree.deepest(on: ["dataset"]), &found)
    if isFirst { data = (declaration, found) }
    faults.add(contentsOf: found)
    return declaration
  }

  /// The file with the values in place.
  private func tree(of sections: [Section]) -> YAMLNode {
    var tree = template.root
    guard var mapping = tree.mapping else { return tree }
    for case let entry? in sections.map(\.entry) { mapping.set(entry) }
    tree.content = .mapping(mapping)
    return tree
  }
}
