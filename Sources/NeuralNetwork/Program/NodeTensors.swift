/// What an operation reads and writes, for some rows of a batch.
struct NodeTensors<S: Scalar> {
  let arena: Arena<S>
  let node: Int
  let rows: Range<Int>
  /// The network's input for the same rows.
  let networkInput: LayerInput<S>

  /// What the node reads for one of its slots, counted from 0; bytes where it is the network's input and all
  /// that read it ask for bytes.
  func input(_ slot: Int = 0) -> LayerInput<S> {
    let tensor = arena.wiring.tensors[arena.wiring.starts[node] + slot]
    return tensor == 0 ? networkInput : .matrix(arena.output(of: tensor - 1, rows: rows))
  }

  /// The same for an operation that reads no bytes.
  func matrix(_ slot: Int = 0) -> MatrixView<S> {
    guard case .matrix(let matrix) = input(slot) else { preconditionFailure("it asks for no bytes") }
    return matrix
  }

  var output: MatrixView<S> { arena.output(of: node, rows: rows) }

  var outputGradient: MatrixView<S> { arena.gradient(of: node, rows: rows) }

  /// Where the gradient of what is read for a slot is written; `nil` where it is not needed.
  func inputGradient(_ slot: Int = 0) -> MatrixView<S>? {
    arena.gradient(ofSlot: arena.wiring.starts[node] + slot, rows: rows)
  }

  /// What the operation keeps between forward and backward.
  func saved(_ index: Int = 0) -> MatrixView<S> { arena.saved(index, of: node, rows: rows) }

  /// The number of inputs.
  var slotCount: Int { arena.wiring.slots(of: node).count }
}
