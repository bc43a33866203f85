/// The activations of a batch of at most `rows` examples, and their gradients where the network learns: one
/// allocation.
final class Workspace<S: Scalar> {
  let rows: Int
  private let memory: AlignedBuffer<S>
  /// The network's input, then each layer's output.
  private let activations: [MatrixView<S>]
  /// The gradient of each layer's output; empty in a workspace that only answers.
  private let gradients: [MatrixView<S>]

  /// `widths` are the elements of one example: of the input, then of each layer's output.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(rows: Int, widths: [Int], mode: NetworkMode) throws(TrainingError) {
    let widthsOfGradients = mode == .training ? Array(widths.dropFirst()) : []
    var total = 0
    for width in widths + widthsOfGradients {
      guard width < Int.max / 8, let count = rows.product(S.stride(columns: width)),
        !total.addingReportingOverflow(count).overflow
      else { throw .outOfMemory(elements: width) }
      total += count
    }
    let memory = try AlignedBuffer<S>(count: total)
    var next = memory.pointer
    func carve(_ width: Int) -> MatrixView<S> {
      let view = MatrixView(pointer: next, rows: rows, columns: width, stride: S.stride(columns: width))
      next += view.count
      return view
    }
    self.rows = rows
    self.memory = memory
    self.activations = widths.map(carve)
    self.gradients = widthsOfGradients.map(carve)
  }

  /// The network's input.
  func input(rows: Range<Int>) -> MatrixView<S> { activations[0].rows(rows) }

  /// What layer `layer` writes.
  func output(ofLayer layer: Int, rows: Range<Int>) -> MatrixView<S> { activations[layer + 1].rows(rows) }

  /// What layer `layer` reads.
  func input(ofLayer layer: Int, rows: Range<Int>) -> MatrixView<S> { activations[layer].rows(rows) }

  /// The gradient of what layer `layer` wrote.
  func gradient(ofLayer layer: Int, rows: Range<Int>) -> MatrixView<S> { gradients[layer].rows(rows) }
}

extension Int {
  fileprivate func product(_ other: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
