import Declarations
import YAMLTree

/// Reads a choice among cases. A case binds names and paths, and may have a `grid`, `zip` and `cases` of its
/// own:
///
///     optimizer:
///       sgd:  {training.optimizer: {sgd: {learning_rate: $rate}}, grid: {rate: [0.1, 0.01]}}
///       adam: {training.optimizer: adam}
enum CasesReader {
  /// The part of a case that is a sweep of its own.
  private struct Inner: Sendable {
    var grid: [Dimension] = []
    var zip: [Dimension] = []
    var cases: [Dimension] = []

    static let record = Record<Inner>(
      "the case", "The dimensions of one case.", blank: Inner(),
      fields: [
        Field("grid", \.grid, .grid, "Axes of this case alone."),
        Field("zip", \.zip, .zip, "Axes of this case alone that turn together."),
        Field("cases", \.cases, .cases, "Choices within this case."),
      ])

    var dimensions: [Dimension] { grid + zip + cases }
  }

  static func dimension(_ entry: YAMLMapping.Entry, _ faults: inout Faults) -> Dimension? {
    guard ValueType<String>.identifier.decode(entry.key, &faults) != nil else { return nil }
    guard let mapping = entry.value.mapping, !mapping.entries.isEmpty else {
      faults.add(
        .wrongType(subject: entry.name, expected: "a mapping of cases", found: entry.value.summary),
        at: entry.value)
      return nil
    }
    var keys = Keys(choice: SweepKey(name: entry.name, node: entry.key, role: .label))
    let cases = mapping.entries.compactMap { item in
      faults.reading(item.name) { one(item, &keys, &$0) }
    }
    guard cases.count == mapping.entries.count else { return nil }
    guard let points = CasePoints(key: entry.key, cases) else {
      faults.add(.tooManyPoints(name: entry.name), at: entry.key)
      return nil
    }
    let isConditional = cases.contains { one in
      one.dimensions.contains(where: \.dimension.isConditional) || one.width != keys.all.count
    }
    return Dimension(keys.all, points, isConditional: isConditional)
  }

  /// The keys of all cases, each once.
  private struct Keys {
    private(set) var all: [SweepKey]
    private var places: [String: Int] = [:]

    init(choice: SweepKey) { all = [choice] }

    mutating func place(of key: SweepKey) -> Int {
      if let place = places[key.name] {
        // What is an axis of one case is a column, also where another case binds it.
        if key.role != .binding { all[place] = key }
        return place
      }
      all.append(key)
      places[key.name] = all.count - 1
      return all.count - 1
    }
  }

  private static func one(
    _ item: YAMLMapping.Entry, _ keys: inout Keys, _ faults: inout Faults
  ) -> CasePoints.Case? {
    let isEmpty = item.value.scalar.map { $0.isPlain && $0.text.isEmpty } ?? false
    guard let mapping = isEmpty ? YAMLMapping() : item.value.mapping else {
      faults.add(
        .wrongType(subject: item.name, expected: "a mapping of names", found: item.value.summary),
        at: item.value)
      return nil
    }
    guard let inner = Inner.record.decode(item.value.keeping(Inner.record.keys), &faults) else { return nil }
    var names: Set<String> = []
    let ends = faults.count
    func place(_ key: SweepKey) -> Int {
      if !names.insert(key.name).inserted {
        faults.add(.duplicateName(category: "name", name: key.name), at: key.node)
      }
      return keys.place(of: key)
    }
    var bindings: [PointValue] = []
    for entry in mapping.entries where !Inner.record.keys.contains(entry.name) {
      let key = SweepKey(name: entry.name, node: entry.key, role: .binding)
      bindings.append(
        PointValue(
          key: place(key), keyNode: entry.key, node: entry.value, value: AxisValue(entry.value)))
    }
    var count = 1
    var dimensions: [(dimension: Dimension, places: [Int])] = []
    for dimension in inner.dimensions {
      dimensions.append((dimension, dimension.keys.map(place)))
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: dimension.count)
      if isTooLarge { faults.add(.tooManyPoints(name: item.name), at: item.key) }
      count = product
    }
    guard faults.count == ends else { return nil }
    return CasePoints.Case(
      label: item.key, labelValue: AxisValue(item.key), bindings: bindings, dimensions: dimensions,
      count: count)
  }
}

extension CasePoints.Case {
  /// How many keys it gives values to, its label among them.
  fileprivate var width: Int { 1 + bindings.count + dimensions.reduce(0) { $0 + $1.places.count } }
}
