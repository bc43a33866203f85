import Testing

@testable import Tables

/// CSV that is written is read back, and what RFC 4180 does not allow is refused with its line.
@Suite struct CSVReaderTests {
  @Test func whatIsWrittenIsReadBack() throws {
    var document = CSVDocument(columns: ["a", "b,\"c\""])
    document.append([.text(" x\ny "), .real(1e-7)])
    document.append([.empty, .text("é, \"quoted\"\r\n")])
    #expect(
      try CSVReader.rows(String(decoding: document.bytes, as: UTF8.self)) == [
        ["a", "b,\"c\""], [" x\ny ", "1e-07"], ["", "é, \"quoted\"\r\n"],
      ])
  }

  @Test(arguments: [
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]), ("\u{FEFF}a\n\n\nb\n", [["a"], ["b"]]), ("", []),
    ("a,\n,\n", [["a", ""], ["", ""]]), ("\"\"\n", [[""]]), ("a\rb", [["a"], ["b"]]),
  ])
  func lineEndsAndBlankLines(_ text: String, _ rows: [[String]]) throws {
    #expect(try CSVReader.rows(text) == rows)
  }

  @Test(arguments: [
    ("a\n\"b\nc", CSVSyntaxError(kind: .unclosedQuote, line: 2)),
    ("a\nb\n\"c\"d", CSVSyntaxError(kind: .textAfterQuote, line: 3)),
  ])
  func quotesThatDoNotFitAreRefused(_ text: String, _ error: CSVSyntaxError) {
    #expect(throws: error) { try CSVReader.rows(text) }
  }
}
