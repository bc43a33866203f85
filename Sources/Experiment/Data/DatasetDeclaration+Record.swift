import Declarations
import Digests
import Model

extension DatasetDeclaration {
  static let record = Record<DatasetDeclaration>(
    "the dataset", "A dataset: its files, their digests, and how their bytes become numbers.",
    blank: DatasetDeclaration(),
    fields: [
      Field("name", \.name, .identifier, required: true, "The name that experiments use."),
      Field("description", \.description, .string, "What it holds, in a sentence."),
      Field("format", \.format, .datasetFormat, required: true, "The form of the files."),
      Field(
        "shape", \.shape, .list(of: .integer(.within(1...65536)), count: .within(1...4)),
        "The dimensions of one example, such as [28, 28]; those of all formats but idx follow from data."),
      Field(
        "classes", \.classNames, .classNames,
        "The names of the classes, in the order of their labels; or auto, for those in the training part in "
          + "ascending order. Without them targets are values."),
      Field(
        "split", \.split, SplitRule.record.type,
        "How test and validation examples are cut from the training examples."),
      Field("take", \.take, TakeCounts.record.type, "How many examples of each part are kept."),
      Field(
        "normalization", \.normalization, .normalizationRule,
        "What becomes of the features: standardize, min_max, or (x - mean) / standard_deviation with given "
          + "numbers. Bytes are first divided by 255; categories stay 0 and 1."),
      Field("sources", \.sources, .list(of: .string), "Where the files can be fetched from."),
      Field(
        "package", \.package, .string,
        "The Debian package that installs the files: a message about one that is not there names it."),
      Field("licence", \.licence, .string, "The terms that the data come under."),
      Field("citation", \.citation, .string, "How to cite it."),
    ])

  /// Computes the digest anew, after what decides a result was changed.
  mutating func updateDigest() { digest = SHA256.digest(of: Array(identity.compact.utf8)) }

  /// What of the declaration decides a result: no paths, names or prose, and digests in place of contents.
  package var identity: JSONValue {
    let digests = content?.digests ?? format.files.map { $0.sha256 ?? "" }
    let declared = format as? any DeclaredFormat
    var members: [JSONValue.Member] = [
      .init("format", declared?.identity(digests: digests) ?? .null),
      .init("shape", .array(shape.map { .integer($0) })),
    ]
    if format.parts.contains(.validation) { members.append(.init("validation", true)) }
    if case .listed(let names) = classNames, let declared, type(of: declared).readsClassNames {
      members.append(.init("classes", .array(names.map { .string($0) })))
    } else if let classes {
      members.append(.init("classes", .integer(classes.count)))
    }
    if let split { members.append(.init("split", SplitRule.record.identity(split))) }
    if let take { members.append(.init("take", TakeCounts.record.identity(take))) }
    if let normalization {
      members.append(
        .init("normalization", ValueType<NormalizationRule>.normalizationRule.encode(normalization)))
    }
    return .object(members)
  }
}
