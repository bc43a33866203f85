import Declarations
import Model
import YAMLTree

extension CSVFormat: DeclaredFormat {
  package static let name = "csv"
  static let readsClassNames = true

  package static let record = Record<CSVFormat>(
    "the dataset format 'csv'", "Tables of text as in RFC 4180, a row an example, plain or gzip.",
    blank: CSVFormat(),
    fields: [
      Field(
        "file", \.file, .dataFile, observes: true, "The only file: all examples, which the split cuts."),
      Field("train", \.train, .dataFile, observes: true, "The training examples."),
      Field("validation", \.validation, .dataFile, observes: true, "The validation examples."),
      Field("test", \.test, .dataFile, observes: true, "The test examples."),
      Field(
        "separator", \.separator, .character,
        "What separates fields: one character, such as \";\" or \"\\t\"."),
      Field("decimal", \.decimal, .character, "What stands before the fraction of a number, such as \",\"."),
      Field("header", \.header, .boolean, "Whether the first row holds the columns' names."),
      Field(
        "columns", \.columns, .list(of: .string, count: .within(1...65536)),
        "The columns' names, for a file that has no header."),
      Field(
        "features", \.features, .list(of: .tableColumn, count: .within(1...65536)),
        "The columns of the features in their order: names, numbers from 1, or patterns such as pixel*; all "
          + "that are used for nothing else, where none are given."),
      Field(
        "categorical", \.categorical, .categoricalColumns,
        "Features that hold categories, each of which becomes a feature that is 1 or 0: a list of columns, "
          + "or a mapping from columns to their categories or auto, those of the training part in ascending "
          + "order."),
      Field(
        "targets", \.targets, .tableColumns, required: true,
        "The column of the target, or a list of columns of values."),
      Field(
        "missing", \.missing, MissingValues.record.type,
        "What stands for a missing value, and what becomes of it."),
    ])

  var parameters: JSONValue {
    guard case .object(let members) = Self.record.identity(self) else { return .null }
    return .object(members)
  }

  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    guard let table = declaration.format as? CSVFormat else { return }
    let place = node.deepest(on: ["format", "csv"])
    if table.file == nil, table.train == nil {
      faults.add(.tableWithoutFile, at: place)
    }
    if table.file != nil, table.train ?? table.validation ?? table.test != nil {
      faults.add(.fileBesideParts, at: place.deepest(on: ["file"]))
    }
    if table.separator == table.decimal {
      faults.add(.separatorIsDecimal(table.separator), at: place.deepest(on: ["decimal"]))
    }
    var seen: Set<String> = []
    for (index, name) in (table.columns ?? []).enumerated() where !seen.insert(name).inserted {
      faults.add(
        .duplicateName(category: "column", name: name), at: place.deepest(on: ["columns", "\(index)"]))
    }
    if declaration.classNames != nil, table.targets.count > 1 {
      faults.add(.classColumns(table.targets.count), at: place.deepest(on: ["targets"]))
    }
  }
}

extension CSVFormat.MissingValues {
  static let record = Record<CSVFormat.MissingValues>(
    "the missing values", "What stands for a missing value, and what becomes of it.",
    blank: CSVFormat.MissingValues(),
    fields: [
      Field(
        "markers", \.markers, .list(of: .anyText, count: .within(1...100)),
        "The texts that stand for a missing value, such as [\"\", NA]."),
      Field(
        "rule", \.rule, .choice(of: "rule"),
        "error: a missing value is a mistake; drop_row: its row is left out; mean: the feature's mean over "
          + "the training part takes its place."),
    ])
}

extension ValueType where Value == CSVFormat.Column {
  /// A column's name, a pattern, or its number.
  static var tableColumn: ValueType {
    ValueType(
      schema: ["anyOf": [ValueType<Int>.integer(.atLeast(1)).schema, ["type": "string"]]],
      encode: { column in
        switch column {
        case .name(let name): .string(name)
        case .number(let number): .integer(number)
        }
      },
      decode: { node, faults in
        if node.referencedName != nil { return nil }
        if node.integer != nil {
          return ValueType<Int>.integer(.within(1...1_000_000)).decode(node, &faults)
            .map(CSVFormat.Column.number)
        }
        return ValueType<String>.string.decode(node, &faults).map(CSVFormat.Column.name)
      })
  }
}

extension ValueType where Value == [CSVFormat.Column] {
  /// A list of columns; a column alone stands for a list of one.
  fileprivate static var tableColumns: ValueType {
    let list = ValueType.list(of: .tableColumn, count: .within(1...65536))
    return ValueType(
      schema: ["anyOf": [ValueType<CSVFormat.Column>.tableColumn.schema, list.schema]],
      encode: { $0.count == 1 ? ValueType<CSVFormat.Column>.tableColumn.encode($0[0]) : list.encode($0) },
      decode: { node, faults in
        if node.sequence != nil { return list.decode(node, &faults) }
        return ValueType<CSVFormat.Column>.tableColumn.decode(node, &faults).map { [$0] }
      })
  }
}

extension ValueType where Value == [CSVFormat.CategoricalColumns] {
  /// A list of columns, or a mapping from columns to their categories or `auto`.
  fileprivate static var categoricalColumns: ValueType {
    let list = ValueType<[CSVFormat.Column]>.list(of: .tableColumn)
    let mapping = ValueType<[Named<ClassNames>]>.mapping(of: .classNames, names: .string)
    return ValueType(
      schema: ["anyOf": [list.schema, mapping.schema]],
      encode: { columns in
        .array(
          columns.map {
            .array([
              ValueType<CSVFormat.Column>.tableColumn.encode($0.column),
              .array(($0.categories ?? []).map { .string($0) }),
            ])
          })
      },
      decode: { node, faults in
        if node.mapping != nil {
          return mapping.decode(node, &faults)?.map { entry in
            let column = entry.key.integer.map(CSVFormat.Column.number) ?? .name(entry.name)
            if case .listed(let names) = entry.value { return .init(column, categories: names) }
            return .init(column)
          }
        }
        return list.decode(node, &faults)?.map { .init($0) }
      })
  }
}

extension ValueType where Value == String {
  /// One character of ASCII that is no digit, quote or line break.
  fileprivate static var character: ValueType {
    ValueType(schema: ["type": "string", "minLength": 1, "maxLength": 1], encode: { .string($0) }) {
      node, faults in
      if node.referencedName != nil { return nil }
      let forbidden = Set("0123456789+-eE\"\r\n".utf8)
      guard let text = node.string, text.utf8.count == 1, let byte = text.utf8.first, byte < 128,
        !forbidden.contains(byte)
      else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "one character", found: node.summary), at: node)
        return nil
      }
      return text
    }
  }

  /// Any text, that of no characters too.
  fileprivate static var anyText: ValueType {
    ValueType(schema: ["type": ["string", "number", "boolean"]], encode: { .string($0) }) { node, faults in
      if node.referencedName != nil { return nil }
      guard let text = node.string else {
        faults.add(.wrongType(subject: faults.subject, expected: "a string", found: node.summary), at: node)
        return nil
      }
      return text
    }
  }
}
