import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the XML parser has against a text; nil for well-formed XML.
func xmlFault(in text: String) -> String? { XMLElements(of: text).fault }

/// The elements of an XML text with their attributes, in the order of their start tags.
final class XMLElements: NSObject, XMLParserDelegate {
  private(set) var all: [(name: String, attributes: [String: String])] = []
  private(set) var fault: String?
  private var open = 0

  init(of text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    // On Linux `parse` answers true where the text ends too soon, and may know no error then.
    let isRead = parser.parse()
    if let error = parser.parserError {
      fault = "\(error) at line \(parser.lineNumber)"
    } else if !isRead || all.isEmpty || open > 0 {
      fault = "malformed"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    open += 1
    all.append((name, attributes))
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open -= 1
  }
}
