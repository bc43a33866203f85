/// A source as the batches of a trial are gathered from it.
struct FeatureSource<S: Scalar> {
  let source: any BatchSource
  let kernels: Kernels<S>
  /// Asked for once.
  let background: Double?

  init(_ source: any BatchSource, kernels: Kernels<S>) {
    self.source = source
    self.kernels = kernels
    background = source.background(as: S.self).map { Double($0) }
  }
}

/// The features of a batch, and with how much background their rows and columns begin, if the source knows a background.
final class FeatureMatrix<S: Scalar> {
  private let matrix: MatrixView<S>
  /// Each `nil` where nobody asks.
  private let rowLeads: LeadTable?
  private let columnLeads: LeadTable?

  /// `matrix` has room for the largest batch; its memory outlives this. The leads of columns are for gradients.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ matrix: MatrixView<S>, findsRowLeads: Bool, findsColumnLeads: Bool) throws(TrainingError) {
    self.matrix = matrix
    rowLeads = findsRowLeads ? try LeadTable(count: matrix.rows) : nil
    columnLeads = findsColumnLeads ? try LeadTable(count: matrix.columns) : nil
  }

  /// Gathers `examples` into the rows from `first` on, which will be multiplied in pieces of `pieceHeight`, and returns them.
  /// If they are not the `whole` batch, other threads may gather the rest meanwhile.
  @discardableResult
  func gather(
    _ examples: UnsafeBufferPointer<Int32>, from source: FeatureSource<S>, into first: Int, whole: Bool,
    pieceHeight: Int
  ) -> MatrixView<S> {
    let rows = first..<first + examples.count
    let x = matrix.pointer + first * matrix.stride
    if let background = source.background, let rowLeads {
      let columnLeads = whole ? columnLeads : nil
      source.source.gather(
        rows: examples, into: x, stride: matrix.stride,
        leads: LeadBytes(rows: rowLeads.bytes + first, columns: columnLeads?.bytes), kernels: source.kernels)
      rowLeads.order(rows, groupHeight: pieceHeight, places: matrix.columns, background: background)
      // A gradient is computed for blocks of a weight, and so of columns.
      columnLeads?.order(
        0..<matrix.columns,
        groupHeight: PanelLayout<S>.blockHeight(rows: matrix.columns, limit: ParameterBlock<S>.rows),
        places: examples.count, background: background)
    } else {
      source.source.gather(
        rows: examples, into: x, stride: matrix.stride, leads: nil, kernels: source.kernels)
    }
    return self.rows(rows, of: source, whole: whole)
  }

  /// The rows `range`, all of which have been gathered: the `whole` batch at once, or in parts. Their leads are known where they
  /// are one piece, and those of their columns where they are the batch and were gathered at once.
  func rows(_ range: Range<Int>, of source: FeatureSource<S>, whole: Bool) -> MatrixView<S> {
    var view = matrix.rows(range)
    if source.background != nil {
      view.rowLeads = rowLeads?.leads.group(range)
      view.columnLeads = whole ? columnLeads?.leads : nil
    }
    return view
  }
}
