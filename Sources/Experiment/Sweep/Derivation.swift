import Declarations

/// Computes the derived values of a combination from the numbers that they are made of, and nothing else.
struct Derivation: Sendable {
  private let template: TrialTemplate
  /// The keys of each dimension that some derived value uses, by their places.
  private let keys: [[Int: String]]
  /// For each derived value, the names that it is computed from.
  private let sources: [[String]]

  init(_ template: TrialTemplate) {
    self.template = template
    sources = template.sweep.derived.map { $0.expression.names.map(\.name).distinct }
    let used = Set(sources.joined())
    keys = template.dimensions.map { dimension in
      if used.isEmpty { return [:] }
      let names = dimension.keys.enumerated().filter { used.contains($0.element.name) }
      return Dictionary(uniqueKeysWithValues: names.map { ($0.offset, $0.element.name) })
    }
  }

  /// The derived values; `nil` where one cannot be computed.
  func values(at indices: [Int]) -> [TrialTemplate.DerivedNumber]? {
    if sources.isEmpty { return [] }
    var numbers: [String: SweepNumber] = [:]
    // Names that have a value which is no number.
    var others: Set<String> = []
    for (dimension, keys) in keys.enumerated() where !keys.isEmpty {
      let points = template.dimensions[dimension].points
      let index = indices[dimension]
      let drawn = keys.compactMap { key, name in
        points.level(of: key, at: index).number.map { (name: name, number: $0) }
      }
      for (name, number) in drawn { numbers[name] = number }
      if drawn.count == keys.count { continue }
      for value in points.point(at: index) {
        guard let name = keys[value.key] else { continue }
        numbers[name] = SweepNumber(value.node)
        if numbers[name] == nil { others.insert(name) }
      }
    }
    var values: [TrialTemplate.DerivedNumber] = []
    values.reserveCapacity(sources.count)
    for (position, entry) in template.sweep.derived.enumerated() {
      if template.isConditional,
        sources[position].contains(where: {
          numbers[$0] == nil && !others.contains($0) && template.definedNames.contains($0)
        })
      {
        values.append((entry.name, nil))
        continue
      }
      do throws(ExpressionFault) {
        let number = try entry.expression.evaluate(numbers)
        numbers[entry.name] = number
        values.append((entry.name, number))
      } catch {
        return nil
      }
    }
    return values
  }
}
