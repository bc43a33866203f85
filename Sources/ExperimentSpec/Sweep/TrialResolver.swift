import YAMLTree

/// Resolves one trial after the other, each field once for every combination of the axes that it depends on: in the
/// order of a grid, little is left to do for each trial. What it gives is what `TrialTemplate.resolve` gives.
package struct TrialResolver: Sendable {
  private let template: TrialTemplate
  private let paths: [[String]?]
  /// The fields in the order of the record; no rule of a trial looks at the seed, which is kept apart.
  private var fields: [(field: Field<TrialSpec>, memo: AxisMemo<TrialSection?>)]
  private let seedPosition: Int
  private var bodies: AxisMemo<Body?>
  /// The axes that anything but the seed depends on.
  package let bodyAxes: Set<Int>
  /// The axes that the seed depends on.
  package let seedAxes: Set<Int>

  /// A trial but for its seed.
  private struct Body: Sendable {
    var trial: TrialTemplate.Resolved
    /// Its canonical form before and after the seed.
    var head: [UInt8]
    var tail: [UInt8]
  }

  package init(_ template: TrialTemplate) {
    self.template = template
    let dependencies = SweepDependencies(template)
    let sizes = template.sweep.axes.map(\.values.count)
    paths = dependencies.paths
    fields = TrialSpec.record.fields.map { field in
      (field, AxisMemo(dependencies.axes(ofField: field.name), sizes: sizes))
    }
    seedPosition = fields.firstIndex { $0.field.name == "seed" } ?? fields.endIndex
    seedAxes = dependencies.axes(ofField: "seed")
    bodyAxes = fields.reduce(into: dependencies.derived) { axes, entry in
      if entry.field.name != "seed" { axes.formUnion(dependencies.axes(ofField: entry.field.name)) }
    }
    bodies = AxisMemo(bodyAxes, sizes: sizes)
  }

  /// The combination of axes that decides everything but the seed, as a number.
  package func bodyKey(_ assignment: TrialTemplate.Assignment) -> Int { bodies.key(assignment.indices) }

  /// The trial of an assignment.
  /// - Parameter identity: where the canonical form of the trial's identity is appended.
  /// - Returns: `nil` where something is wrong: `TrialTemplate.resolve` tells what.
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
    if let known = fields[position].memo.value(at: indices) { return known }
    var faults = Faults()
    let field = fields[position].field
    let (bindings, _) = template.bind(indices, paths, &faults)
    let tree = template.fill(template.root.keeping([field.name]), indices, paths, bindings)
    let section = TrialSection(field, tree.mapping?[field.name], catalog: template.catalog)
    fields[position].memo.remember(section, at: indices)
    return section
  }

  private mutating func body(at indices: [Int]) -> Body? {
    if let known = bodies.value(at: indices) { return known }
    let body = makeBody(at: indices)
    bodies.remember(body, at: indices)
    return body
  }

  /// The fields but the seed together, where they fit each other.
  private mutating func makeBody(at indices: [Int]) -> Body? {
    var faults = Faults()
    let (_, derived) = template.bind(indices, paths, &faults)
    guard faults.isEmpty else { return nil }
    var spec = TrialSpec.record.blank
    var dataset: DatasetSpec?
    var head: [UInt8] = [UInt8(ascii: "{")], tail: [UInt8] = []
    for position in fields.indices where position != seedPosition {
      guard let section = section(position, at: indices) else { return nil }
      fields[position].field.copy(section.carrier, &spec)
      if let data = section.dataset { dataset = data }
      if section.identity.isEmpty { continue }
      if position < seedPosition {
        head += section.identity + [UInt8(ascii: ",")]
      } else {
        tail += [UInt8(ascii: ",")] + section.identity
      }
    }
    guard let dataset,
      let shapes = TrialValidator(spec: spec, dataset: dataset, tree: template.root).validate(&faults), faults.isEmpty
    else { return nil }
    return Body(
      trial: .init(spec: spec, dataset: dataset, derived: derived, shapes: shapes), head: head,
      tail: tail + [UInt8(ascii: "}")])
  }
}
