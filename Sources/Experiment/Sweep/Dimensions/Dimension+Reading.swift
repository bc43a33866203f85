import Declarations
import YAMLTree

extension ValueType where Value == [Dimension] {
  /// `grid`: axes by their names, a dimension each.
  static var grid: ValueType {
    dimensions(schema: AxisValuesReader.axesSchema, overlay: .axes) { node, faults in
      AxisValuesReader.axes(node, &faults)?.map { axis in
        Dimension(
          [SweepKey(name: axis.name, node: axis.key, role: .axis)],
          AxisPoints(key: axis.key, values: axis.values))
      }
    }
  }

  /// `zip`: axes with as many values each, one dimension; or a list of such.
  static var zip: ValueType {
    dimensions(
      schema: [
        "anyOf": [
          AxisValuesReader.axesSchema,
          ["type": "array", "minItems": 1, "items": AxisValuesReader.axesSchema],
        ]
      ], overlay: .axes
    ) { node, faults in
      var dimensions: [Dimension] = []
      let items = node.sequence ?? [node]
      for item in items {
        if let dimension = zipped(item, &faults) { dimensions.append(dimension) }
      }
      return dimensions.count == items.count ? dimensions : nil
    }
  }

  private static func zipped(_ node: YAMLNode, _ faults: inout Faults) -> Dimension? {
    guard let axes = AxisValuesReader.axes(node, repeat: true, &faults), let first = axes.first else {
      return nil
    }
    if let other = axes.first(where: { $0.values.count != first.values.count }) {
      faults.add(
        .zipCount(
          axis: other.name, found: other.values.count, first: first.name, expected: first.values.count),
        at: other.key)
      return nil
    }
    var seen: [[AxisValue]: Int] = [:]
    for index in 0..<first.values.count {
      let values = axes.map { $0.values[index].value }
      if let earlier = seen.updateValue(index, forKey: values) {
        faults.add(.repeatedPoint(number: index + 1, first: earlier + 1), at: first.values[index].node)
        return nil
      }
    }
    return Dimension(
      axes.map { SweepKey(name: $0.name, node: $0.key, role: .axis) },
      ZipPoints(axes: axes.map { ($0.key, $0.values) }))
  }

  /// `cases`: choices by their names, a dimension each.
  static var cases: ValueType {
    dimensions(
      schema: [
        "type": "object", "minProperties": 1,
        "additionalProperties": [
          "type": "object", "minProperties": 1, "additionalProperties": ["type": ["object", "null"]],
        ],
      ], overlay: .cases
    ) { node, faults in
      guard let mapping = faults.mapping(node) else { return nil }
      let dimensions = mapping.entries.compactMap { CasesReader.dimension($0, &faults) }
      return dimensions.count == mapping.entries.count ? dimensions : nil
    }
  }

  /// `random`: draws from a space, one dimension.
  static var random: ValueType {
    dimensions(schema: RandomReader.schema, overlay: .keys { $0 == "space" ? .axes : .keys }) {
      node, faults in
      RandomReader.dimension(node, &faults).map { [$0] }
    }
  }

  /// `folds`: the parts of the data that are held out in turn, one dimension.
  static var folds: ValueType {
    dimensions(schema: FoldPoints.schema, overlay: .keys) { node, faults in
      FoldPoints.dimension(node, &faults).map { [$0] }
    }
  }

  private static func dimensions(
    schema: @autoclosure @escaping @Sendable () -> JSONValue, overlay: Overlay,
    decode: @escaping @Sendable (YAMLNode, inout Faults) -> [Dimension]?
  ) -> ValueType {
    var type = ValueType(
      schema: schema(),
      encode: { dimensions in .array(dimensions.flatMap(\.keys).map { .string($0.name) }) }, decode: decode)
    type.overlay = overlay
    return type
  }
}

extension Overlay {
  /// Of axes by their names: the values of an axis are replaced as a whole.
  fileprivate static let axes = Overlay.keys { _ in .whole }

  /// Of choices and their cases: what a case binds is replaced as a whole.
  fileprivate static let cases = Overlay.keys { _ in .keys { _ in .keys(ofCase) } }

  @Sendable private static func ofCase(_ key: String) -> Overlay {
    switch key {
    case "grid", "zip": axes
    case "cases": cases
    default: whole
    }
  }
}

extension Faults {
  /// The mapping that a node is; another node is a mistake.
  mutating func mapping(_ node: YAMLNode, _ expected: String = "a mapping") -> YAMLMapping? {
    if let mapping = node.mapping { return mapping }
    add(.wrongType(subject: subject, expected: expected, found: node.summary), at: node)
    return nil
  }
}
