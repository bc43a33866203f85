import Testing
import YAMLTree

/// Expects that a text is refused, with exactly these messages: each with its place, source line and caret.
func expectErrors(
  _ text: String, _ messages: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  expectErrors(Array(text.utf8), messages, sourceLocation: sourceLocation)
}

/// The same for bytes that need not be UTF-8.
func expectErrors(
  _ bytes: [UInt8], _ messages: [String], limits: YAMLParser.Limits = .init(),
  sourceLocation: SourceLocation = #_sourceLocation
) {
  var problems: [YAMLError] = []
  do {
    _ = try YAMLParser.parse(SourceFile(path: "x.yaml", bytes: bytes), problems: &problems, limits: limits)
  } catch {
    problems.append(error)
  }
  #expect(problems.map(\.description) == messages, sourceLocation: sourceLocation)
}

/// The tree of a text that has no faults.
func parsed(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> YAMLNode {
  do {
    return try YAMLParser.parse(text: text, path: "x.yaml")
  } catch {
    Issue.record("\(error)", sourceLocation: sourceLocation)
    throw error
  }
}

extension YAMLNode {
  /// The tree on one line: `{a: [1, "5"]}`, strings that are not plain in double quotes.
  var outline: String {
    switch content {
    case .scalar(let scalar): scalar.isPlain ? scalar.text : "\"\(scalar.text)\""
    case .sequence(let nodes): "[\(nodes.map(\.outline).joined(separator: ", "))]"
    case .mapping(let mapping):
      "{\(mapping.entries.map { "\($0.name): \($0.value.outline)" }.joined(separator: ", "))}"
    }
  }
}
