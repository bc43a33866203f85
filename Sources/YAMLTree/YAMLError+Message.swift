#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension YAMLError {
  /// The error in words, with its place and an excerpt of the source.
  package var diagnostic: Diagnostic { Diagnostic(.error, reason.message, at: mark, length: length) }
}

extension YAMLError: CustomStringConvertible {
  package var description: String { diagnostic.description }
}

extension YAMLError.Reason {
  /// One line without a full stop.
  var message: String {
    switch self {
    case .unreadable(let reason): "cannot read the file: \(reason.message)"
    case .tooLarge(let limit): "the file is larger than \(size(limit))"
    case .utf16: "the file is in UTF-16; save it as UTF-8"
    case .invalidUTF8(let byte): "byte 0x\(hexadecimal(byte, digits: 2)) is not valid UTF-8"
    case .controlCharacter(let scalar):
      "control character U+\(hexadecimal(scalar.value, digits: 4)) is not allowed"

    case .syntax(let problem, let context, let contextMark):
      Self.syntaxMessage(problem, context, contextMark)
    case .unfinished(let problem, let context): "\(problem) \(context) that begins here"
    case .characterStartsNothing("\t"): "a tab cannot indent; use spaces"
    case .characterStartsNothing(let scalar):
      "\(quoted(String(scalar))) cannot begin a value; put the value in quotes"
    case .keyBelowScalar(let text, let line):
      "a key below \(quoted(text)) of line \(line), which is a whole value; with a colon behind it, "
        + "\(quoted(text + ":")), it may have keys"
    case .emptyDocument: "the file is empty"
    case .severalDocuments: "a second document begins here; a file holds one"
    case .outOfMemory: "not enough memory to read the file"

    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .tooManyNodes(let limit): "more than \(limit) values once aliases are expanded"
    case .tooManyDirectives(let limit): "more than \(limit) lines that begin with '%'"
    case .unknownAlias(let name): "no anchor \(quoted("&" + name)) comes before this alias"
    case .recursiveAlias(let name, let anchor):
      "alias \(quoted("*" + name)) lies within its own anchor (\(place(anchor)))"
    case .duplicateKey(let name, let first): "duplicate key \(quoted(name)), first given at \(place(first))"
    case .keyNotScalar: "a key has to be a plain name, not a list or a mapping"
    case .emptyKey: "the key before ':' is missing"
    case .invalidMerge: "'<<' takes a mapping or a list of mappings, usually aliases"
    case .unsupportedTag(let tag): "unsupported tag \(quoted(tag))"
    case .tagMismatch(let tag, let text): "\(quoted(text)) is not what its tag '!!\(tag.rawValue)' says"
    }
  }

  /// libyaml's words, in the order in which a reader needs them.
  private static func syntaxMessage(_ problem: String, _ context: String?, _ mark: SourceMark?) -> String {
    guard let context else { return problem }
    return "\(problem) \(context)" + (mark.map { " that begins at \(place($0))" } ?? "")
  }
}

extension YAMLError.UnreadableFile {
  package var message: String {
    switch self {
    case .missing: "no such file"
    case .directory: "it is a directory"
    case .notRegular: "it is not a regular file"
    case .permissionDenied: "permission denied"
    case .other(let errno): String(cString: strerror(errno))
    }
  }
}

/// A position in the file that the message is already about.
private func place(_ mark: SourceMark) -> String { "line \(mark.line), column \(mark.column)" }

/// A number of bytes, in MB where it is a whole number of them.
private func size(_ bytes: Int) -> String {
  bytes.isMultiple(of: 1_048_576) ? "\(bytes / 1_048_576) MB" : "\(bytes) bytes"
}

private func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(digits - text.count, 0)) + text
}
