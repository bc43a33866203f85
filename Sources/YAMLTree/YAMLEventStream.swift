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
}
