internal import Model

/// How a table is read: what its columns hold. Tables that are read by one rule have one content.
struct TableRule: Hashable, Sendable {
  var separator: UInt8
  var decimal: UInt8
  var header: Bool
  /// The columns' names, for a file without a header.
  var columns: [String]?
  var features: [CSVFormat.Column]?
  var categorical: [CSVFormat.Column]
  var targets: [CSVFormat.Column]
  /// Whether the target is the name of a class.
  var hasClasses: Bool
  var group: CSVFormat.Column?
  var missing: CSVFormat.MissingValues

  init(_ format: CSVFormat, _ declaration: DatasetDeclaration) {
    separator = format.separator.utf8.first ?? UInt8(ascii: ",")
    decimal = format.decimal.utf8.first ?? UInt8(ascii: ".")
    header = format.header && format.columns == nil
    columns = format.columns
    features = format.features
    categorical = format.categorical.map(\.column)
    targets = format.targets
    hasClasses = declaration.classNames != nil
    group = declaration.split?.group
    missing = format.missing
  }
}
