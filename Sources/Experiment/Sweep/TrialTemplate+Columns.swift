extension Array where Element == TrialTemplate {
  /// The names of the columns of several blocks, each once, in order.
  package var columnNames: [String] { Self.distinct(flatMap { $0.columns.map(\.name) }) }

  /// The names of the derived values of several blocks, each once, in order.
  package var derivedNames: [String] { Self.distinct(flatMap { $0.sweep.derived.map(\.name) }) }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
