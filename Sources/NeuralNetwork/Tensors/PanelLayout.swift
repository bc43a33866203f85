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
}
