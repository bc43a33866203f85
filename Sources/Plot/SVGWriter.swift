/// Builds the text of an SVG file, one element a line, indented: such a file can be diffed.
///
/// Everything is escaped here and nowhere else. Characters that XML 1.0 cannot hold are dropped.
package struct SVGWriter: Sendable {
  package private(set) var text = ""
  private var openElements: [String] = []
  /// What the identifiers of this figure start with, so that two figures fit in one HTML page.
  let identifierPrefix: String
  private var identifierCount = 0
  /// The steps of sequential colours that were used.
  private(set) var sequentialSteps: Set<Int> = []

  package init(identifierPrefix: String) {
    self.identifierPrefix = String(
      identifierPrefix.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
  }

  /// A name for an element that others refer to, new at each call.
  mutating func identifier() -> String {
    identifierCount += 1
    return "\(identifierPrefix)-\(identifierCount)"
  }

  /// Takes down a colour that something was drawn in.
  mutating func note(_ paint: Paint) {
    if case .sequential(let share) = paint { sequentialSteps.insert(SequentialColors.step(of: share)) }
  }

  /// Writes `<name …/>`.
  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    indent()
    text += startTag(name, attributes) + "/>\n"
  }

  /// Writes `<name …>content</name>`.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], content: String
  ) {
    indent()
    text += startTag(name, attributes) + ">\(Self.escaped(content))</\(name)>\n"
  }

  /// Writes `<name …>`, what `body` writes, and `</name>`.
  mutating func group(
    _ name: String = "g", _ attributes: KeyValuePairs<String, String> = [:],
    _ body: (inout SVGWriter) -> Void
  ) {
    indent()
    text += startTag(name, attributes) + ">\n"
    openElements.append(name)
    body(&self)
    openElements.removeLast()
    indent()
    text += "</\(name)>\n"
  }

  private mutating func indent() {
    text += String(repeating: " ", count: openElements.count)
  }

  private func startTag(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    attributes.reduce("<\(name)") { $0 + " \($1.key)=\"\(Self.escaped($1.value))\"" }
  }

  /// Text with XML's special characters as references, line breaks and tabs as spaces, and without
  /// the characters that XML 1.0 excludes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
