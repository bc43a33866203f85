import Testing

@testable import Tables

@Suite struct CSVWriterTests {
  @Test(arguments: [
    (0.1, "0.1"), (2.0, "2.0"), (-0.0, "-0.0"), (1e-05, "1e-05"), (1e16, "1e+16"),
    (0.30000000000000004, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"),
    (1.7976931348623157e308, "1.7976931348623157e+308"), (.nan, "nan"), (-.nan, "nan"),
    (.infinity, "inf"), (-.infinity, "-inf"),
  ])
  func realNumbers(value: Double, expected: String) {
    #expect(CSVWriter.field(.real(value)) == expected)
  }

  @Test func singleNumbersHaveTheDigitsOfAFloat() {
    #expect(CSVWriter.field(.single(0.1)) == "0.1")
    #expect(CSVWriter.field(.single(.pi)) == "3.1415925")
    #expect(CSVWriter.field(.single(.infinity)) == "inf")
    #expect(CSVWriter.field(.single(.nan)) == "nan")
  }

  @Test func realNumbersReadBackToTheSameBits() {
    var bits: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<10_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = Double(bitPattern: bits)
      guard value.isFinite else { continue }
      #expect(Double(CSVWriter.field(.real(value)))?.bitPattern == bits)
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("dos\r\nline", "\"dos\r\nline\""), (" padded", "\" padded\""),
    ("padded ", "\"padded \""), ("tab\tbed", "tab\tbed"), ("ŷ,ŷ", "\"ŷ,ŷ\""),
    // A combining accent after a quote makes one Character of the two, still a quote in CSV.
    ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func quoting(field: String, expected: String) {
    #expect(CSVWriter.quoted(field) == expected)
  }

  @Test func wholeTable() {
    var table = Table(columns: [
      Table.Column("trial"), Table.Column("activation, last"),
      Table.Column("test_accuracy", format: .percent(2)), Table.Column("converged"),
    ])
    table.append([.integer(0), .text("relu"), .real(0.9753), .boolean(true)])
    table.append([.integer(-1), .text("tanh, \"wide\""), .empty, .boolean(false)])
    #expect(
      table.csv == """
        trial,"activation, last",test_accuracy,converged
        0,relu,0.9753,true
        -1,"tanh, ""wide""\",,false

        """)
  }

  @Test func aLoneEmptyCellIsNotABlankLine() {
    var table = Table(columns: [Table.Column("note")])
    table.append([.empty])
    #expect(table.csv == "note\n\"\"\n")
  }
}
