internal import Digests

/// What an experiment leaves: files by their path within its folder, and a text for the terminal.
package struct ResultFiles: Sendable {
  package var files: [ResultFile]
  package var summary: String

  package init(files: [ResultFile], summary: String) {
    self.files = files
    self.summary = summary
  }
}

/// A file of results.
package struct ResultFile: Sendable {
  /// The path within the folder of the experiment.
  package let name: String
  package let bytes: [UInt8]
  /// The SHA-256 of the content.
  let digest: String

  package init(_ name: String, _ bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    digest = SHA256.digest(of: bytes)
  }

  package init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

  package var text: String { String(decoding: bytes, as: UTF8.self) }
}
