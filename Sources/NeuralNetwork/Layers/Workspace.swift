/// The inputs and activations of a batch of at most `rows` examples, and the activations' gradients where the
/// network is trained: one allocation.
final class Workspace<S: Scalar> {
  let rows: Int
  private let memory: AlignedBuffer<S>
  /// Where the network's input is, or each copy of it.
  let inputs: [MatrixView<S>]
  /// Each layer's output.
  private let outputs: [MatrixView<S>]
  /// The gradient of each layer's output; none in a workspace for evaluation.
  private let gradients: [MatrixView<S>]

  /// The rows that lie unused behind each of several copies of the input. A worker that reads a column of its
  /// copy makes the processor prefetch the rows that would follow, which would take those of the next copy
  /// from the core that writes them.
  private static var rowsBetweenCopies: Int { 32 }

  /// `widths` are the elements of one example: of the input, of which there are `inputCopies`, then of each
  /// layer's output.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(rows: Int, widths: [Int], mode: NetworkMode, inputCopies: Int = 1) throws(TrainingError) {
    let widthsOfInputs = [Int](repeating: widths[0], count: inputCopies)
    let widthsOfOutputs = Array(widths.dropFirst())
    let widthsOfGradients = mode == .training ? widthsOfOutputs : []
    var total = 0
    for width in widthsOfInputs + widthsOfOutputs + widthsOfGradients {
      guard width < Int.max / 8, let count = rows.product(S.stride(columns: width)),
        !total.addingReportingOverflow(count).overflow
      else { throw .outOfMemory(elements: width) }
      total += count
    }
    // Copies are made of small batches, so this is small as well.
    let gap = inputCopies == 1 ? 0 : Self.rowsBetweenCopies * S.stride(columns: widths[0])
    let memory = try AlignedBuffer<S>(count: total + inputCopies * gap)
    var next = memory.pointer
    func carve(_ width: Int) -> MatrixView<S> {
      let view = MatrixView(pointer: next, rows: rows, columns: width, stride: S.stride(columns: width))
      next += view.count
      return view
    }
    self.rows = rows
    self.memory = memory
    self.inputs = widthsOfInputs.map { width in
      defer { next += gap }
      return carve(width)
    }
    self.outputs = widthsOfOutputs.map(carve)
    self.gradients = widthsOfGradients.map(carve)
  }

  /// What layer `layer` writes.
  func output(ofLayer layer: Int, rows: Range<Int>) -> MatrixView<S> { outputs[layer].rows(rows) }

  /// The gradient of what layer `layer` wrote.
  func gradient(ofLayer layer: Int, rows: Range<Int>) -> MatrixView<S> { gradients[layer].rows(rows) }
}

extension Int {
  fileprivate func product(_ other: Int) -> Int? {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? nil : product
  }
}
