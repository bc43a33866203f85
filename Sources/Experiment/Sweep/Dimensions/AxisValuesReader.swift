import Declarations
import Sampling
import YAMLTree

/// Reads axes with their values.
enum AxisValuesReader {
  /// The schema of axes by their names.
  static let axesSchema: JSONValue = [
    "type": "object", "minProperties": 1,
    "additionalProperties": [
      "anyOf": [listSchema, ValueType<any DeclaredSequence>.sequence.schema]
    ],
  ]

  /// The schema of values that the file lists.
  static let listSchema: JSONValue = ["type": "array", "minItems": 1, "items": LabelledValue.schema]

  /// An axis as it stands in the file.
  typealias Axis = (name: String, key: YAMLNode, values: any AxisValues)

  /// Axes by their names; `nil` where there is a mistake. Each value of an axis is there once, unless values
  /// `repeat`, as in a zip, where they are told apart by those beside them.
  static func axes(_ node: YAMLNode, repeat mayRepeat: Bool = false, _ faults: inout Faults) -> [Axis]? {
    guard let mapping = faults.mapping(node) else { return nil }
    let axes = mapping.entries.compactMap { entry -> Axis? in
      guard
        faults.reading("the axis", { ValueType<String>.identifier.decode(entry.key, &$0) }) != nil,
        let values = values(entry, mayRepeat, &faults)
      else { return nil }
      return (entry.name, entry.key, values)
    }
    return axes.count == mapping.entries.count ? axes : nil
  }

  private static func values(
    _ entry: YAMLMapping.Entry, _ mayRepeat: Bool, _ faults: inout Faults
  ) -> (any AxisValues)? {
    if entry.value.mapping != nil { return numbers(entry, &faults) }
    return list(entry, repeat: mayRepeat, &faults)
  }

  /// Values that the file lists, each once unless they may `repeat`.
  static func list(
    _ entry: YAMLMapping.Entry, repeat mayRepeat: Bool = false, _ faults: inout Faults
  ) -> ListedValues? {
    guard let items = entry.value.sequence else {
      faults.add(
        .wrongType(
          subject: entry.name, expected: "a list of values, or a range, lin, log or geom",
          found: entry.value.summary),
        at: entry.value)
      return nil
    }
    if items.isEmpty {
      faults.add(.wrongCount(subject: entry.name, requirement: "at least 1", found: 0), at: entry.value)
      return nil
    }
    let values = items.compactMap { LabelledValue.read($0, &faults) }
    guard values.count == items.count else { return nil }
    if mayRepeat { return ListedValues(values) }
    var firsts = Set<AxisValue>(minimumCapacity: values.count)
    for (node, value) in values {
      let (isNew, first) = firsts.insert(value)
      if !isNew {
        faults.add(.repeatedValue(axis: entry.name, value: value.text, first: first.text), at: node)
      }
    }
    return ListedValues(values)
  }

  private static func numbers(_ entry: YAMLMapping.Entry, _ faults: inout Faults) -> (any AxisValues)? {
    let type = ValueType<any DeclaredSequence>.sequence
    guard let declared = faults.reading(entry.name, { type.decode(entry.value, &$0) }) else { return nil }
    do throws(SamplingError) {
      return SequenceValues(try declared.sequence(limit: SequenceValues.limit), at: entry.value)
    } catch {
      faults.add(Fault(SequenceFault(subject: entry.name, error: error), at: entry.value))
      return nil
    }
  }
}
