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
  private let rowLeads: LeadTable
  /// `nil` where nobody asks for gradients.
  private let columnLeads: LeadTable?

  /// `matrix` has room for the largest batch; its memory outlives this.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ matrix: MatrixView<S>, mode: NetworkMode) throws(TrainingError) {
    self.matrix = matrix
    rowLeads = try LeadTable(count: matrix.rows)
    columnLeads = mode == .training ? try LeadTable(count: matrix.columns) : nil
  }

  /// A gradient is computed for blocks of a weight, and so of columns of the features.
  private var columnGroupHeight: Int {
    PanelLayout<S>.blockHeight(rows: matrix.columns, limit: ParameterBlock<S>.rows)
  }

  /// Gathers `examples` into the rows from `first` on, which will be multiplied in pieces of `pieceHeight`. If they are not
  /// the `whole` batch, other threads may gather the rest meanwhile, and the leads of the columns stay unknown.
  func gather(
    _ examples: UnsafeBufferPointer<Int32>, from source: FeatureSource<S>, into first: Int, whole: Bool,
    pieceHeight: Int
  ) {
    let columnLeads = whole ? columnLeads : nil
    let leads = LeadBytes(rows: rowLeads.bytes + first, columns: columnLeads?.bytes)
    source.source.gather(
      rows: examples, into: matrix.pointer + first * matrix.stride, stride: matrix.stride,
      leads: source.background == nil ? nil : leads, kernels: source.kernels)
    guard source.background != nil else { return }
    rowLeads.order(first..<first + examples.count, groupHeight: pieceHeight, places: matrix.columns)
    columnLeads?.order(0..<matrix.columns, groupHeight: columnGroupHeight, places: examples.count)
  }

  /// The rows `range`, which were gathered at once.
  func rows(
    _ range: Range<Int>, of source: FeatureSource<S>, whole: Bool, pieceHeight: Int
  ) -> MatrixView<S> {
    var view = matrix.rows(range)
    if let background = source.background {
      view.rowLeads = rowLeads.leads(range, groupHeight: pieceHeight, background: background)
      view.columnLeads =
        whole
        ? columnLeads?.leads(0..<matrix.columns, groupHeight: columnGroupHeight, background: background) : nil
    }
    return view
  }
}
