import Declarations

extension Reference {
  /// All that experiment and dataset files may say.
  package static var files: Reference {
    var reference = Reference()
    for kind in KindSpec.allCases { reference.add(file: "kind: \(kind.rawValue)", FileSchema.branch(kind)) }
    reference.add(file: "dataset file", FileSchema.dataset.json)
    return reference
  }
}
