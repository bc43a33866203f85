import Declarations
import Model
import YAMLTree

extension DataFileReference {
  static let record = Record<DataFileReference>(
    "the file", "A file, relative to the dataset's own.", blank: DataFileReference(),
    fields: [
      Field(
        "path", \.path, .string, required: true,
        "Relative to the dataset file and within its folder, or absolute."),
      Field(
        "sha256", \.sha256, .sha256,
        "SHA-256 of the content, after decompression, in hexadecimal; where there is none, any content is "
          + "taken, and its digest decides what a trial is."),
    ])
}

extension ValueType where Value == DataFileReference {
  /// A file with its digest, or its path alone.
  static var dataFile: ValueType {
    ValueType(
      schema: ["anyOf": [ValueType<String>.string.schema, DataFileReference.record.schema]],
      encode: { $0.sha256 == nil ? .string($0.path) : DataFileReference.record.encode($0) },
      decode: { node, faults in
        if node.mapping != nil { return DataFileReference.record.decode(node, &faults) }
        return ValueType<String>.string.decode(node, &faults).map { DataFileReference(path: $0) }
      })
  }
}

extension ValueType where Value == String {
  /// A digest of 64 hexadecimal digits, in lower case.
  fileprivate static var sha256: ValueType {
    ValueType(
      schema: ["title": "64 hexadecimal digits", "type": "string", "pattern": "^[0-9a-fA-F]{64}$"],
      encode: { .string($0) }
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
