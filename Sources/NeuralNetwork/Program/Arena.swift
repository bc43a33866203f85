/// The memory of a batch of at most `rows` examples on its way through a program: all tensors and, in
/// training, their gradients, and what operations keep for themselves. One allocation.
///
/// In training each has a place of its own. In evaluation those that are not alive at the same time share
/// theirs, so that only one worker may use it.
final class Arena<S: Scalar> {
  let rows: Int
  let wiring: Wiring
  /// Where the network's input is, or each copy of it.
  let inputs: [MatrixView<S>]
  private let memory: AlignedBuffer<S>
  /// What each node writes.
  private let outputs: [MatrixView<S>]
  /// The gradient of what each node writes; none in evaluation.
  private let gradients: [MatrixView<S>]
  /// Where the gradient for each slot is computed, if it is needed.
  private let slotGradients: [MatrixView<S>?]
  /// What the operations keep, one node's behind that of the node before.
  private let saved: [MatrixView<S>]
  private let savedStarts: [Int]

  /// The rows that lie unused behind each of several copies of the input. A worker that reads a column of its
  /// copy makes the processor prefetch the rows that would follow, which would take those of the next copy
  /// from the core that writes them.
  private static var rowsBetweenCopies: Int { 32 }

  /// `savedWidths` are the elements of one example of what each operation keeps; of the network's input there
  /// are `inputCopies`.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    rows: Int, wiring: Wiring, savedWidths: [[Int]], mode: NetworkMode, inputCopies: Int = 1
  ) throws(TrainingError) {
    var layout = ArenaLayout<S>(rows: rows, mode: mode)
    // Copies are made of small batches, so the gap is small as well.
    let gap = inputCopies == 1 ? 0 : Self.rowsBetweenCopies
    for _ in 0..<inputCopies {
      try layout.add(width: wiring.widths[0], gap: gap, lifetime: -1...wiring.lastReaders[0])
    }
    for node in 0..<wiring.nodeCount {
      try layout.add(tensor: node + 1, of: wiring, lifetime: node...wiring.lastReaders[node + 1])
    }
    if mode == .training {
      for node in 0..<wiring.nodeCount { try layout.add(tensor: node + 1, of: wiring) }
      for slot in wiring.tensors.indices where wiring.addsGradient(slot) {
        try layout.add(tensor: wiring.tensors[slot], of: wiring)
      }
    }
    for (node, widths) in savedWidths.enumerated() {
      for width in widths {
        try layout.add(width: width, isInterleaved: wiring.isInterleaved[node + 1], lifetime: node...node)
      }
    }
    let memory = try AlignedBuffer<S>(count: layout.count)
    var views = layout.views(at: memory.pointer).makeIterator()
    func take(_ count: Int) -> [MatrixView<S>] { (0..<count).compactMap { _ in views.next() } }
    self.rows = rows
    self.wiring = wiring
    self.memory = memory
    inputs = take(inputCopies)
    outputs = take(wiring.nodeCount)
    let gradients = take(mode == .training ? wiring.nodeCount : 0)
    self.gradients = gradients
    slotGradients = wiring.tensors.indices.map { slot in
      let tensor = wiring.tensors[slot]
      guard mode == .training, wiring.hasGradient[tensor] else { return nil }
      return wiring.addsGradient(slot) ? views.next() : gradients[tensor - 1]
    }
    saved = Array(IteratorSequence(views))
    savedStarts = savedWidths.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
  }

  /// What node `node` writes.
  func output(of node: Int, rows: Range<Int>) -> MatrixView<S> { outputs[node].rows(rows) }

  /// The gradient of what node `node` writes.
  func gradient(of node: Int, rows: Range<Int>) -> MatrixView<S> { gradients[node].rows(rows) }

  /// The gradient that a node computes for a slot; `nil` where none is needed.
  func gradient(ofSlot slot: Int, rows: Range<Int>) -> MatrixView<S>? { slotGradients[slot]?.rows(rows) }

  /// What the operation of a node keeps.
  func saved(_ index: Int, of node: Int, rows: Range<Int>) -> MatrixView<S> {
    saved[savedStarts[node] + index].rows(rows)
  }
}

/// The pieces of an arena while it is planned.
private struct ArenaLayout<S: Scalar> {
  let rows: Int
  let mode: NetworkMode
  private var plan = ArenaPlan()
  private var widths: [(width: Int, isInterleaved: Bool)] = []

  init(rows: Int, mode: NetworkMode) {
    self.rows = rows
    self.mode = mode
  }

  var count: Int { plan.count }

  /// Adds a matrix for a tensor of a program.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  mutating func add(
    tensor: Int, of wiring: Wiring, lifetime: ClosedRange<Int> = 0...0
  ) throws(TrainingError) {
    try add(
      width: wiring.widths[tensor], isInterleaved: wiring.isInterleaved[tensor], lifetime: lifetime)
  }

  /// Adds a matrix of `rows` rows, with `gap` unused ones behind it.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  mutating func add(
    width: Int, isInterleaved: Bool = false, gap: Int = 0, lifetime: ClosedRange<Int> = 0...0
  ) throws(TrainingError) {
    guard width < Int.max / 8 else { throw .outOfMemory(elements: width) }
    // Groups are aligned as rows are.
    let (count, overflow) =
      isInterleaved
      ? S.stride(columns: rows).multipliedReportingOverflow(by: width)
      : (rows + gap).multipliedReportingOverflow(by: S.stride(columns: width))
    guard !overflow, plan.add(count: count, lifetime: mode == .training ? 0...0 : lifetime) else {
      throw .outOfMemory(elements: width)
    }
    widths.append((width, isInterleaved))
  }

  /// The matrices, in the order in which they were added.
  func views(at memory: UnsafeMutablePointer<S>) -> [MatrixView<S>] {
    zip(plan.places, widths).map { place, matrix in
      MatrixView(
        pointer: memory + place, rows: rows, columns: matrix.width,
        stride: matrix.isInterleaved ? matrix.width : S.stride(columns: matrix.width),
        isInterleaved: matrix.isInterleaved)
    }
  }
}
