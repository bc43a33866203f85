/// Work of a training step whose tasks may run side by side; a barrier ends it.
enum Phase: Equatable {
  /// The forward pass of the first node, whose output is cut by rows and by columns.
  case tiles(columnUnit: Int)
  /// Steps that need only the same rows, one after the other, for some rows a task.
  case rows([RowStep])
  /// What a node needs of all rows.
  case batch(node: Int, Direction, parts: Int)
}

/// What a task of ``Phase/rows(_:)`` does.
enum RowStep: Equatable {
  case forward(node: Int)
  /// The losses of the network's outputs, and their gradients.
  case loss
  case backward(node: Int)
  /// Adds the gradient that a node has computed for a slot to what is there of its tensor's.
  case addGradient(slot: Int)
}

/// Cuts a step of training, up to the update, into phases.
struct PhasePlan<S: Scalar> {
  private(set) var phases: [Phase] = []
  private var steps: [RowStep] = []

  init(_ operations: [any Operation<S>], _ wiring: Wiring) {
    // What a step needs is prepared in a phase before it is used: that of the first node's tiles, or one that
    // does nothing else.
    if operations[0].columnUnit == nil, operations.contains(where: { $0.preparationParts > 0 }) { endRows() }
    for (node, operation) in operations.enumerated() {
      begin(.forward, of: operation, node)
      if node == 0, phases.isEmpty, steps.isEmpty, let unit = operation.columnUnit {
        phases.append(.tiles(columnUnit: unit))
      } else {
        steps.append(.forward(node: node))
      }
    }
    steps.append(.loss)
    for (node, operation) in operations.enumerated().reversed() where wiring.hasGradient[node + 1] {
      begin(.backward, of: operation, node)
      steps.append(.backward(node: node))
      steps += wiring.slots(of: node).filter(wiring.addsGradient).map { .addGradient(slot: $0) }
    }
    endRows()
  }

  /// The phase of what an operation needs of all rows, if it does.
  private mutating func begin(_ direction: Direction, of operation: any Operation<S>, _ node: Int) {
    let parts = operation.batchParts(direction)
    guard parts > 0 else { return }
    // The first phase loads the rows of the input.
    if !steps.isEmpty || phases.isEmpty { endRows() }
    phases.append(.batch(node: node, direction, parts: parts))
  }

  private mutating func endRows() {
    phases.append(.rows(steps))
    steps = []
  }
}
