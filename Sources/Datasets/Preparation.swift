internal import Model
internal import NeuralNetwork

/// The parts of a dataset: which rows of which source they are, what their classes and categories are. Each
/// step finds what is wrong with it before numbers are copied.
///
///     files → sources → rows of each part → classes and categories → examples → normalised (`Split`)
///              `SourceExamples`  `SplitDraw`     of the training rows
struct Preparation {
  let declaration: DatasetDeclaration
  /// The parts in the order of `SplitName`, each with the place of its source.
  let parts: [Part]
  let sources: [SourceExamples]
  /// The names of the classes in the order of their numbers; `nil` where there are none.
  private(set) var classes: [String]?
  /// The categories of each categorical column, in the order of the features.
  private(set) var categories: [[String]] = []

  struct Part {
    let name: SplitName
    let source: Int
    /// The rows of the source in the order of the part; `nil` for all as they are.
    let rows: [Int32]?
  }

  /// `given` are the examples of the parts that the format has.
  init(
    _ declaration: DatasetDeclaration, _ given: [(part: SplitName, examples: SourceExamples)]
  ) throws(DatasetError) {
    self.declaration = declaration
    sources = given.map(\.examples)
    var parts: [Part] = []
    for (index, (part, source)) in given.enumerated() {
      var rows: [SplitName: [Int32]?] = [part: nil]
      if part == .train, let rule = declaration.split {
        do throws(DatasetError.Reason) {
          rows = try Self.draw(rule, declaration, source).mapValues { $0 }
        } catch { throw DatasetError([source.fault(error, declaration)]) }
      }
      for (name, rows) in rows {
        let kept = declaration.take?[name].map { min($0, rows?.count ?? source.count) }
        let taken = kept.map { kept in rows.map { Array($0[..<kept]) } ?? Array(0..<Int32(kept)) }
        parts.append(Part(name: name, source: index, rows: taken ?? rows))
      }
    }
    self.parts = SplitName.allCases.compactMap { name in parts.first { $0.name == name } }
    try findClasses()
    try findCategories()
  }

  private static func draw(
    _ rule: SplitRule, _ declaration: DatasetDeclaration, _ source: SourceExamples
  ) throws(DatasetError.Reason) -> [SplitName: [Int32]] {
    let groups = source.table.flatMap { table in table.groupColumn.map { table.texts(inColumn: $0).codes } }
    return try SplitDraw(
      rule: rule, given: declaration.format.parts, count: source.count,
      classes: rule.stratify ? source.targets.classes : nil, groups: groups
    ).parts()
  }

  /// The rows of a part.
  func rows(_ part: Part) -> RowNumbers { RowNumbers(rows: part.rows, count: sources[part.source].count) }

  // MARK: - Names

  /// Finds the classes, and that those of every example are among them.
  private mutating func findClasses() throws(DatasetError) {
    classes = declaration.classes
    guard sources.contains(where: { if case .names = $0.targets { true } else { false } }) else { return }
    if declaration.classNames == .found {
      classes = names(ofTraining: { source in
        if case .names(let codes, let texts) = source.targets { (codes, texts) } else { ([], []) }
      })
    }
    let classes = classes ?? []
    // Numbers stand for classes where no class has a number for its name.
    let takesNumbers = !classes.contains { Int($0) != nil }
    var faults: [DatasetError.Fault] = []
    for part in parts {
      let source = sources[part.source]
      guard case .names(let codes, let texts) = source.targets else { continue }
      let known = texts.map { text in
        classes.contains(text) || takesNumbers && Int(text).map { classes.indices.contains($0) } == true
      }
      guard let row = rows(part).first(where: { !known[Int(codes[$0])] }) else { continue }
      let text = texts[Int(codes[row])]
      let column = source.table?.textTarget.map { source.table?.names[$0] ?? "" }
      let reason: DatasetError.Reason =
        declaration.classNames == .found
        ? .classNotInTraining(text: text, at: source.place(of: row), column: column, part: part.name)
        : .unknownClass(text: text, at: source.place(of: row), column: column, classes: classes)
      faults.append(source.fault(reason, declaration))
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
  }

  /// Finds the categories of each categorical column, and that those of every example are among them.
  private mutating func findCategories() throws(DatasetError) {
    guard let format = declaration.format as? CSVFormat, let table = sources.first?.table else { return }
    var faults: [DatasetError.Fault] = []
    let rule = TableRule(format, declaration)
    for column in table.categoryColumns {
      let name = table.names[column]
      let declared = format.categorical.first {
        (try? TableColumns.places([$0.column], table.names, rule))?.contains(column) == true
      }?.categories
      let categories = declared ?? names(ofTraining: { $0.table?.texts(inNamed: name) ?? ([], []) })
      self.categories.append(categories)
      for part in parts {
        let source = sources[part.source]
        guard let (codes, texts) = source.table?.texts(inNamed: name) else { continue }
        let known = Set(categories)
        guard let row = rows(part).first(where: { !known.contains(texts[Int(codes[$0])]) }) else { continue }
        let text = texts[Int(codes[row])]
        let place = source.place(of: row)
        faults.append(
          source.fault(
            declared == nil
              ? .categoryNotInTraining(text: text, at: place, column: name, part: part.name)
              : .unknownCategory(text: text, at: place, column: name, categories: categories), declaration))
      }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
  }

  /// The different texts of the training rows in ascending order: as numbers where all are whole numbers,
  /// else by the bytes of UTF-8.
  private func names(
    ofTraining column: (SourceExamples) -> (codes: [Int32], texts: [String])
  ) -> [String] {
    guard let part = parts.first, let source = sources.first else { return [] }
    let (codes, texts) = column(source)
    var isUsed = texts.map { _ in false }
    for row in rows(part) { isUsed[Int(codes[row])] = true }
    let names = zip(texts, isUsed).filter(\.1).map(\.0)
    let numbers = names.compactMap { name in Int(name).map { ($0, name) } }
    if numbers.count == names.count { return numbers.sorted { $0 < $1 }.map(\.1) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// The numbers of some rows, or of all.
struct RowNumbers: RandomAccessCollection {
  let rows: [Int32]?
  let count: Int

  init(rows: [Int32]?, count: Int) {
    self.rows = rows
    self.count = rows?.count ?? count
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }
  subscript(place: Int) -> Int { rows.map { Int($0[place]) } ?? place }
}

extension TableContent {
  /// The columns of features that hold categories, in the order of the features.
  var categoryColumns: [Int] { featureColumns.filter(textColumns.contains) }

  /// The column of classes; `nil` where targets are values.
  var textTarget: Int? {
    textColumns.first { !featureColumns.contains($0) && $0 != groupColumn }
  }

  /// As `texts(inColumn:)`, of the column of a name, which another file has elsewhere.
  func texts(inNamed name: String) -> (codes: [Int32], texts: [String])? {
    names.firstIndex(of: name).map(texts(inColumn:))
  }
}
