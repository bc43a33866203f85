import Testing

@testable import Tables

/// A CSV file that is made row by row.
@Suite struct CSVDocumentTests {
  @Test func rowsStandBelowTheHeader() {
    var document = CSVDocument(columns: ["a", "b,c"])
    document.append([.text("x\"y"), .real(0.5)])
    document.append([.empty, .integer(3)])
    #expect(String(decoding: document.bytes, as: UTF8.self) == "a,\"b,c\"\n\"x\"\"y\",0.5\n,3\n")
  }

  @Test func aSingleColumnOfNothingIsARow() {
    var document = CSVDocument(columns: ["a"])
    document.append([.empty])
    #expect(String(decoding: document.bytes, as: UTF8.self) == "a\n\"\"\n")
  }
}
