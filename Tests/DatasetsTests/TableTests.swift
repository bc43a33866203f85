import Model
import Testing

@testable import Datasets

/// Tables and inline values.
@Suite struct TableTests {
  private let iris = Self.table(header: true, targets: [.name("species")])
  private let species = ["setosa", "virginica"]

  /// A format whose file is put in later.
  private static func table(
    header: Bool, features: [CSVFormat.Column]? = nil, targets: [CSVFormat.Column]
  ) -> CSVFormat {
    CSVFormat(train: DataFileReference(), header: header, features: features, targets: targets)
  }

  private func declaration(
    _ text: String, _ columns: CSVFormat, _ classes: [String]? = nil, shape: [Int] = [],
    in folder: TemporaryFolder
  ) throws -> DatasetDeclaration {
    var format = columns
    format.train = try folder.write("table.csv", Array(text.utf8))
    return DatasetDeclaration(
      name: "table", format: format, classes: classes, shape: shape, directory: folder.path)
  }

  private func expect(
    _ text: String, _ columns: CSVFormat, _ classes: [String]?, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = try TemporaryFolder()
    expectError(
      try declaration(text, columns, classes, in: folder), "table.csv: error: \(message)",
      sourceLocation: sourceLocation)
  }

  @Test func namedColumnsAndClasses() throws {
    let folder = try TemporaryFolder()
    let text = "\u{FEFF}width,\"species\",height\r\n 1.5 ,setosa,-2e1\r\n\r\n3,\"virginica\",4\r\n"
    let dataset = try Dataset(declaration(text, iris, species, in: folder))
    #expect(dataset.train.count == 2)
    #expect(dataset.train.rawFeatures(of: 0) == [1.5, -20])
    #expect(dataset.train.rawFeatures(of: 1) == [3, 4])
    #expect(dataset.train.targets == .classes([0, 1]))
    #expect(dataset.featureShape == [2])
  }

  @Test func numberedColumnsAndValues() throws {
    let folder = try TemporaryFolder()
    let columns = Self.table(
      header: false, features: [.number(4), .number(1)], targets: [.number(3), .number(2)])
    let dataset = try Dataset(declaration("1,2,3,4\n5,6,7,8", columns, shape: [1, 2], in: folder))
    #expect(dataset.train.rawFeatures(of: 1) == [8, 5])
    #expect(dataset.train.targets == .values([3, 2, 7, 6], width: 2))
    #expect(dataset.featureShape == [1, 2])
  }

  @Test func quotedFields() throws {
    let folder = try TemporaryFolder()
    let names = ["a, \"b\"", "two\nlines", "-"]
    let text = "x,species\n1,\"a, \"\"b\"\"\"\n2,\"two\nlines\"\n3,\"-\"\n\"4\",-\n"
    let dataset = try Dataset(declaration(text, iris, names, in: folder))
    #expect(dataset.train.targets == .classes([0, 1, 2, 2]))
    #expect(dataset.train.rawFeatures(of: 3) == [4])
  }

  @Test func notNumbers() throws {
    for text in ["abc", "0x10", "1,5", "1 2", "--1", "nano"] {
      try expect(
        "x,species\n1,setosa\n\"\(text)\",setosa\n", iris, species,
        "line 3, column 'x': '\(text)' is not a number")
    }
    for text in ["nan", "NaN", "-inf", "Infinity", "1e999", " -1e400"] {
      try expect(
        "x,species\n1,setosa\n\(text),setosa\n", iris, species,
        "line 3, column 'x': '\(text)' is not a finite number")
    }
  }

  @Test func records() throws {
    try expect("x,species\n1,setosa\n2\n", iris, species, "line 3: 1 field instead of 2")
    try expect("x,species\n1,\"a\nb\",2\n", iris, species, "line 2: 3 fields instead of 2")
    try expect("x,species\n1,\"setosa\n", iris, species, "line 2: the quote that opens here is never closed")
    try expect("x,species\n1,\"set\"osa\n", iris, species, "line 2: text behind a closing quote")
    try expect("x,species\n", iris, species, "there is no example")
    try expect("\n\n", iris, species, "there is no example")
    try expect("", iris, species, "the file is empty")
  }

