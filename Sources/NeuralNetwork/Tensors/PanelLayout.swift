/// Where the kernels' panel layout keeps the elements of a matrix (rows×columns); `CKernels.h` defines it.
///
/// This is the only place that converts between panels and logical row-major order.
struct PanelLayout<S: Scalar>: Equatable {
  var rows: Int
  var columns: Int

  /// The columns of a panel but for the last, which may have fewer.
  static var panelWidth: Int { 2 * S.lanes }

  /// The scalars that the matrix takes, padding included.
  var count: Int { rows * S.stride(columns: columns) }

  /// The place of element (`row`, `column`).
  func offset(row: Int, column: Int) -> Int {
    let firstColumn = column / Self.panelWidth * Self.panelWidth
    let width = columns - firstColumn <= S.lanes ? S.lanes : Self.panelWidth
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

  /// The height of the ``blocks(rows:)`` but for the last one of a panel: whole tiles of the product.
  static func blockHeight(rows: Int, limit: Int) -> Int {
    ProductTile.height(ofRows: rows, in: (rows + limit - 1) / limit)
  }

  /// The matrix in the order of its memory, in blocks of nearly equal height of at most `rows` rows within a panel.
  func blocks(rows limit: Int) -> [PanelBlock] {
    let height = Self.blockHeight(rows: rows, limit: limit)
    return stride(from: 0, to: columns, by: Self.panelWidth).flatMap { first in
      let columns = first..<min(first + Self.panelWidth, columns)
      return stride(from: 0, to: rows, by: height).map { row in
        PanelBlock(
          rows: row..<min(row + height, rows), columns: columns, width: S.stride(columns: columns.count),
          offset: offset(row: row, column: first))
      }
    }
  }
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
