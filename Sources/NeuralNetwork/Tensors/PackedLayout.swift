/// Where the kernels' panel layout keeps the elements of a matrix (rows×columns); `CKernels.h` defines it.
///
/// This is the only place that converts between panels and logical row-major order.
struct PackedLayout<S: Scalar>: Equatable {
  var rows: Int
  var columns: Int

  /// The columns of a panel but for the last, which may have fewer.
  static var panelWidth: Int { 2 * S.lanes }

  /// The scalars that the matrix takes, padding included.
  var count: Int { rows * S.stride(columns: columns) }

  /// The place of element (`row`, `column`).
  func offset(row: Int, column: Int) -> Int {
    let firstColumn = column / Self.panelWidth * Self.panelWidth
    return firstColumn * rows + row * rowStep(column: column) + (column - firstColumn)
  }

  /// The step from an element to the one below it.
  func rowStep(column: Int) -> Int {
    columns - column / Self.panelWidth * Self.panelWidth <= S.lanes ? S.lanes : Self.panelWidth
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

  /// Writes `elements`, the transpose (columns×rows, row-major) of the matrix, as PyTorch stores a weight,
  /// into `panels`; the padding keeps what it holds.
  func packTransposed(_ elements: [S], into panels: UnsafeMutablePointer<S>) {
    for column in 0..<columns {
      for row in 0..<rows { panels[offset(row: row, column: column)] = elements[column * rows + row] }
    }
  }

  /// The transpose (columns×rows) of what `panels` holds, row-major: how PyTorch stores a weight.
  func unpackTransposed(_ panels: UnsafePointer<S>) -> [S] {
    (0..<columns).flatMap { column in
      (0..<rows).map { row in panels[offset(row: row, column: column)] }
    }
  }

  /// The matrix in blocks, one below the other and then the next columns: of nearly equal height of at most
  /// `limit` rows, and two at least where there are rows enough for two threads.
  func blocks(rows limit: Int) -> [PanelBlock<S>] {
    let least = rows >= 8 * ProductTile.rows ? 2 : 1
    let height = ProductTile.height(ofRows: rows, in: max((rows + limit - 1) / limit, least))
    var blocks: [PanelBlock<S>] = []
    var first = 0
    while first < columns {
      let end = min(first + PanelBlock<S>.width(columns: columns - first), columns)
      for row in stride(from: 0, to: rows, by: height) {
        blocks.append(
          PanelBlock(
            rows: row..<min(row + height, rows), columns: first..<end,
            offset: offset(row: row, column: first), panelStep: Self.panelWidth * rows))
      }
      first = end
    }
    return blocks
  }
}

/// Some rows of a panel, or of two side by side that are both of full width.
struct PanelBlock<S: Scalar>: Equatable {
  var rows: Range<Int>
  var columns: Range<Int>
  /// The place of its first number in the matrix's memory.
  var offset: Int
  /// The step from there to the same row of the next panel.
  var panelStep: Int

  /// The most columns.
  static var largestWidth: Int { 2 * PackedLayout<S>.panelWidth }

  /// The columns of the next block where so many are left.
  static func width(columns: Int) -> Int {
    columns > largestWidth - S.lanes ? largestWidth : PackedLayout<S>.panelWidth
  }

  /// The numbers that it takes, padding included.
  var count: Int { rows.count * width }

  /// The step from row to row, where it is one panel.
  var width: Int { S.stride(columns: columns.count) }

  var panelCount: Int { columns.count > PackedLayout<S>.panelWidth ? 2 : 1 }

  /// One of its panels.
  func panel(_ index: Int) -> PanelBlock {
    let first = columns.lowerBound + index * PackedLayout<S>.panelWidth
    return PanelBlock(
      rows: rows, columns: first..<min(first + PackedLayout<S>.panelWidth, columns.upperBound),
      offset: offset + index * panelStep, panelStep: panelStep)
  }
}
