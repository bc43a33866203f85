import Declarations
import YAMLTree

/// A value computed from the axes of a trial and from other derived values.
package struct DerivedValue: Sendable {
  package var name: String
  package var expression: Expression
  var key: YAMLNode
  var node: YAMLNode
}

extension ValueType where Value == [DerivedValue] {
  static var derived: ValueType {
    ValueType(
      schema: ["type": "object", "additionalProperties": ["type": ["string", "number"]]],
      encode: { values in .object(values.map { .init($0.name, .string($0.node.flowText)) }) },
      decode: { node, faults in
        guard let mapping = faults.mapping(node) else { return nil }
        let values = mapping.entries.compactMap { entry -> DerivedValue? in
          guard ValueType<String>.identifier.decode(entry.key, &faults) != nil,
            let expression = faults.reading(
              entry.name, { ValueType<Expression>.expression.decode(entry.value, &$0) })
          else { return nil }
          return DerivedValue(name: entry.name, expression: expression, key: entry.key, node: entry.value)
        }
        return values.count == mapping.entries.count ? ordered(values, &faults) : nil
      })
  }

  /// The values in the order of the file, but each after those that it is computed from; `nil` where some are
  /// computed from each other.
  private static func ordered(_ values: [DerivedValue], _ faults: inout Faults) -> [DerivedValue]? {
    let places = Dictionary(values.enumerated().map { ($1.name, $0) }) { first, _ in first }
    let sources = values.map { value in value.expression.names.compactMap { places[$0.name] } }
    var order: [DerivedValue] = []
    var isDone = values.map { _ in false }
    // The values on the way to the one that is looked at, each with how many of its sources were.
    var way: [(place: Int, next: Int)] = []
    var isOnWay = values.map { _ in false }
    for start in values.indices where !isDone[start] {
      way.append((start, 0))
      isOnWay[start] = true
      while let (place, next) = way.last {
        guard next < sources[place].count else {
          way.removeLast()
          (isOnWay[place], isDone[place]) = (false, true)
          order.append(values[place])
          continue
        }
        way[way.count - 1].next += 1
        let source = sources[place][next]
        if isOnWay[source] {
          let circle = way.drop { $0.place != source }.map { values[$0.place].name } + [values[source].name]
          faults.add(.derivedFromItself(circle), at: values[source].key)
          return nil
        }
        if !isDone[source] {
          way.append((source, 0))
          isOnWay[source] = true
        }
      }
    }
    return order
  }
}
