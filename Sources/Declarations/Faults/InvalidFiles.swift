import YAMLTree

/// Every mistake of the files given, sorted by position: what a user sees before anything runs.
package struct InvalidFiles: Error, Sendable {
  package var diagnostics: [Diagnostic]
  /// Whether more mistakes were not looked for.
  package var isTruncated = false

  package init(diagnostics: [Diagnostic], isTruncated: Bool = false) {
    self.diagnostics = diagnostics
    self.isTruncated = isTruncated
  }

  /// The first `limit` mistakes of those found.
  package init(_ faults: Faults, limit: Int = .max) {
    self.init(
      diagnostics: faults.all.prefix(limit).sorted { ($0.mark, $0.length) < ($1.mark, $1.length) }
        .map(Diagnostic.init))
    isTruncated = faults.isTruncated || faults.all.count >= limit
  }
}
