/// A file of a dataset, plain or in gzip: its content tells.
package struct DataFileReference: Sendable, Hashable {
  /// Relative to the folder of the dataset, or absolute.
  package var path: String
  /// The SHA-256 of its content once decompressed, in hexadecimal; `nil` where none is declared.
  package var sha256: String?

  package init(path: String = "", sha256: String? = nil) {
    self.path = path
    self.sha256 = sha256
  }
}
