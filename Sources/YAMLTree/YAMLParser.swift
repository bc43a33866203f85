/// Reads YAML texts into trees of `YAMLNode`.
package enum YAMLParser {
  /// What a file may take at most. Aliases count as what they stand for.
  package struct Limits: Sendable {
    package var bytes = 16 * 1_048_576
    package var depth = 100
    package var nodes = 1_000_000
    /// `%TAG` lines, each of which libyaml compares with all before it.
    package var directives = 100

    package init() {}
  }

  /// The tree of a file.
  ///
  /// Faults that leave the rest of the tree readable (duplicate keys, bad merge keys, tags) go to `problems`,
  /// so that they can be reported together with those that a later stage finds; the file is still not to be
  /// used.
  /// - Parameters:
  ///   - path: the file's path, as messages are to show it.
  ///   - problems: what is found wrong is added here.
  ///   - limits: what the file may take.
  /// - Returns: the root of the file's only document.
  /// - Throws: the fault that makes the file unreadable.
  package static func parse(
    contentsOf path: String, problems: inout [YAMLError], limits: Limits = Limits()
  ) throws(YAMLError) -> YAMLNode {
    try parse(SourceFile.read(path, limit: limits.bytes), problems: &problems, limits: limits)
  }

  /// The tree of a text that is already in memory; otherwise as for a path.
  package static func parse(
    _ file: SourceFile, problems: inout [YAMLError], limits: Limits = Limits()
  ) throws(YAMLError) -> YAMLNode {
    guard file.bytes.count <= limits.bytes else {
      throw YAMLError(.tooLarge(limit: limits.bytes), at: .whole(file))
    }
    guard !file.bytes.starts(with: [0xFF, 0xFE]), !file.bytes.starts(with: [0xFE, 0xFF]) else {
      throw YAMLError(.utf16, at: .whole(file))
    }
    if let line = file.lines(startingWith: "%", beyond: limits.directives) {
      throw YAMLError(
        .tooManyDirectives(limit: limits.directives), at: SourceMark(file: file, line: line, column: 1))
    }
    var composer = YAMLComposer(file, limits: limits)
    let root = try composer.document()
    problems += composer.problems
    return root
  }

  /// The tree of a file without any fault; the first one is thrown.
  package static func parse(contentsOf path: String, limits: Limits = Limits()) throws(YAMLError) -> YAMLNode
  {
    try parse(SourceFile.read(path, limit: limits.bytes), limits: limits)
  }

  /// The tree of a text without any fault; the first one is thrown.
  package static func parse(_ file: SourceFile, limits: Limits = Limits()) throws(YAMLError) -> YAMLNode {
    var problems: [YAMLError] = []
    let root = try parse(file, problems: &problems, limits: limits)
    if let first = problems.first { throw first }
    return root
  }

  /// The tree of a text without any fault; `path` is what messages are to show.
  package static func parse(text: String, path: String) throws(YAMLError) -> YAMLNode {
    try parse(SourceFile(path: path, text: text))
  }
}
