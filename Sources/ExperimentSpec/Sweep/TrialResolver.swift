import YAMLTree

/// Resolves one trial after the other, each field once for every combination of the axes that it depends on: in the
/// order of a grid, little is left to do for each trial. What it gives is what `TrialTemplate.resolve` gives.
package struct TrialResolver: Sendable {
  private let template: TrialTemplate
  private let paths: [[String]?]
  /// The fields in the order of the record; no rule of a trial looks at the seed, which is kept apart.
  private let fields: [Field<TrialSpec>]
  private var sections: [AxisMemo<TrialSection?>]
  private let seedPosition: Int
  private var bodies: AxisMemo<Body?>
  private var derivations: AxisMemo<[(name: String, value: SweepNumber)]?>
  /// The body made last, and which section each of its fields is from.
  private var draft = TrialSpec.record.blank
  private var draftKeys: [Int?]
  /// The axes that anything but the seed depends on.
  package let bodyAxes: Set<Int>
  /// The axes that the seed depends on.
  package let seedAxes: Set<Int>

  /// A trial but for its seed.
  private final class Body: Sendable {
    let trial: TrialTemplate.Resolved
    /// Its canonical form before and after the seed.
    let head: [UInt8]
    let tail: [UInt8]

    init(_ trial: TrialTemplate.Resolved, head: [UInt8], tail: [UInt8]) {
      self.trial = trial
      self.head = head
      self.tail = tail
    }
  }

  package init(_ template: TrialTemplate) {
    self.template = template
    let dependencies = SweepDependencies(template)
    let sizes = template.sweep.axes.map(\.values.count)
    paths = dependencies.paths
    fields = TrialSpec.record.fields
    sections = fields.map { AxisMemo(dependencies.axes(ofField: $0.name), sizes: sizes, limit: 16384) }
    seedPosition = fields.firstIndex { $0.name == "seed" } ?? fields.endIndex
    seedAxes = dependencies.axes(ofField: "seed")
    bodyAxes = fields.reduce(into: dependencies.derived) { axes, field in
      if field.name != "seed" { axes.formUnion(dependencies.axes(ofField: field.name)) }
    }
    bodies = AxisMemo(bodyAxes, sizes: sizes, limit: 1024)
    derivations = AxisMemo(dependencies.derived, sizes: sizes, limit: 1024)
    draftKeys = fields.map { _ in nil }
  }

  /// The combination of axes that decides everything but the seed, as a number.
  package func bodyKey(_ assignment: TrialTemplate.Assignment) -> Int { bodies.key(assignment.indices) }

  /// The trial of an assignment; the canonical form of its identity is appended to `identity`. `nil` where something
  /// is wrong: `TrialTemplate.resolve` tells what.
  package mutating func resolve(
    _ assignment: TrialTemplate.Assignment, identity: inout [UInt8]
  ) -> TrialTemplate.Resolved? {
    let indices = assignment.indices
    guard let seed = section(seedPosition, at: indices), let body = body(at: indices) else { return nil }
    var trial = body.trial
    identity.append(contentsOf: body.head)
    if let replicate = assignment.seed {
      trial.spec.seed = replicate
      identity.append(contentsOf: TrialSection.identity("seed", .integer(replicate)))
    } else {
      trial.spec.seed = seed.carrier.seed
      identity.append(contentsOf: seed.identity)
    }
    identity.append(contentsOf: body.tail)
    return trial
  }

  private mutating func section(_ position: Int, at indices: [Int]) -> TrialSection? {
    if let known = sections[position].value(at: indices) { return known }
    let field = fields[position]
    var faults = Faults()
    let (bindings, _) = template.bind(indices, paths, &faults)
    let tree = template.fill(template.root.keeping([field.name]), indices, paths, bindings)
    let section = TrialSection(field, tree.mapping?[field.name], catalog: template.catalog)
    sections[position].remember(section, at: indices)
    return section
  }

  private mutating func body(at indices: [Int]) -> Body? {
    if let known = bodies.value(at: indices) { return known }
    let body = makeBody(at: indices)
    bodies.remember(body, at: indices)
    return body
  }

  /// The derived values, or `nil` where one cannot be computed.
  private mutating func derivation(at indices: [Int]) -> [(name: String, value: SweepNumber)]? {
    if let known = derivations.value(at: indices) { return known }
    var faults = Faults()
    let (_, derived) = template.bind(indices, paths, &faults)
    derivations.remember(faults.isEmpty ? derived : nil, at: indices)
    return faults.isEmpty ? derived : nil
  }

  /// The fields but the seed together, where they fit each other.
  private mutating func makeBody(at indices: [Int]) -> Body? {
    guard let derived = derivation(at: indices) else { return nil }
    var dataset: DatasetSpec?
    var head: [UInt8] = [UInt8(ascii: "{")], tail: [UInt8] = []
    for position in fields.indices where position != seedPosition {
      guard let section = section(position, at: indices) else { return nil }
      let key = sections[position].key(indices)
      if draftKeys[position] != key {
        fields[position].copy(section.carrier, &draft)
        draftKeys[position] = key
      }
      if let data = section.dataset { dataset = data }
      if section.identity.isEmpty { continue }
      if position < seedPosition {
        head += section.identity
        head.append(UInt8(ascii: ","))
      } else {
        tail.append(UInt8(ascii: ","))
        tail += section.identity
      }
    }
    tail.append(UInt8(ascii: "}"))
    var faults = Faults()
    guard let dataset,
      let shapes = TrialValidator(spec: draft, dataset: dataset, tree: template.root).validate(&faults),
      faults.isEmpty
    else { return nil }
    return Body(
      .init(spec: draft, dataset: dataset, derived: derived, shapes: shapes), head: head, tail: tail)
  }
}
