import Declarations

extension Array where Element == TrialTemplate {
  /// The names of the columns of several blocks, each once, in order.
  package var columnNames: [String] { flatMap { $0.columns.map(\.name) }.distinct }

  /// The names of the derived values of several blocks, each once, in order.
  package var derivedNames: [String] { flatMap { $0.sweep.derived.map(\.name) }.distinct }

  /// The values of an axis in several blocks, each once, in order.
  package func values(of axis: String) -> [AxisValue] {
    flatMap { template in
      template.columns.filter { $0.name == axis }.flatMap { column in
        template.dimensions[column.dimension].values(of: column.key)
      }
    }.distinct
  }
}
