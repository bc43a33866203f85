import Testing

@testable import Tables

@Suite struct TextTableTests {
  @Test func wholeTable() {
    var table = Table(columns: [
      Table.Column("activation", title: "Activation"),
      Table.Column("test_accuracy", title: "Test Accuracy", format: .percent(2)),
      Table.Column("train_loss", title: "Loss", format: .fixed(4)),
      Table.Column("parameters", title: "Parameters", format: .grouped),
      Table.Column("converged", title: "Converged"),
    ])
    table.append([.text("Sigmoid"), .real(0.9719), .real(0.06636), .integer(109_386), .boolean(true)])
    table.append([.text("été"), .single(0.9), .real(12), .integer(17), .boolean(false)])
    table.append([.text("diverged"), .empty, .real(.nan), .empty, .empty])
    #expect(
      table.text == """
        Activation  Test Accuracy     Loss  Parameters  Converged
        ---------------------------------------------------------
        Sigmoid            97.19%   0.0664     109,386  true
        été                90.00%  12.0000          17  false
        diverged                       nan

        """)
  }

  @Test(arguments: [
    (1e-12, "1.00e-12"), (2e-5, "2.00e-05"), (-1.23456e-7, "-1.23e-07"), (9.996e-6, "1.00e-05"),
    (0.0012345, "0.0012"), (0.00005, "0.0001"), (0.00004999, "5.00e-05"), (0, "0.0000"), (1.5, "1.5000"),
    (1.0498645826135439e19, "1.05e+19"), (123456789012345, "123456789012345.0000"),
  ])
  func aNumberThatIsNotZeroIsNotShownAsZero(_ value: Double, _ text: String) {
    #expect(TextTable.shown(.real(value), format: .fixed(4)) == text)
  }

  @Test func controlCharactersCannotReachTheTerminal() {
    var table = Table(columns: [Table.Column("name")])
    table.append([.text("a\u{1B}[31m\nb")])
    #expect(table.text == "name\n--------\na [31m b\n")
  }

  @Test func changesOfDirectionAndLineEndsCannotEither() {
    var table = Table(columns: [Table.Column("name")])
    table.append([.text("a\u{202E}b\u{2066}c\u{2028}d\u{9B}e")])
    #expect(table.text == "name\n---------\na b c d e\n")
  }

  @Test func noColumnsAndNoRows() {
    #expect(Table(columns: []).text == "\n\n")
    #expect(Table(columns: [Table.Column("a"), Table.Column("b")]).text == "a  b\n----\n")
  }

  @Test(arguments: [
    (0.97535, "97.54%"), (0.975349999, "97.53%"), (0.0, "0.00%"), (-0.0, "0.00%"), (1.0, "100.00%"),
    (0.99999999, "100.00%"), (-0.00001, "-1.00e-03%"), (-0.5, "-50.00%"), (1e-300, "1.00e-298%"),
    (123.456789, "12345.68%"), (.infinity, "inf"), (.nan, "nan"),
  ])
  func percent(value: Double, expected: String) {
    #expect(TextTable.shown(.real(value), format: .percent(2)) == expected)
  }

  @Test(arguments: [
    (0.5, 0, "1"), (2.5, 0, "3"), (0.4999, 0, "0"), (9.995, 2, "10.00"), (0.0045, 3, "0.005"),
    (0.0004, 3, "0.000"), (-1.005, 2, "-1.01"), (1e21, 1, "1000000000000000000000.0"),
    (1.5e-7, 7, "0.0000002"),
  ])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(ShortestDecimal(value)?.fixed(decimals: decimals) == expected)
  }

  @Test(arguments: [
    (Table.Cell.integer(0), "0"), (.integer(999), "999"), (.integer(1000), "1,000"),
    (.integer(-109_386), "-109,386"), (.integer(.min), "-9,223,372,036,854,775,808"),
    (.real(1234567.25), "1,234,567.25"), (.real(2), "2"), (.text("x"), "x"),
  ])
  func grouped(cell: Table.Cell, expected: String) {
    #expect(TextTable.shown(cell, format: .grouped) == expected)
  }
}
