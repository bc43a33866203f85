import Declarations
import YAMLTree

/// The grid of a sweep as it stands in the file.
package struct SweepSpec: Sendable {
  /// The axes in the order of the file; the last one turns fastest.
  package var axes: [Axis] = []
  package var derived: [DerivedValue] = []
  /// The seeds of the replicates; empty where each trial runs once, from the experiment's seed.
  package var seeds: [Int] = []

  /// Every name and path that the sweep gives a value to, in order; one that is there twice comes twice.
  var definedNames: [String] { definedKeys.map { $0.scalar?.text ?? "" } }

  /// Their places in the file.
  var definedKeys: [YAMLNode] {
    var keys: [YAMLNode] = []
    keys.reserveCapacity(axes.count + derived.count)
    for axis in axes {
      keys.append(axis.key)
      keys += axis.boundKeys
    }
    for value in derived { keys.append(value.key) }
    return keys
  }

  /// The `$names` that stand in values of axes and in what their cases bind.
  var namesInValues: Set<String> {
    var names: Set<String> = []
    for axis in axes {
      for value in axis.values {
        for reference in value.node.references { names.insert(reference.name) }
        for binding in value.bindings { names.formUnion(binding.value.references.map(\.name)) }
      }
    }
    return names
  }

  /// The named alternatives of `cases`: axes whose values each bind several names.
  private var cases: [Axis] {
    get { axes.filter(\.hasCases) }
    set { axes = grid + newValue }
  }

  /// The plain axes.
  private var grid: [Axis] {
    get { axes.filter { !$0.hasCases } }
    set { axes = newValue + cases }
  }

  /// A name, or a dotted path into the file, and the values that it takes.
  package struct Axis: Sendable {
    package var name: String
    var key: YAMLNode
    package var values: [Value]
    var hasCases = false

    package struct Value: Sendable {
      /// What the axis itself is.
      var node: YAMLNode
      /// What the node means.
      package let value: AxisValue
      /// What else is bound where the axis has this value: the names and paths of a case.
      var bindings: [YAMLMapping.Entry]

      init(_ node: YAMLNode, bindings: [YAMLMapping.Entry] = []) {
        self.node = node
        self.value = AxisValue(node)
        self.bindings = bindings
      }
    }

    /// The names and paths that the axis binds besides its own, the same in each of its cases.
    var boundKeys: [YAMLNode] { values.first?.bindings.map(\.key) ?? [] }
  }

  static let record = Record(
    "the sweep", "Which values take turns: every combination is a trial.", blank: SweepSpec(),
    fields: [
      Field(
        "grid", \.grid, .axes,
        "Names ($name in the file) or dotted paths (training.optimizer.adam.learning_rate), each with its values."
      ),
      Field(
        "cases", \.cases, .cases,
        "Axes with named values that each bind several names: gate: {and: {targets: [...]}, or: {targets: [...]}}."
      ),
      Field("derive", \.derived, .derived, "Names computed from the axes, such as \"hidden // 2\"."),
      Field(
        "seeds", \.seeds, .seeds,
        "Replicates: every combination runs once from each of these seeds."),
    ])
}

/// A value computed from the axes of a trial and from what was derived before it.
package struct DerivedValue: Sendable {
  package var name: String
  package var expression: Expression
  var key: YAMLNode
  var node: YAMLNode
}

extension ValueType where Value == [SweepSpec.Axis] {
  fileprivate static var axes: ValueType {
    mapping(each: ["type": "array", "minItems": 1], read: axis)
  }

  fileprivate static var cases: ValueType {
    mapping(
      each: ["type": "object", "minProperties": 1, "additionalProperties": ["type": "object"]], read: caseAxis
    )
  }