  @Test func classes() throws {
    try expect(
      "x,species\n1,setosa\n2,rose\n", iris, species,
      "line 3, column 'species': 'rose' is no class; the classes are setosa, virginica")
    try expect(
      "x,species\n1,2\n", iris, ["0", "1"], "line 2, column 'species': '2' is no class; the classes are 0, 1")
    try expect(
      "x,species\n1,-1\n", iris, ["0", "1"],
      "line 2, column 'species': '-1' is no class; the classes are 0, 1"
    )
    try expect(
      "x,y,species\n1,2,setosa\n", Self.table(header: true, targets: [.name("x"), .name("species")]), species,
      "classes take one target column, 2 are given")
  }

  @Test func columns() throws {
    let text = "x,y\n1,2\n"
    try expect(text, iris, nil, "no column 'species'; the columns are x, y")
    try expect(
      text, Self.table(header: true, targets: [.number(3)]), nil, "no column 3; the columns are 1 to 2")
    try expect(
      text, Self.table(header: true, targets: [.number(0)]), nil, "no column 0; the columns are 1 to 2")
    try expect(
      text, Self.table(header: false, targets: [.name("y")]), nil,
      "column 'y' is given by name, but the table has no header")
    try expect(
      text, Self.table(header: true, targets: [.name("y"), .number(2)]), nil, "column 'y' is used twice")
    try expect(
      text, Self.table(header: true, features: [.name("y")], targets: [.name("y")]), nil,
      "column 'y' is used twice")
    try expect(
      text, Self.table(header: true, targets: [.name("x"), .name("y")]), nil,
      "no column is left for the features")
  }

  @Test func shapeOfATable() throws {
    let folder = try TemporaryFolder()
    expectError(
      try declaration(
        "x,y,z\n1,2,3\n", Self.table(header: true, targets: [.name("z")]), shape: [3], in: folder),
      "dataset 'table': error: the declared shape is 3, the examples have 2")
    expectError(
      try declaration(
        "x,y,z\n1,2,3\n", Self.table(header: true, targets: [.name("z")]), shape: [Int.max, 3], in: folder),
      "dataset 'table': error: the declared shape is 9223372036854775807×3, the examples have 2")
  }

  @Test func inlineValues() {
    func expect(
      _ features: [[Double]], _ targets: [[Double]], _ classes: [String]?, _ message: String,
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      expectError(
        DatasetDeclaration(
          name: "gate", format: InlineFormat(features: features, targets: targets), classes: classes),
        "dataset 'gate': error: \(message)", sourceLocation: sourceLocation)
    }
    let two = ["no", "yes"]
    expect([], [], two, "there is no example")
    expect([[]], [[0]], two, "there is no example")
    expect([[1, 2], [1]], [[0], [1]], two, "row 2 of the features has 1 value, row 1 has 2")
    expect([[1], [.nan]], [[0], [1]], two, "row 2 of the features is not finite")
    expect([[1], [2]], [[0]], two, "1 target for 2 examples")
    expect([[1], [2]], [[0]], nil, "1 target for 2 examples")
    expect([[1], [2]], [[0], [0, 1]], nil, "row 2 of the targets has 2 values, row 1 has 1")
    expect([[1], [2]], [[0], [.infinity]], nil, "row 2 of the targets is not finite")
    for (target, text) in [(2.0, "2.0"), (-1, "-1.0"), (0.5, "0.5"), (1e300, "1e+300")] {
      expect(
        [[1], [2]], [[0], [target]], two,
        "example 2 has the target \(text), with 2 classes the targets are 0 to 1")
    }
  }
}
