import Testing

@testable import Tables

@Suite struct TableTests {
  @Test func aColumnsTitleIsItsNameUnlessGiven() {
    #expect(Table.Column("test_loss").title == "test_loss")
    #expect(Table.Column("test_loss", title: "Test Loss").title == "Test Loss")
  }

  @Test func rowsKeepTheirOrder() {
    var table = Table(columns: [Table.Column("a"), Table.Column("b")])
    table.append([.integer(1), .empty])
    table.append([.integer(0), .text("x")])
    #expect(table.rows == [[.integer(1), .empty], [.integer(0), .text("x")]])
  }

  @Test func numbers() {
    #expect(Table.Cell.integer(1).isNumber && Table.Cell.real(.nan).isNumber)
    #expect(Table.Cell.single(1).isNumber)
    #expect(!Table.Cell.text("1").isNumber && !Table.Cell.boolean(true).isNumber)
    #expect(!Table.Cell.empty.isNumber)
  }
}
