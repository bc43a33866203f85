import Declarations
import Model
import YAMLTree

extension NPYFormat: DeclaredFormat {
  package static let name = "npy"

  package static let record = Record<NPYFormat>(
    "the dataset format 'npy'",
    "Arrays as numpy.save writes them, the first axis the examples: booleans, integers or floats, "
      + "little-endian, in C order; plain or gzip.",
    blank: NPYFormat(),
    fields: [
      Field("train", \.train, Files.record.type, required: true, "The training examples."),
      Field("validation", \.validation, Files.record.type, "The validation examples."),
      Field("test", \.test, Files.record.type, "The test examples."),
    ])

  var parameters: JSONValue { .object([]) }

  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {}
}

extension NPYFormat.Files {
  static let record = Record<NPYFormat.Files>(
    "the part", "The examples of one part.", blank: NPYFormat.Files(),
    fields: [
      Field("features", \.features, .dataFile, required: true, "The features of the examples."),
      Field(
        "targets", \.targets, .dataFile, required: true,
        "The class of each example, a whole number, where the dataset has classes; else a value or several."),
    ])
}
