/// Where the kernels' panel layout keeps the elements of a matrix (rows×columns); `CKernels.h` defines it.
///
/// This is the only place that converts between panels and logical row-major order.
struct PanelLayout<S: Scalar>: Equatable {
  var rows: Int
  var columns: Int

  /// The scalars that the matrix takes, padding included.
  var count: Int { rows * S.stride(columns: columns) }

  /// The place of element (`row`, `column`).
  func offset(row: Int, column: Int) -> Int {
    let panelWidth = 2 * S.lanes
    let firstColumn = column / panelWidth * panelWidth
    let width = columns - firstColumn <= S.lanes ? S.lanes : panelWidth
    return firstColumn * rows + row * width + (column - firstColumn)
  }

  /// Writes `elements` (rows×columns, row-major) into `panels`; the padding keeps what it holds.
  func pack(_ elements: [S], into panels: UnsafeMutablePointer<S>) {
    var elements = elements.makeIterator()
    for row in 0..<rows {
      for column in 0..<columns {
        guard let element = elements.next() else { return }
        panels[offset(row: row, column: column)] = element
      }
    }
  }

  /// The transpose (columns×rows) of what `panels` holds, row-major: how PyTorch stores a weight.
  func unpackTransposed(_ panels: UnsafePointer<S>) -> [S] {
    (0..<columns).flatMap { column in
      (0..<rows).map { row in panels[offset(row: row, column: column)] }
    }
  }

  /// Calls `body` for a member's share of the matrix, cut into blocks of at most `rows` rows within one panel. The shares
  /// are nearly equal and follow one another in memory.
  func forEachBlock(of member: TeamMember, rows blockRows: Int, _ body: (PanelBlock) -> Void) {
    let panelWidth = 2 * S.lanes
    let share = member.share(of: (columns + panelWidth - 1) / panelWidth * rows, unit: Self.unit)
    var next = share.lowerBound
    while next < share.upperBound {
      let (panel, row) = next.quotientAndRemainder(dividingBy: rows)
      // Blocks of nearly equal height up to the panel's or the share's end.
      let left = min(share.upperBound - next, rows - row)
      let blocks = (left + blockRows - 1) / blockRows
      let height = min((left + blocks * Self.unit - 1) / (blocks * Self.unit) * Self.unit, left)
      let columns = panel * panelWidth..<min((panel + 1) * panelWidth, self.columns)
      body(
        PanelBlock(
          rows: row..<row + height, columns: columns, width: S.stride(columns: columns.count),
          offset: offset(row: row, column: columns.lowerBound)))
      next += height
    }
  }

  /// The height of the product's tiles with most instruction sets.
  private static var unit: Int { 8 }
}

/// Some rows of a panel: `rows.count` × `width` numbers in a row, padding included.
struct PanelBlock: Equatable {
  var rows: Range<Int>
  var columns: Range<Int>
  /// The step from row to row.
  var width: Int
  /// The place of the first number in the matrix's memory.
  var offset: Int

  var count: Int { rows.count * width }
}
