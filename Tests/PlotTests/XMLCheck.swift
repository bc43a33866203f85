import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the XML parser has against a text; nil for well-formed XML.
func xmlFault(in text: String) -> String? {
  let parser = XMLParser(data: Data(text.utf8))
  if parser.parse() { return nil }
  return parser.parserError.map { "\($0) at line \(parser.lineNumber)" } ?? "malformed"
}