  /// Axes by their names; `each` is the schema of one.
  private static func mapping(
    each schema: JSONValue,
    read: @escaping @Sendable (YAMLMapping.Entry, inout Faults) -> SweepSpec.Axis?
  ) -> ValueType {
    ValueType(
      schema: ["type": "object", "minProperties": 1, "additionalProperties": schema],
      encode: { axes in
        .object(axes.map { axis in .init(axis.name, .array(axis.values.map { .string($0.node.flowText) })) })
      },
      decode: { node, faults in
        guard let mapping = node.mapping else {
          faults.add(
            .wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
          return nil
        }
        let axes = mapping.entries.compactMap { read($0, &faults) }
        return axes.count == mapping.entries.count ? axes : nil
      })
  }

  private static func axis(_ entry: YAMLMapping.Entry, _ faults: inout Faults) -> SweepSpec.Axis? {
    guard faults.reading("the axis", { ValueType<String>.identifier.decode(entry.key, &$0) }) != nil else {
      return nil
    }
    guard let values = entry.value.sequence else {
      faults.add(
        .wrongType(subject: entry.name, expected: "a list of values", found: entry.value.summary),
        at: entry.value)
      return nil
    }
    if values.isEmpty {
      faults.add(.wrongCount(subject: entry.name, requirement: "at least 1", found: 0), at: entry.value)
      return nil
    }
    let axis = SweepSpec.Axis(
      name: entry.name, key: entry.key, values: values.map { SweepSpec.Axis.Value($0) })
    var firsts: [AxisValue: String] = [:]
    for value in axis.values {
      if let first = firsts[value.value] {
        faults.add(.repeatedValue(axis: axis.name, value: value.value.text, first: first), at: value.node)
      } else {
        firsts[value.value] = value.value.text
      }
    }
    return axis
  }

  private static func caseAxis(_ entry: YAMLMapping.Entry, _ faults: inout Faults) -> SweepSpec.Axis? {
    guard ValueType<String>.identifier.decode(entry.key, &faults) != nil else { return nil }
    guard let cases = entry.value.mapping, !cases.entries.isEmpty else {
      faults.add(
        .wrongType(subject: entry.name, expected: "a mapping of cases", found: entry.value.summary),
        at: entry.value)
      return nil
    }
    let count = faults.count
    let names = cases.entries[0].value.mapping?.entries.map(\.name) ?? []
    let values = cases.entries.map { item -> SweepSpec.Axis.Value in
      guard let bound = item.value.mapping else {
        faults.add(
          .wrongType(subject: item.name, expected: "a mapping of names", found: item.value.summary),
          at: item.value)
        return SweepSpec.Axis.Value(item.key)
      }
      let found = bound.entries.map(\.name)
      if Set(found) != Set(names) { faults.add(.caseNames(found: found, expected: names), at: item.value) }
      return SweepSpec.Axis.Value(item.key, bindings: bound.entries)
    }
    guard faults.count == count else { return nil }
    return SweepSpec.Axis(name: entry.name, key: entry.key, values: values, hasCases: true)
  }
}

extension ValueType where Value == [Int] {
  /// Seeds, each once: the same seed again would only repeat its trial.
  fileprivate static var seeds: ValueType {
    let list = ValueType.list(of: .integer(.within(0...0xFFFF_FFFF)), count: .within(1...100_000))
    return ValueType(schema: list.schema, encode: list.encode) { node, faults in
      guard let seeds = list.decode(node, &faults) else { return nil }
      var seen: Set<Int> = []
      for (item, seed) in zip(node.sequence ?? [], seeds) where !seen.insert(seed).inserted {
        faults.add(.duplicateName(category: "seed", name: "\(seed)"), at: item)
      }
      return seen.count == seeds.count ? seeds : nil
    }
  }
}

extension ValueType where Value == [DerivedValue] {
  fileprivate static var derived: ValueType {
    ValueType(
      schema: ["type": "object", "additionalProperties": ["type": ["string", "number"]]],
      encode: { values in .object(values.map { .init($0.name, .string($0.node.flowText)) }) },
      decode: { node, faults in
        guard let mapping = node.mapping else {
          faults.add(
            .wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
          return nil
        }
        let values = mapping.entries.compactMap { entry -> DerivedValue? in
          guard ValueType<String>.identifier.decode(entry.key, &faults) != nil,
            let expression = faults.reading(
              entry.name, { ValueType<Expression>.expression.decode(entry.value, &$0) })
          else { return nil }
          return DerivedValue(name: entry.name, expression: expression, key: entry.key, node: entry.value)
        }
        return values.count == mapping.entries.count ? values : nil
      })
  }
}

extension YAMLNode {
  /// The node in one line of flow style, scalars as their text.
  package var flowText: String {
    switch content {
    case .scalar(let scalar): scalar.text
    case .sequence(let items): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      "{" + mapping.entries.map { "\($0.name): \($0.value.flowText)" }.joined(separator: ", ") + "}"
    }
  }
}
