internal import Model
internal import Tables

/// What the columns of one table are for.
struct TableColumns {
  /// Their names: those of the header or of the declaration, or their numbers.
  let names: [String]
  /// The columns of the features in their order.
  let features: [Int]
  /// Those of them that hold categories, in the order of the features.
  let categorical: [Int]
  let targets: [Int]
  let group: Int?
  private let rule: TableRule

  /// `first` is the first record, whose number of fields is that of the columns.
  init(_ rule: TableRule, first: [String]) throws(DatasetError.Reason) {
    self.rule = rule
    let names = rule.header ? first : rule.columns ?? first.indices.map { "\($0 + 1)" }
    if names.count != first.count { throw .columnCount(named: names.count, found: first.count) }
    if rule.header, let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw .headerTwice(names[twice])
    }
    if names.count == 1, let separator = [";", ",", "\t", "|"].first(where: names[0].contains) {
      throw .oneColumn(names[0], separator: separator)
    }
    let targets = try Self.places(rule.targets, names, rule)
    let group = try rule.group.map { column throws(DatasetError.Reason) in try Self.place(column, names, rule)
    }
    let used = targets + (group.map { [$0] } ?? [])
    let features =
      try rule.features.map { named throws(DatasetError.Reason) in try Self.places(named, names, rule) }
      ?? names.indices.filter { !used.contains($0) }
    if let twice = features.first(where: used.contains) { throw .columnTwice(names[twice]) }
    guard !features.isEmpty else { throw .noFeatureColumns }
    if rule.hasClasses, targets.count != 1 { throw .classColumns(targets.count) }
    let categorical = try Self.places(rule.categorical, names, rule)
    if let other = categorical.first(where: { !features.contains($0) }) {
      throw .categoryNoFeature(names[other])
    }
    (self.names, self.targets, self.group, self.features) = (names, targets, group, features)
    self.categorical = features.filter(categorical.contains)
  }

  /// The features that are numbers, in their order.
  var numbers: [Int] { features.filter { !categorical.contains($0) } }

  /// The columns that are read as texts, in the order of the file.
  var texts: [Int] {
    (categorical + (rule.hasClasses ? targets : []) + (group.map { [$0] } ?? [])).sorted()
  }

  /// How the fields are read: the numbers of targets apart from those of features.
  var reading: CSVColumns {
    let texts = Set(texts), numbers = Set(numbers), values = Set(rule.hasClasses ? [] : targets)
    let columns = names.indices.map { column -> CSVColumns.Column in
      let kind: CSVColumns.Kind =
        texts.contains(column)
        ? .text : numbers.contains(column) || values.contains(column) ? .number : .ignored
      let missing: CSVColumns.MissingValue =
        switch rule.missing.rule {
        case .error: .isFault
        case .dropRow: .dropsRecord
        case .mean: numbers.contains(column) ? .isKept : .isFault
        }
      return CSVColumns.Column(kind, missing: missing, isApart: values.contains(column))
    }
    return CSVColumns(
      columns, dialect: CSVDialect(separator: rule.separator, decimal: rule.decimal),
      markers: rule.missing.markers)
  }

  /// The columns that are meant, each once.
  static func places(
    _ columns: [CSVFormat.Column], _ names: [String], _ rule: TableRule
  ) throws(DatasetError.Reason) -> [Int] {
    var places: [Int] = []
    for column in columns {
      for place in try matches(column, names, rule) {
        if places.contains(place) { throw .columnTwice(names[place]) }
        places.append(place)
      }
    }
    return places
  }

  private static func place(
    _ column: CSVFormat.Column, _ names: [String], _ rule: TableRule
  ) throws(DatasetError.Reason) -> Int {
    let places = try matches(column, names, rule)
    guard places.count == 1 else { throw .severalColumns("\(column)", count: places.count) }
    return places[0]
  }

  private static func matches(
    _ column: CSVFormat.Column, _ names: [String], _ rule: TableRule
  ) throws(DatasetError.Reason) -> [Int] {
    switch column {
    case .number(let number):
      guard (1...names.count).contains(number) else { throw .columnNumber(number, count: names.count) }
      return [number - 1]
    case .name(let name):
      guard rule.header || rule.columns != nil else { throw .namesWithoutHeader(name) }
      if let place = names.firstIndex(of: name) { return [place] }
      guard name.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) else {
        throw .unknownColumn(name, names: names)
      }
      let places = names.indices.filter { Pattern.matches(names[$0], name) }
      guard !places.isEmpty else { throw .noColumnMatches(name, names: names) }
      return places
    }
  }
}

/// Patterns of names: `*` stands for any characters, `?` for one.
enum Pattern {
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let name = Array(name.unicodeScalars), pattern = Array(pattern.unicodeScalars)
    var (place, step) = (0, 0)
    // Where to try again with a star that takes in one more.
    var retry: (place: Int, step: Int)?
    while place < name.count {
      if step < pattern.count, pattern[step] == "*" {
        retry = (place, step)
        step += 1
      } else if step < pattern.count, pattern[step] == "?" || pattern[step] == name[place] {
        place += 1
        step += 1
      } else if let last = retry {
        retry = (last.place + 1, last.step)
        (place, step) = (last.place + 1, last.step + 1)
      } else {
        return false
      }
    }
    return pattern[step...].allSatisfy { $0 == "*" }
  }
}
