import Declarations
import Model

extension DatasetDeclaration {
  static let record = Record(
    "the dataset", "A dataset: its files, their digests, and how their bytes become numbers.",
    blank: DatasetDeclaration(),
    fields: [
      Field("name", \.name, .identifier, required: true, "The name that experiments use."),
      Field("description", \.description, .string, "What it holds, in a sentence."),
      Field("format", \.format, .datasetFormat, required: true, "The form of the files."),
      Field(
        "shape", \.shape, .list(of: .integer(.within(1...65536)), count: .within(1...4)),
        "The dimensions of one example, such as [28, 28]; those of inline data follow from it."),
      Field(
        "classes", \.classes, .list(of: .string, count: .within(1...65536)),
        "The names of the classes, in the order of their labels."),
      Field(
        "normalization", \.normalization, Normalization.record.type,
        "(x - mean) / standard_deviation, with bytes first divided by 255."),
      Field("sources", \.sources, .list(of: .string), "Where the files can be fetched from."),
      Field("licence", \.licence, .string, "The terms that the data come under."),
      Field("citation", \.citation, .string, "How to cite it."),
    ])

  /// What of the declaration decides a result: no paths, names or prose, and digests in place of contents.
  package var identity: JSONValue {
    let format = (format as? any DeclaredFormat)?.identity ?? .null
    var members: [JSONValue.Member] = [
      .init("format", format), .init("shape", .array(shape.map { .integer($0) })),
    ]
    if let classes { members.append(.init("classes", .integer(classes.count))) }
    if let normalization {
      members.append(.init("normalization", Normalization.record.encode(normalization)))
    }
    return .object(members)
  }
}

extension Normalization {
  static let record = Record(
    "normalization", "(x - mean) / standard_deviation, with bytes first divided by 255.",
    blank: Normalization(),
    fields: [
      Field("mean", \.mean, .real(), required: true, "The mean of the features."),
      Field(
        "standard_deviation", \.standardDeviation, .real(.above(0)), required: true,
        "The standard deviation of the features."),
    ])
}

extension DataFileReference {
  static let record = Record(
    "the file", "A file, relative to the dataset's own.", blank: DataFileReference(),
    fields: [
      Field(
        "path", \.path, .string, required: true,
        "Relative to the dataset file and within its folder, or absolute."),
      Field(
        "sha256", \.sha256, .sha256, required: true,
        "SHA-256 of the content, after decompression, in hexadecimal."),
    ])
}

extension ValueType where Value == String? {
  /// A digest of 64 hexadecimal digits, in lower case.
  fileprivate static var sha256: ValueType {
    ValueType(
      schema: ["title": "64 hexadecimal digits", "type": "string", "pattern": "^[0-9a-fA-F]{64}$"],
      encode: { .string($0 ?? "") }
    ) {
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
