import Declarations
import Sampling
import YAMLTree

/// Reads `random`:
///
///     random:
///       count: 50
///       sampler: sobol
///       space:
///         rate: {log_uniform: [1e-4, 1e-1]}
///         activation: [relu, tanh]
///         optimizer: {cases: {sgd: {space: {momentum: {uniform: [0, 1]}}}, adam: {}}}
struct RandomReader {
  /// The most draws: each of them is looked at when the file is read.
  static let limit = 1_000_000

  /// The declaration but for its space.
  private struct Spec: Sendable {
    var count = 1
    var sampler = SamplerKind.uniform.rawValue
    var seed = 0

    static let record = Record<Spec>(
      "random", "Draws from a space in place of a grid: as many combinations as `count` says.", blank: Spec(),
      fields: [
        Field("count", \.count, .integer(.within(1...limit)), required: true, "The number of draws."),
        Field(
          "sampler", \.sampler, .name(of: "sampler", among: SamplerKind.allCases.map(\.rawValue)),
          "uniform: independent draws; sobol: Sobol's sequence with Owen's scrambling, best with a power of "
            + "2 as the count; latin_hypercube: each of `count` slices of every axis once."),
        Field("seed", \.seed, .integer(.within(0...0xFFFF_FFFF)), "What the draws depend on."),
      ])
  }

  private var keys: [SweepKey] = []
  private var places: [String: Int] = [:]
  /// The names that every draw of the case at hand has.
  private var scope: Set<String> = []
  private var coordinates = 0
  private var isConditional = false

  static let schema: JSONValue = [
    "type": "object", "additionalProperties": false, "required": ["count", "space"],
    "properties": .object(
      Spec.record.properties + [
        .init(
          "space",
          [
            "title": "space", "type": "object", "minProperties": 1,
            "additionalProperties": [
              "anyOf": [
                AxisValuesReader.listSchema, RandomDistribution.type.schema,
                [
                  "type": "object", "additionalProperties": false, "required": ["cases"],
                  "properties": ["cases": ["type": "object", "minProperties": 1]],
                ],
              ]
            ],
          ])
      ]),
  ]

  /// The dimension of a declaration; `nil` where there is a mistake.
  static func dimension(_ node: YAMLNode, _ faults: inout Faults) -> Dimension? {
    guard let mapping = faults.mapping(node) else { return nil }
    var rest = YAMLMapping()
    for entry in mapping.entries where entry.name != "space" { rest.set(entry) }
    var specNode = node
    specNode.content = .mapping(rest)
    let spec = Spec.record.decode(specNode, &faults)
    guard let space = mapping["space"] else {
      faults.add(.missingKey(key: "space", owner: Spec.record.name), at: node)
      return nil
    }
    var reader = RandomReader()
    let variables = faults.reading("space") { reader.variables(space, &$0) }
    guard let spec, let variables, let kind = SamplerKind(rawValue: spec.sampler) else { return nil }
    do throws(SamplingError) {
      let sampler = try kind.sampler(
        count: spec.count, dimensions: reader.coordinates, seed: UInt64(spec.seed))
      return Dimension(
        reader.keys, RandomPoints(sampler, variables, keys: reader.keys.count),
        isConditional: reader.isConditional)
    } catch {
      faults.add(Fault(SequenceFault(subject: "random", error: error), at: node))
      return nil
    }
  }

  private mutating func variables(_ node: YAMLNode, _ faults: inout Faults) -> [RandomVariable]? {
    guard let mapping = faults.mapping(node) else { return nil }
    if mapping.entries.isEmpty {
      faults.add(.wrongCount(subject: "space", requirement: "at least 1", found: 0), at: node)
      return nil
    }
    let variables = mapping.entries.compactMap { variable($0, &faults) }
    return variables.count == mapping.entries.count ? variables : nil
  }

  private mutating func variable(_ entry: YAMLMapping.Entry, _ faults: inout Faults) -> RandomVariable? {
    guard
      faults.reading("the axis", { ValueType<String>.identifier.decode(entry.key, &$0) }) != nil
    else { return nil }
    if let cases = entry.value.mapping, cases.entries.count == 1, cases.entries[0].name == "cases" {
      return self.cases(entry, cases.entries[0].value, &faults)
    }
    let key = place(entry, .axis, &faults)
    if entry.value.sequence != nil {
      guard let values = AxisValuesReader.list(entry, &faults) else { return nil }
      return .choice(
        key: key, keyNode: entry.key, values,
        DrawnColumn(.choice(among: values.count), coordinate: coordinate()))
    }
    guard
      let declared = faults.reading(
        entry.name, { RandomDistribution.type.decode(entry.value, &$0) })
    else { return nil }
    do throws(SamplingError) {
      return .number(
        key: key, keyNode: entry.key, place: entry.value,
        DrawnColumn(.distribution(try declared.mapping()), coordinate: coordinate()))
    } catch {
      faults.add(Fault(SequenceFault(subject: entry.name, error: error), at: entry.value))
      return nil
    }
  }

  private mutating func cases(
    _ entry: YAMLMapping.Entry, _ node: YAMLNode, _ faults: inout Faults
  ) -> RandomVariable? {
    guard let mapping = faults.mapping(node, "a mapping of cases"), !mapping.entries.isEmpty else {
      return nil
    }
    let key = place(entry, .label, &faults)
    let own = coordinate()
    isConditional = true
    var cases: [RandomVariable.Case] = []
    let outer = scope
    for item in mapping.entries {
      let isEmpty = item.value.scalar.map { $0.isPlain && $0.text.isEmpty } ?? false
      guard let parts = isEmpty ? YAMLMapping() : faults.mapping(item.value) else { continue }
      var bindings: [PointValue] = []
      var variables: [RandomVariable] = []
      for part in parts.entries {
        if part.name == "space" {
          faults.reading(item.name) { faults in
            if let found = self.variables(part.value, &faults) { variables += found }
          }
        } else {
          bindings.append(
            PointValue(
              key: place(part, .binding, &faults), keyNode: part.key, node: part.value,
              value: AxisValue(part.value)))
        }
      }
      cases.append(
        RandomVariable.Case(
          label: item.key, value: AxisValue(item.key), bindings: bindings, variables: variables))
      scope = outer
    }
    return cases.count == mapping.entries.count
      ? .cases(
        key: key, keyNode: entry.key, cases, DrawnColumn(.choice(among: cases.count), coordinate: own)) : nil
  }

  private mutating func coordinate() -> Int {
    defer { coordinates += 1 }
    return coordinates
  }

  private mutating func place(_ entry: YAMLMapping.Entry, _ role: SweepKey.Role, _ faults: inout Faults)
    -> Int
  {
    if !scope.insert(entry.name).inserted {
      faults.add(.duplicateName(category: "name", name: entry.name), at: entry.key)
    }
    if let place = places[entry.name] {
      if role != .binding { keys[place] = SweepKey(name: entry.name, node: entry.key, role: role) }
      return place
    }
    keys.append(SweepKey(name: entry.name, node: entry.key, role: role))
    places[entry.name] = keys.count - 1
    return keys.count - 1
  }
}
