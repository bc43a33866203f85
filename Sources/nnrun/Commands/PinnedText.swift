import YAMLTree

/// The text of a dataset file to which digests are added where its files are named; all else stays.
///
///     file: iris.csv              file: {path: iris.csv, sha256: 5f...}
///     {path: a.gz}                {path: a.gz, sha256: 5f...}
///     path: a.gz                  path: a.gz
///                                 sha256: 5f...
struct PinnedText {
  private var edits: [(line: Int, column: Int, text: String)] = []
  private var lines: [String]

  /// `text` is that of the file, `root` its tree, and `digests` those of files by their paths.
  /// Returns `nil` where a file is named in a place to which no digest can be added, as over several lines.
  init?(_ text: String, _ root: YAMLNode, digests: [String: String]) {
    // By scalars, for CR LF is one character.
    lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    for format in root.mapping?["format"]?.mapping?.entries ?? [] {
      for entry in format.value.mapping?.entries ?? [] {
        let isTable = format.name == "csv"
        let references = isTable ? [entry] : entry.value.mapping?.entries ?? []
        for reference in references where !isTable || Self.tableKeys.contains(reference.name) {
          guard add(reference.value, digests) else { return nil }
        }
      }
    }
    for edit in edits.sorted(by: { ($0.line, $0.column) > ($1.line, $1.column) }) {
      var scalars = Array(lines[edit.line - 1].unicodeScalars)
      scalars.insert(contentsOf: edit.text.unicodeScalars, at: edit.column - 1)
      lines[edit.line - 1] = String(String.UnicodeScalarView(scalars))
    }
  }

  private static let tableKeys: Set = ["file", "train", "validation", "test"]

  var text: String { lines.joined(separator: "\n") }

  /// Adds the digest of a file that is named at `node`, where it has none.
  private mutating func add(_ node: YAMLNode, _ digests: [String: String]) -> Bool {
    guard let mapping = node.mapping else {
      guard let path = node.scalar?.text, let digest = digests[path] else { return true }
      guard node.mark.line == node.endMark.line, holds(node) else { return false }
      edits.append((node.mark.line, node.mark.column, "{path: "))
      edits.append((node.endMark.line, node.endMark.column, ", sha256: \(digest)}"))
      return true
    }
    guard mapping["sha256"] == nil, let entry = mapping.entry("path"), let path = entry.value.scalar?.text,
      let digest = digests[path]
    else { return true }
    guard entry.value.mark.line == entry.value.endMark.line, holds(entry.value) else { return false }
    let end = entry.value.endMark
    if scalar(at: node.mark) == "{" {
      edits.append((end.line, end.column, ", sha256: \(digest)"))
    } else {
      let line = Array(lines[end.line - 1].unicodeScalars)
      let isWindows = line.last == "\r"
      let indent = String(repeating: " ", count: entry.key.mark.column - 1)
      let place = line.count - (isWindows ? 1 : 0) + 1
      edits.append((end.line, place, (isWindows ? "\r\n" : "\n") + "\(indent)sha256: \(digest)"))
    }
    return true
  }

  private func scalar(at mark: SourceMark) -> Unicode.Scalar? {
    guard lines.indices.contains(mark.line - 1) else { return nil }
    let scalars = Array(lines[mark.line - 1].unicodeScalars)
    return scalars.indices.contains(mark.column - 1) ? scalars[mark.column - 1] : nil
  }

  /// Whether the text of a plain or quoted scalar stands at its mark.
  private func holds(_ node: YAMLNode) -> Bool {
    let first = scalar(at: node.mark)
    return first == node.scalar?.text.unicodeScalars.first || first == "\"" || first == "'"
  }
}
