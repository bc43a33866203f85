internal import CYAML

/// The events of one file, as libyaml's parser finds them.
///
/// The stream owns the parser and its own copy of the input, both at fixed addresses, as libyaml needs them.
final class YAMLEventStream {
  private let file: SourceFile
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let isInitialized: Bool

  init(_ file: SourceFile) {
    self.file = file
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    input = .allocate(capacity: file.bytes.count)
    _ = input.initialize(fromContentsOf: file.bytes)
    isInitialized = yaml_parser_initialize(parser) == 1
    guard isInitialized else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    if isInitialized { yaml_parser_delete(parser) }
    parser.deallocate()
    input.deallocate()
  }

  /// The next event.
  /// - Throws: what libyaml finds wrong with the text.
  func next() throws(YAMLError) -> YAMLEvent {
    guard isInitialized else { throw YAMLError(.outOfMemory, at: .whole(file)) }
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event, in: file)
  }

  private func failure() -> YAMLError {
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "malformed YAML"
    switch parser.pointee.error {
    case YAML_MEMORY_ERROR: return YAMLError(.outOfMemory, at: .whole(file))
    case YAML_READER_ERROR: return readerFailure(atByte: Int(parser.pointee.problem_offset))
    default: break
    }
    let mark = SourceMark(parser.pointee.problem_mark, in: file)
    if problem == "found character that cannot start any token", let scalar = file.scalar(at: mark) {
      return YAMLError(.characterStartsNothing(scalar), at: mark)
    }
    if problem == "mapping values are not allowed in this context", let (text, line) = file.word(above: mark)
    {
      return YAMLError(.keyBelowScalar(text, line: line), at: mark)
    }
    guard let context = parser.pointee.context.map({ String(cString: $0) }) else {
      return YAMLError(.syntax(problem: problem, context: nil, contextMark: nil), at: mark)
    }
    let contextMark = SourceMark(parser.pointee.context_mark, in: file)
    // At the end of the file there is nothing to see; what was left open is where the hand is needed.
    if mark == file.end { return YAMLError(.unfinished(problem: problem, context: context), at: contextMark) }
    // A context that begins where the problem is says nothing by its place.
    let place = contextMark == mark ? nil : contextMark
    return YAMLError(.syntax(problem: problem, context: context, contextMark: place), at: mark)
  }

  /// libyaml's reader tells the byte alone: it either is not UTF-8 or begins a character that YAML does not
  /// allow.
  private func readerFailure(atByte offset: Int) -> YAMLError {
    let mark = file.mark(atByte: offset)
    var decoder = UTF8()
    var bytes = file.bytes.dropFirst(offset).makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&bytes) {
      return YAMLError(.controlCharacter(scalar), at: mark)
    }
    return YAMLError(.invalidUTF8(byte: file.bytes.dropFirst(offset).first ?? 0), at: mark)
  }
}

extension SourceFile {
  /// The character at a position; `nil` at the end of a line.
  fileprivate func scalar(at mark: SourceMark) -> Unicode.Scalar? {
    line(mark.line)?.unicodeScalars.dropFirst(mark.column - 1).first
  }

  /// The plain word that ends the line above a position, the first thing in its own line being a key.
  fileprivate func word(above mark: SourceMark) -> (text: String, line: Int)? {
    guard mark.line > 1, let above = line(mark.line - 1), let own = line(mark.line) else { return nil }
    let start = own.unicodeScalars.prefix(mark.column - 1)
    guard start.allSatisfy({ $0 == " " || $0.isWordCharacter }) else { return nil }
    let word = above.unicodeScalars.reversed().drop { $0 == " " || $0 == "\r" }.prefix { $0.isWordCharacter }
    return word.isEmpty ? nil : (String(String.UnicodeScalarView(word.reversed())), mark.line - 1)
  }
}

extension Unicode.Scalar {
  fileprivate var isWordCharacter: Bool {
    self == "_" || properties.isAlphabetic || ("0"..."9").contains(self)
  }
}
