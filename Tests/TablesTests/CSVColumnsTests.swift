import Foundation
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

  /// Numbers of columns that are apart are written apart, wherever these columns are.
  @Test(arguments: [[1], [0], [3], [0, 3], [1, 2], [0, 1, 2, 3], []])
  func columnsApart(_ apart: Set<Int>) throws {
    let columns = (0..<4).map {
      CSVColumns.Column(.number, missing: .dropsRecord, isApart: apart.contains($0))
    }
    let rows = (0..<40).map { row in (0..<4).map { Double(row * 4 + $0) / 8 } }
    let text = rows.map { row in row.map { "\($0)" }.joined(separator: ",") }.joined(separator: "\n,1,2,3\n")
    let numbers = CSVNumbers()
    let count = try Array(text.utf8).withUnsafeBufferPointer {
      try CSVColumns(columns, markers: [""]).rows(of: $0, numbers: numbers).get().count
    }
    #expect(count == 40)
    #expect(
      Array(numbers.values) == rows.flatMap { row in (0..<4).filter { !apart.contains($0) }.map { row[$0] } })
    #expect(
      Array(numbers.valuesApart) == rows.flatMap { row in (0..<4).filter(apart.contains).map { row[$0] } })
  }

  /// Whatever its fields are like, a table of numbers has those that each field is, and the first field that
  /// is none is found.
  @Test func randomFields() throws {
    var random = RandomBits(state: 12)
    func field() -> String {
      let text = random.digits(random.next(below: [3, 9, 20][random.next(below: 3)]) + 1)
      let place = random.next(below: text.count + 3)
      let number = place > text.count ? text : "\(text.prefix(place)).\(text.dropFirst(place))"
      return switch random.next(below: 60) {
      case 0: "\(number)e-\(random.next(below: 30))"
      case 1: "+\(number)"
      case 2: " \(number)"
      case 3: "\"\(number)\""
      case 4..<30: "-\(number)"
      default: number
      }
    }
    for _ in 0..<600 {
      let (width, height) = (random.next(below: 9) + 1, random.next(below: 12) + 1)
      let lineBreak = ["\n", "\r\n", "\r"][random.next(below: 3)]
      var fields = (0..<height).map { _ in (0..<width).map { _ in field() } }
      func text() -> String {
        fields.map { $0.joined(separator: ",") }.joined(separator: lineBreak)
          + (random.next(below: 2) == 0 ? lineBreak : "")
      }
      let columns = [CSVColumns.Column](repeating: .init(.number), count: width)
      let values = fields.joined().map { strtod($0.filter { $0 != "\"" && $0 != " " }, nil) }
      #expect(
        try Self.rows(text(), columns).numbers.map(\.bitPattern) == values.map(\.bitPattern), "\(fields)")

      let (row, column) = (random.next(below: height), random.next(below: width))
      let wrong = ["x", "1.2.3", "1-", "1:5", "--1", "12345678901x", "."][random.next(below: 7)]
      fields[row][column] = wrong
      #expect(throws: CSVFault(kind: .notNumber(wrong), line: row, column: column), "\(fields)") {
        try Self.rows(text(), columns)
      }
      fields[row][column] = "1,2"
      #expect(throws: CSVFault(kind: .fieldCount(width + 1), line: row, column: nil), "\(fields)") {
        try Self.rows(text(), columns)
      }
    }
  }

  /// Nothing is read behind the bytes of a piece, nor before them: there is no memory there.
  @Test func noByteBesidesIsRead() throws {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let memory = try #require(
      mmap(nil, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0) as UnsafeMutableRawPointer?)
    defer { munmap(memory, 3 * page) }
    let room = UnsafeMutableRawBufferPointer(start: memory + page, count: page)
    mprotect(memory, page, PROT_NONE)
    mprotect(memory + 2 * page, page, PROT_NONE)
    let columns = [CSVColumns.Column](repeating: .init(.number), count: 3)
    var random = RandomBits(state: 13)
    for length in 0..<200 {
      let digits = (0..<length).map { _ in random.digits(random.next(below: 20) + 1) }
      let text = String(
        digits.enumerated().map { "\($1.prefix(1)).\($1.dropFirst())\($0 % 3 == 2 ? "\n" : ",")" }.joined()
          .prefix(length))
      let bytes = Array(text.utf8)
      for start in [0, page - bytes.count] {
        let piece = UnsafeMutableRawBufferPointer(rebasing: room[start..<start + bytes.count])
        piece.copyBytes(from: bytes)
        let numbers = (CSVNumbers(), CSVNumbers())
        let columns = CSVColumns(columns)
        let rows = columns.rows(of: UnsafeBufferPointer(piece.bindMemory(to: UInt8.self)), numbers: numbers.0)
        let same = bytes.withUnsafeBufferPointer { columns.rows(of: $0, numbers: numbers.1) }
        #expect(rows.map(\.count) == same.map(\.count), "\(text)")
        #expect(numbers.0.values.elementsEqual(numbers.1.values), "\(text)")
      }
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
