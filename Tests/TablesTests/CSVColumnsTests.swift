import Testing

@testable import Tables

/// Records of known columns become numbers and codes, whatever pieces the table is read in.
@Suite struct CSVColumnsTests {
  private static let columns: [CSVColumns.Column] = [
    .init(.number, missing: .isKept), .init(.ignored), .init(.text, missing: .isKept),
    .init(.number, missing: .dropsRecord),
  ]

  private static func rows(
    _ text: String, _ columns: [CSVColumns.Column] = Self.columns, _ dialect: CSVDialect = CSVDialect(),
    markers: [String] = ["", "NA"]
  ) throws -> (rows: CSVRows, numbers: [Double]) {
    let numbers = CSVNumbers()
    let rows = try Array(text.utf8).withUnsafeBufferPointer {
      try CSVColumns(columns, dialect: dialect, markers: markers).rows(of: $0, numbers: numbers).get()
    }
    return (rows, Array(numbers.values))
  }

  @Test func numbersAndCodes() throws {
    let (rows, numbers) = try Self.rows(
      "1,x,red,2\n3.5,\"a,\nb\",\"gr\"\"een\",-4e2\n\n 5 ,,red,\"6\"\r\n7,y,NA,NA\n,y, NA ,8")
    #expect(rows.count == 4)
    #expect(numbers.map { $0.isNaN ? -1 : $0 } == [1, 2, 3.5, -400, 5, 6, -1, 8])
    #expect(rows.codes == [0, 1, 0, -1])
    #expect(rows.texts == [["red", "gr\"een"]])
    #expect((0..<4).map(rows.line(of:)) == [0, 1, 4, 6])
    #expect(rows.missingCounts == [1, 0, 2, 1])
    #expect(rows.lineCount == 6)
  }

  /// Short texts are found again by their bytes alone, among more than there is room for; those in quotes,
  /// longer ones and those with a byte of 0 are not.
  @Test func textsThatComeAgain() throws {
    let texts =
      (0..<300).map { "t\($0 % 150)" }
      + ["12345678", "123456789", "12345678", "\"t1\"", "a\0", "a", "a\0", " t1", "é", "é"]
    let column = [CSVColumns.Column(.text, missing: .isKept)]
    let rows = try Self.rows(texts.joined(separator: "\n"), column).rows
    #expect(
      rows.codes.map { rows.texts[0][Int($0)] } == texts.map { $0 == "\"t1\"" ? "t1" : $0 })
    #expect(Set(rows.texts[0]).count == rows.texts[0].count)
  }

  @Test func dialects() throws {
    let (_, numbers) = try Self.rows(
      "1,5;a;b;2\n-,25;;b;1e3\n", Self.columns,
      CSVDialect(separator: UInt8(ascii: ";"), decimal: UInt8(ascii: ",")))
    #expect(numbers == [1.5, 2, -0.25, 1000])
  }

  /// A marker that is a number is a marker.
  @Test func markersThatAreNumbers() throws {
    let (rows, numbers) = try Self.rows("-9,,a,1\n1,,b,-9\n2,,-9,3\n", markers: ["-9"])
    #expect(numbers.map { $0.isNaN ? -1 : $0 } == [-1, 1, 2, 3])
    #expect(rows.codes == [0, -1])
  }

  @Test(arguments: [
    ("1,2\n1,2,3\n", CSVFault.Kind.fieldCount(3), 1, nil as Int?),
    ("1,2\n\n\"1 \"\n", .fieldCount(1), 2, nil),
    ("1,2\n1,x\n", .notNumber("x"), 1, 1), ("\"1 \",2\n1,\"2x\"", .notNumber("2x"), 1, 1),
    ("1,nan", .notFinite("nan"), 0, 1), ("-Infinity,1", .notFinite("-Infinity"), 0, 0),
    ("1,1e999", .notFinite("1e999"), 0, 1), ("1,\n", .missing(""), 0, 1), ("1, NA ", .missing(" NA "), 0, 1),
    ("1,\"2", .quotes(.unclosedQuote), 0, nil), ("1,2\n1,\"\n2\"3", .quotes(.textAfterQuote), 2, nil),
    ("1,0x10", .notNumber("0x10"), 0, 1), ("1,1 2", .notNumber("1 2"), 0, 1),
  ])
  func faults(_ text: String, _ kind: CSVFault.Kind, _ line: Int, _ column: Int?) {
    #expect(throws: CSVFault(kind: kind, line: line, column: column)) {
      try Self.rows(text, [.init(.number), .init(.number)])
    }
  }

  /// Cut anywhere, a table has the same rows on the same lines.
  @Test(arguments: ["\n", "\r\n", "\r"]) func pieces(lineBreak: String) throws {
    let text = ["1,a,red,2", "", "3,\"x,\"\"\ny\",\"blue\",4", "5,z,NA,NA", "6,,red,7"].joined(
      separator: lineBreak)
    let columns = CSVColumns(Self.columns, markers: ["", "NA"])
    let (whole, wholeNumbers) = try Self.rows(text + lineBreak)
    let bytes = Array((text + lineBreak).utf8)
    for size in 1...bytes.count {
      var rows = CSVRows(textColumns: 1, columns: 4)
      let memory = CSVNumbers()
      var numbers: [Double] = []
      var rest: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        rest += bytes[start..<min(start + size, bytes.count)]
        let end = rest.withUnsafeBufferPointer { columns.lastRecordEnd(in: $0) } ?? 0
        rows.append(
          try Array(rest[..<end]).withUnsafeBufferPointer { try columns.rows(of: $0, numbers: memory).get() })
        numbers += memory.values
        rest.removeFirst(end)
      }
      rows.append(try rest.withUnsafeBufferPointer { try columns.rows(of: $0, numbers: memory).get() })
      #expect(numbers + memory.values == wholeNumbers)
      #expect(rows.codes == whole.codes)
      #expect(rows.texts == whole.texts)
      #expect((0..<rows.count).map(rows.line(of:)) == (0..<rows.count).map(whole.line(of:)), "\(size)")
      #expect(rows.lineCount == whole.lineCount)
    }
  }
}
