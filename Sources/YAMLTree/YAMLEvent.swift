internal import CYAML

/// One event of libyaml, with Swift's types.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(YAMLScalarEvent)
    case collectionStart(CollectionKind, anchor: String?, tag: String?)
    case collectionEnd
  }

  enum CollectionKind { case sequence, mapping }

  let kind: Kind
  let start: SourceMark
  let end: SourceMark
}

struct YAMLScalarEvent {
  let text: String
  let isPlain: Bool
  let anchor: String?
  let tag: String?
}

extension YAMLEvent {
  init(_ event: yaml_event_t, in file: SourceFile) {
    start = SourceMark(event.start_mark, in: file)
    end = SourceMark(event.end_mark, in: file)
    switch event.type {
    case YAML_STREAM_END_EVENT: kind = .streamEnd
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(String(yaml: event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      kind = .scalar(
        YAMLScalarEvent(
          text: String(decoding: bytes, as: UTF8.self),
          isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
          anchor: String(yaml: scalar.anchor), tag: String(yaml: scalar.tag)))
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      kind = .collectionStart(
        .sequence, anchor: String(yaml: sequence.anchor), tag: String(yaml: sequence.tag))
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      kind = .collectionStart(.mapping, anchor: String(yaml: mapping.anchor), tag: String(yaml: mapping.tag))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .collectionEnd
    default: kind = .streamStart
    }
  }
}

extension SourceMark {
  /// libyaml counts lines and columns from 0, and columns in Unicode scalars.
  init(_ mark: yaml_mark_t, in file: SourceFile) {
    self.init(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

extension String {
  /// A string of libyaml's; `nil` where there is none.
  fileprivate init?(yaml text: UnsafePointer<yaml_char_t>?) {
    guard let text else { return nil }
    self = String(cString: text)
  }
}
