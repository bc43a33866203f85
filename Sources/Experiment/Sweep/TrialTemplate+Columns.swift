extension Array where Element == TrialTemplate {
  /// The names of the columns of several blocks, each once, in order.
  package var columnNames: [String] { Self.distinct(flatMap { $0.columns.map(\.name) }) }

  /// The names of the derived values of several blocks, each once, in order.
  package var derivedNames: [String] { Self.distinct(flatMap { $0.sweep.derived.map(\.name) }) }

  /// The values of an axis in several blocks, each once, in order.
  package func values(of axis: String) -> [AxisValue] {
    Self.distinct(
      flatMap { template in
        template.columns.filter { $0.name == axis }.flatMap { column in
          template.dimensions[column.dimension].values(of: column.key)
        }
      })
  }

  private static func distinct<Item: Hashable>(_ items: [Item]) -> [Item] {
    var seen: Set<Item> = []
    return items.filter { seen.insert($0).inserted }
  }
}
