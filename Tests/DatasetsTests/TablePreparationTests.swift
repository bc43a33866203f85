import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// What becomes of a table's columns: categories, missing values, classes, parts, and what is refused.
@Suite struct TablePreparationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A table of all columns for features but `y`.
  private func declaration(
    _ text: String, test: String? = nil, targets: [CSVFormat.Column] = [.name("y")],
    classes: ClassNames? = nil,
    _ change: (inout CSVFormat) -> Void = { _ in }, _ prepare: (inout DatasetDeclaration) -> Void = { _ in }
  ) throws -> DatasetDeclaration {
    var format = CSVFormat(targets: targets)
    format.train = try folder.write("train.csv", Array(text.utf8))
    format.test = try test.map { try folder.write("test.csv", Array($0.utf8)) }
    change(&format)
    var declaration = DatasetDeclaration(name: "table", format: format, directory: folder.path)
    declaration.classNames = classes
    prepare(&declaration)
    return declaration
  }

  private func rows(_ split: Split?) -> [[Double]] {
    (0..<(split?.count ?? 0)).map { split?.rawFeatures(of: $0) ?? [] }
  }

  @Test func categoriesOfTheTrainingPart() throws {
    let dataset = try Dataset(
      declaration("a,c,b,y\n1,red,2,5\n3,blue,4,6\n", test: "a,c,b,y\n7,red,8,1\n") {
        $0.categorical = [.init(.name("c"))]
      })
    #expect(rows(dataset.train) == [[1, 0, 1, 2], [3, 1, 0, 4]])
    #expect(rows(dataset.test) == [[7, 0, 1, 8]])
    #expect(dataset.train.targets == .values([5, 6], width: 1))
    #expect(dataset.featureShape == [4])
  }

  @Test func declaredCategoriesAndOrder() throws {
    let dataset = try Dataset(
      declaration("a,c,b,y\n1,2,2,5\n3,10,4,6\n") {
        $0.features = [.name("b"), .number(2), .name("a")]
        $0.categorical = [.init(.number(2), categories: ["10", "2", "x"])]
      })
    #expect(rows(dataset.train) == [[2, 0, 1, 0, 1], [4, 1, 0, 0, 3]])
  }

  @Test func wholeNumbersAreSortedAsNumbers() throws {
    let dataset = try Dataset(declaration("a,y\n1,10\n2,9\n3,-1\n", classes: .found))
    #expect(dataset.classes == ["-1", "9", "10"])
    #expect(dataset.train.targets == .classes([2, 1, 0]))
    let words = try Dataset(declaration("a,y\n1,b\n2,B\n3,ä\n4,10\n5,9\n", classes: .found))
    #expect(words.classes == ["10", "9", "B", "b", "ä"])
  }

  @Test func numbersStandForNamedClasses() throws {
    let dataset = try Dataset(declaration("a,y\n1,1\n2,no\n3,0\n", classes: .listed(["no", "yes"])))
    #expect(dataset.train.targets == .classes([1, 0, 0]))
    #expect(dataset.classCount == 2)
  }

  @Test func patternsAndSeveralTargets() throws {
    let dataset = try Dataset(
      declaration("x1,z,x10,yb,ya\n1,2,3,4,5\n", targets: [.name("y?")]) { $0.features = [.name("x*")] })
    #expect(rows(dataset.train) == [[1, 3]])
    #expect(dataset.train.targets == .values([4, 5], width: 2))
    let swapped = try Dataset(
      declaration("x1,z,x10,yb,ya\n1,2,3,4,5\n", targets: [.name("ya"), .name("yb")]) {
        $0.features = [.name("x10"), .name("z")]
      })
    #expect(rows(swapped.train) == [[3, 2]])
    #expect(swapped.train.targets == .values([5, 4], width: 2))
  }

  @Test(arguments: [
    ("*", "", true), ("a*b", "ab", true), ("a*b*c", "axxbyybzc", true), ("a*b", "abx", false),
    ("?", "", false),
    ("p?x", "pix", true), ("**a", "ba", true), ("a", "b", false),
  ])
  func patterns(_ pattern: String, _ name: String, _ fits: Bool) {
    #expect(Pattern.matches(name, pattern) == fits)
  }

  @Test func otherDialects() throws {
    let dataset = try Dataset(
      declaration("1,5;2\n-0,25;3\n", targets: [.name("y")]) {
        ($0.separator, $0.decimal, $0.columns) = (";", ",", ["x", "y"])
      })
    #expect(rows(dataset.train) == [[1.5], [-0.25]])
  }

  @Test func missingValues() throws {
    let text = "a,c,y\n1,u,5\nNA,v,6\n3,,7\n5,u,\n"
    func missing(_ rule: CSVFormat.MissingValues.Rule) throws -> DatasetDeclaration {
      try declaration(text) {
        $0.categorical = [.init(.name("c"))]
        $0.missing.markers = ["", "NA"]
        $0.missing.rule = rule
      }
    }
    #expect(try rows(Dataset(missing(.dropRow)).train) == [[1, 1]])
    expectError(
      try missing(.error),
      "train.csv: error: line 3, column 'a': the value is missing ('NA'), and the rule for missing values "
        + "makes that a mistake")
    expectError(
      try missing(.mean),
      "train.csv: error: line 4, column 'c': the value is missing, and the rule for missing values makes "
        + "that a mistake")
  }

  /// Means are those of the training part, for test examples too.
  @Test func meansOfTheTrainingPart() throws {
    let dataset = try Dataset(
      declaration("a,b,y\n1,2,0\n,4,0\n4,,0\n", test: "a,b,y\n100,,1\n,,2\n") { $0.missing.rule = .mean })
    #expect(rows(dataset.train) == [[1, 2], [2.5, 4], [4, 3]])
    #expect(rows(dataset.test) == [[100, 3], [2.5, 3]])
    expectError(
      try declaration("a,b,y\n1,,0\n2,,0\n") { $0.missing.rule = .mean },
      "train.csv: error: column 'b': no training row has a value, so there is no mean")
  }

  @Test func standardized() throws {
    let text = "a,b,c,y\n1,5,u,0\n3,5,v,0\n"
    func dataset(_ rule: NormalizationRule) throws -> Dataset {
      try Dataset(
        declaration(text, test: "a,b,c,y\n4,6,u,0\n", { $0.categorical = [.init(.name("c"))] }) {
          $0.normalization = rule
        })
    }
    let scaled = try dataset(.standardize)
    #expect(scaled.train.features == [-1, 0, 1, 0, 1, 0, 0, 1])
    #expect(scaled.test?.features == [2, 1, 1, 0])
    #expect(rows(scaled.train) == [[1, 5, 1, 0], [3, 5, 0, 1]])
    #expect(scaled.scaling[0] == Normalization(mean: 2, standardDeviation: 1))
    #expect(try dataset(.minMax).test?.features == [1.5, 1, 1, 0])
    #expect(
      try dataset(.given(Normalization(mean: 1, standardDeviation: 2))).train.features == [
        0, 2, 1, 0, 1, 2, 0, 1,
      ])
  }

  @Test func bytesStandardized() throws {
    var small = try SmallIDX().declaration
    small.normalization = .minMax
    let features = try Dataset(small).train.features
    guard case .values(let values) = features else {
      Issue.record("each feature has a scale of its own")
      return
    }
    #expect(values.prefix(6) == [0, 0, 0, 0, 0, 0])
    #expect(values.suffix(6).allSatisfy { abs($0 - 1) < 1e-15 })
  }

  @Test func cutAndTaken() throws {
    let text = "a,y\n" + (0..<20).map { "\($0),\($0 % 2 == 0 ? "u" : "v")\n" }.joined()
    func dataset(_ take: Int?) throws -> Dataset {
      try Dataset(
        declaration(text, classes: .found) {
          $0.categorical = []
        } _: {
          $0.split = SplitRule()
          $0.split?.test = .share(0.2)
          $0.split?.validation = .count(4)
          $0.split?.stratify = true
          $0.take = TakeCounts()
          $0.take?.train = take
        })
    }
    let whole = try dataset(nil)
    let all = rows(whole.train) + rows(whole.validation) + rows(whole.test)
    #expect(Set(all).count == 20)
    #expect(whole.validation?.count == 4)
    #expect(try rows(dataset(5).train) == Array(rows(whole.train).prefix(5)))
    #expect(try rows(dataset(500).train) == rows(whole.train))
    #expect(try rows(dataset(5).test) == rows(whole.test))
    for (row, label) in zip(rows(whole.test), whole.test?.labels ?? []) {
      #expect(Int32(row[0]) % 2 == label)
    }
  }

  @Test func whatTheTrainingPartLacks() throws {
    let lacks = "is not in the training part"
    expectError(
      try declaration("a,y\n1,u\n2,v\n", test: "a,y\n1,u\n2,w\n", classes: .found),
      "test.csv: error: line 3, column 'y': the class 'w' of a test example \(lacks)")
    expectError(
      try declaration("a,y\n1,u\n2,v\n", test: "a,y\n1,u\n2,w\n", classes: .listed(["u", "v"])),
      "test.csv: error: line 3, column 'y': 'w' is no class; the classes are u, v")
    expectError(
      try declaration("c,y\nu,1\n", test: "c,y\n\"u\",1\n\nw,2\n") { $0.categorical = [.init(.name("c"))] },
      "test.csv: error: line 4, column 'c': the category 'w' of a test example \(lacks)")
    expectError(
      try declaration("c,y\nu,1\nw,1\n") { $0.categorical = [.init(.name("c"), categories: ["u", "v"])] },
      "train.csv: error: line 3, column 'c': 'w' is no category; the categories are u, v")
    expectError(
      try declaration("a,b,y\n1,2,3\n", test: "b,a,y\n1,2,3\n"),
      "test.csv: error: the features are b, a, those of the training part a, b")
    expectError(
      try declaration("a,b,y\n1,2,3\n", test: "a,y\n1,2\n"),
      "test.csv: error: the features are a, those of the training part a, b")
  }

  @Test func columnsThatDoNotFit() throws {
    expectError(
      try declaration("a,b,a,y\n1,2,3,4\n"), "train.csv: error: the header has the column 'a' twice")
    expectError(
      try declaration("a,b,y\n1,2,4\n") { $0.columns = ["a", "y"] },
      "train.csv: error: 2 columns are named, and the first row has 3 fields")
    expectError(
      try declaration("a,b,y\n1,2,4\n") { $0.features = [.name("z*")] },
      "train.csv: error: no column is like 'z*'; the columns are a, b, y")
    expectError(
      try declaration("a,b,y\n1,2,4\n") { $0.features = [.name("a"), .name("*")] },
      "train.csv: error: column 'a' is used twice")
    expectError(
      try declaration("a,b,y\n1,2,4\n") {
        $0.features = [.name("a")]
        $0.categorical = [.init(.name("b"))]
      }, "train.csv: error: the categorical column 'b' is no feature")
    expectError(
      try declaration("a,y\n1,word\n"),
      "train.csv: error: line 2, column 'y': 'word' is not a number; targets are values unless the dataset "
        + "has 'classes'")
  }

  /// Large enough for several batches of pieces, and cut wherever a piece ends.
  @Test func tablesOfManyPieces() throws {
    let count = 400_000
    var text = "a,c,y\n"
    for row in 0..<count { text += "\(row).25,\(row % 7 == 0 ? "\"x,\(row % 3)\"" : "z"),\(row & 1)\n" }
    let dataset = try Dataset(
      declaration(text, classes: .found) { $0.categorical = [.init(.name("c"))] })
    #expect(dataset.train.count == count)
    for row in stride(from: 0, to: count, by: 997) {
      let category = row % 7 == 0 ? row % 3 : 3
      #expect(
        dataset.train.rawFeatures(of: row) == [Double(row) + 0.25] + (0..<4).map { $0 == category ? 1 : 0 })
    }
    text += "1,z\n"
    expectError(
      try declaration(text, classes: .found) { $0.categorical = [.init(.name("c"))] },
      "train.csv: error: line \(count + 2): 2 fields instead of 3")
  }
}

extension Split {
  fileprivate var labels: [Int32] { if case .classes(let labels) = targets { labels } else { [] } }
}

extension Features {
  fileprivate static func == (a: Features, b: [Double]) -> Bool {
    if case .values(let values) = a { values == b } else { false }
  }
}

extension Features? {
  fileprivate static func == (a: Features?, b: [Double]) -> Bool { a.map { $0 == b } ?? false }
}
