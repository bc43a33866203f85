/// Text that a terminal may be given: a control character would break the line or command the terminal, and a
/// change of direction would turn the line around. Each becomes a space.
package enum PrintableText {
  /// The text on one line.
  package static func line(_ text: String) -> String { replacing(in: text) { _ in false } }

  /// The text with its line breaks and tabs.
  package static func lines(_ text: String) -> String { replacing(in: text) { $0 == "\n" || $0 == "\t" } }

  private static func replacing(in text: String, keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    if text.isPrintableASCII { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      let isControl =
        switch scalar.value {
        case 0x2028...0x202E, 0x2066...0x2069: true
        default: scalar.properties.generalCategory == .control
        }
      result.unicodeScalars.append(isControl && !isKept(scalar) ? " " : scalar)
    }
    return result
  }
}
