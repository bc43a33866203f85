import Declarations
import YAMLTree

/// A declared dataset: a file of its own in a `datasets` folder, or a mapping in the experiment.
package struct DatasetSpec: Sendable, Equatable {
  package var name = ""
  package var description: String?
  package var format = DatasetFormatSpec.idx(IDXSpec())
  package var shape: [Int] = []
  package var classes: [String]?
  package var normalization: NormalizationSpec?
  package var sources: [String] = []
  package var licence: String?
  package var citation: String?
  /// The folder that relative paths start from; not part of the file.
  package var directory = ""

  /// Features of one example: the product of the shape, which the declaration's check keeps in range.
  package var featureCount: Int { shape.reduce(1, *) }

  static let record = Record(
    "the dataset", "A dataset: its files, their digests, and how their bytes become numbers.",
    blank: DatasetSpec(),
    fields: [
      Field("name", \.name, .identifier, required: true, "The name that experiments use."),
      Field("description", \.description, .string, "What it holds, in a sentence."),
      Field("format", \.format, DatasetFormatSpec.type, required: true, "The form of the files."),
      Field(
        "shape", \.shape, .list(of: .integer(.within(1...65536)), count: .within(1...4)),
        "The dimensions of one example, such as [28, 28]; those of inline data follow from it."),
      Field(
        "classes", \.classes, .list(of: .string, count: .within(1...65536)),
        "The names of the classes, in the order of their labels."),
      Field(
        "normalization", \.normalization, NormalizationSpec.record.type,
        "(x - mean) / standard_deviation, with bytes first divided by 255."),
      Field("sources", \.sources, .list(of: .string), "Where the files can be fetched from."),
      Field("licence", \.licence, .string, "The terms that the data come under."),
      Field("citation", \.citation, .string, "How to cite it."),
    ])

  package var hasTestSplit: Bool {
    switch format {
    case .idx(let spec): spec.test != nil
    case .inline: false
    }
  }

  /// The width of the targets that are values; `nil` for classes.
  package var targetWidth: Int? {
    switch format {
    case .idx: nil
    case .inline(let spec): classes == nil ? spec.targets.first?.count : nil
    }
  }

  /// What of the declaration decides a result: no paths, names or prose.
  package var identity: JSONValue {
    var members: [JSONValue.Member] = [
      .init("format", format.identity), .init("shape", .array(shape.map { .integer($0) })),
    ]
    if let classes { members.append(.init("classes", .integer(classes.count))) }
    if let normalization {
      members.append(.init("normalization", NormalizationSpec.record.encode(normalization)))
    }
    return .object(members)
  }
}

package struct NormalizationSpec: Sendable, Equatable {
  package var mean = 0.0
  package var standardDeviation = 1.0

  static let record = Record(
    "normalization", "(x - mean) / standard_deviation, with bytes first divided by 255.",
    blank: NormalizationSpec(),
    fields: [
      Field("mean", \.mean, .real(), required: true, "The mean of the features."),
      Field(
        "standard_deviation", \.standardDeviation, .real(.above(0)), required: true,
        "The standard deviation of the features."),
    ])
}

package enum DatasetFormatSpec: Sendable, Equatable {
  case idx(IDXSpec)
  case inline(InlineSpec)

  static let type = ValueType<DatasetFormatSpec>.alternatives(
    "dataset format",
    [
      Alternative("idx", IDXSpec.record, wrap: DatasetFormatSpec.idx) {
        if case .idx(let spec) = $0 { spec } else { nil }
      },
      Alternative("inline", InlineSpec.record, wrap: DatasetFormatSpec.inline) {
        if case .inline(let spec) = $0 { spec } else { nil }
      },
    ])

  var identity: JSONValue {
    switch self {
    case .idx(let spec):
      let files = spec.files.map { JSONValue.string($0.sha256) }
      return .object([.init("idx", .array(files))])
    case .inline(let spec): return .object([.init("inline", InlineSpec.record.encode(spec))])
    }
  }

  /// Every file that the dataset is read from.
  package var files: [DatasetFileSpec] {
    switch self {
    case .idx(let spec): spec.files
    case .inline: []
    }
  }
}

/// The format of MNIST: unsigned bytes behind a header of dimensions, perhaps compressed by gzip.
package struct IDXSpec: Sendable, Equatable {
  package var train = IDXSplitSpec()
  package var test: IDXSplitSpec?

  var files: [DatasetFileSpec] {
    [train.images, train.labels] + (test.map { [$0.images, $0.labels] } ?? [])
  }

  static let record = Record(
    "the dataset format 'idx'", "IDX files of unsigned bytes, the format of MNIST, plain or gzip.",
    blank: IDXSpec(),
    fields: [
      Field("train", \.train, IDXSplitSpec.record.type, required: true, "The training examples."),
      Field("test", \.test, IDXSplitSpec.record.type, "The test examples."),
    ])
}

package struct IDXSplitSpec: Sendable, Equatable {
  package var images = DatasetFileSpec()
  package var labels = DatasetFileSpec()

  static let record = Record(
    "the split", "The examples of one split.", blank: IDXSplitSpec(),
    fields: [
      Field("images", \.images, DatasetFileSpec.record.type, required: true, "The features of the examples."),
      Field("labels", \.labels, DatasetFileSpec.record.type, required: true, "The class of each example."),
    ])
}

/// A file of a dataset with the digest of its content.
package struct DatasetFileSpec: Sendable, Equatable {
  package var path = ""
  package var sha256 = ""

  static let record = Record(
    "the file", "A file, relative to the dataset's own.", blank: DatasetFileSpec(),
    fields: [
      Field(
        "path", \.path, .string, required: true,
        "Relative to the dataset file and within its folder, or absolute."),
      Field(
        "sha256", \.sha256, .sha256, required: true,
        "SHA-256 of the content, after decompression, in hexadecimal."),
    ])
}

extension ValueType where Value == String {
  /// A digest of 64 hexadecimal digits, in lower case.
  fileprivate static var sha256: ValueType {
    ValueType(schema: ["type": "string", "pattern": "^[0-9a-fA-F]{64}$"], encode: { .string($0) }) {
      node, faults in
      guard let text = node.string?.lowercased(), text.utf8.count == 64,
        text.utf8.allSatisfy({
          (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
        })
      else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "64 hexadecimal digits", found: node.summary),
          at: node)
        return nil
      }
      return text
    }
  }
}
