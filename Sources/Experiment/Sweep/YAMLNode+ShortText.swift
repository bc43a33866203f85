import YAMLTree

extension YAMLNode {
  /// The longest text that is shown as a whole.
  private static let shortTextLimit = 60

  /// The node in one short line, for tables and legends: `sgd learning_rate=0.1`, `[dense units=10]`.
  /// A scalar is its text. A long list or mapping is cut, and ends in six digits that tell it from others.
  var shortText: String {
    let text = briefText
    guard scalar == nil, text.count > Self.shortTextLimit else { return text }
    // FNV-1a, folded to 24 bits: http://www.isthe.com/chongo/tech/comp/fnv
    let hash = flowText.utf8.reduce(UInt32(0x811C_9DC5)) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let digits = String((hash >> 24 ^ hash) & 0xFF_FFFF, radix: 16)
    let padding = String(repeating: "0", count: 6 - digits.count)
    return "\(text.prefix(Self.shortTextLimit - 10))... \(padding)\(digits)"
  }

  /// One key is a name with its parameters, several keys are parameters.
  private var briefText: String {
    switch content {
    case .scalar(let scalar): return scalar.text
    case .sequence(let items): return "[" + items.map(\.briefText).joined(separator: ", ") + "]"
    case .mapping(let mapping):
      if mapping.entries.isEmpty { return "{}" }
      guard mapping.entries.count == 1, let entry = mapping.entries.first, let inner = entry.value.mapping
      else {
        return Self.parameters(mapping)
      }
      return inner.entries.isEmpty ? entry.name : "\(entry.name) \(Self.parameters(inner))"
    }
  }

  /// `units=64 activation=relu`; what is a mapping of its own stands in braces.
  private static func parameters(_ mapping: YAMLMapping) -> String {
    mapping.entries.map { entry in
      let text = entry.value.briefText
      return "\(entry.name)=\(entry.value.mapping == nil ? text : "{\(text)}")"
    }.joined(separator: " ")
  }
}
