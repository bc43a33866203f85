import Declarations
import Model
import YAMLTree

/// The formats that a file can declare: the list, and the record of each with what its declaration is checked
/// for. `Datasets` reads them.
let declaredFormats: [any DeclaredFormat.Type] = [
  IDXFormat.self, CSVFormat.self, NPYFormat.self, InlineFormat.self, SyntheticFormat.self,
]

/// A dataset format that a file can declare.
protocol DeclaredFormat: DatasetFormat, DeclaredByRecord {
  /// What decides a result, but for the contents of files.
  var parameters: JSONValue { get }
  /// Whether targets are found by the names of classes, which then decide their numbers.
  static var readsClassNames: Bool { get }

  /// Looks for what is wrong with a declaration of this format at `node`, and fills in what follows from it.
  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults)
}

extension DeclaredFormat {
  static var readsClassNames: Bool { false }

  /// What decides a result, under the name of the format: the digests of the contents of its files, or what
  /// the declaration itself holds, and how they are read.
  func identity(digests: [String]) -> JSONValue {
    let digests = JSONValue.array(digests.map { .string($0) })
    if case .object(let members) = parameters, !members.isEmpty {
      return .object([.init(Self.name, .object([.init("files", digests)] + members))])
    }
    return .object([.init(Self.name, parameters == .object([]) ? digests : parameters)])
  }
}

extension ValueType where Value == any DatasetFormat {
  static var datasetFormat: ValueType { .oneOf("dataset format", declaredFormats.map { $0 }) }
}

// MARK: - idx

extension IDXFormat: DeclaredFormat {
  package static let name = "idx"

  package static let record = Record<IDXFormat>(
    "the dataset format 'idx'", "IDX files of unsigned bytes, the format of MNIST, plain or gzip.",
    blank: IDXFormat(),
    fields: [
      Field("train", \.train, Files.record.type, required: true, "The training examples."),
      Field("validation", \.validation, Files.record.type, "The validation examples."),
      Field("test", \.test, Files.record.type, "The test examples."),
    ])

  var parameters: JSONValue { .object([]) }

  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    if declaration.shape.isEmpty { faults.add(.missingKey(key: "shape", owner: "the dataset"), at: node) }
  }
}

extension IDXFormat.Files {
  static let record = Record<IDXFormat.Files>(
    "the split", "The examples of one split.", blank: IDXFormat.Files(),
    fields: [
      Field(
        "images", \.images, .dataFile, required: true, "The features of the examples."),
      Field("labels", \.labels, .dataFile, required: true, "The class of each example."),
    ])
}

// MARK: - inline

extension InlineFormat: DeclaredFormat {
  package static let name = "inline"

  package static let record = Record<InlineFormat>(
    "the dataset format 'inline'", "Examples that stand in the file itself, in order.",
    blank: InlineFormat(),
    fields: [
      Field(
        "features", \.features, .featureRows,
        "The features of each training example, where there is no 'train'."),
      Field(
        "targets", \.targets, .targetRows,
        "The target of each training example: a number, a list of numbers, or the number of its class where "
          + "the dataset has classes."
      ),
      Field("train", \.train, Examples.record.type, "The training examples, as 'features' and 'targets'."),
      Field("validation", \.validation, Examples.record.type, "The validation examples."),
      Field("test", \.test, Examples.record.type, "The test examples."),
    ])

  var parameters: JSONValue { .string(sha256) }

  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    guard var inline = declaration.format as? InlineFormat else { return }
    inline.check(classes: declaration.classes?.count, at: node.deepest(on: ["format", "inline"]), &faults)
    guard let width = inline.examples[0].examples.features.first?.count else { return }
    if declaration.shape.isEmpty { declaration.shape = [width] }
    if declaration.featureCount != width {
      faults.add(
        .rowWidth(subject: "shape \(declaration.shape)", found: declaration.featureCount, expected: width),
        at: node.deepest(on: ["shape"]))
    }
    inline.sha256 = inline.contentDigest
    declaration.format = inline
  }
}
