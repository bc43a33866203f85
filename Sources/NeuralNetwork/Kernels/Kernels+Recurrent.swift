internal import CKernels

/// What a step of a recurrent layer computes of its gates.
package enum RecurrentCell: Sendable {
  case tanh, relu, lstm, gru

  fileprivate var kind: nn_cell_kind {
    switch self {
    case .tanh: NN_CELL_TANH
    case .relu: NN_CELL_RELU
    case .lstm: NN_CELL_LSTM
    case .gru: NN_CELL_GRU
    }
  }
}

/// Rows of numbers that are `stride` from each other; any stride will do.
package struct StridedRows<S: Scalar> {
  package var pointer: UnsafeMutablePointer<S>
  package var stride: Int

  package init(_ pointer: UnsafeMutablePointer<S>, stride: Int) {
    self.pointer = pointer
    self.stride = stride
  }
}

/// What a step of a recurrent layer reads and writes, for `rows` examples; `nn_cell` in `CKernels.h` says
/// what each is.
package struct RecurrentStep<S: Scalar> {
  package var rows: Int
  package var units: Int
  package var inputGates: StridedRows<S>
  package var stateGates: StridedRows<S>
  /// The state before of a GRU, the cell before of an LSTM; `nil` for zeros.
  package var before: StridedRows<S>?
  package var cell: StridedRows<S>?
  package var state: StridedRows<S>
  package var carry: StridedRows<S>?

  package init(
    rows: Int, units: Int, inputGates: StridedRows<S>, stateGates: StridedRows<S>, before: StridedRows<S>?,
    cell: StridedRows<S>?, state: StridedRows<S>, carry: StridedRows<S>? = nil
  ) {
    self.rows = rows
    self.units = units
    self.inputGates = inputGates
    self.stateGates = stateGates
    self.before = before
    self.cell = cell
    self.state = state
    self.carry = carry
  }

  fileprivate var step: nn_cell {
    nn_cell(
      m: rows, n: units, a: inputGates.pointer, a_step: inputGates.stride, b: stateGates.pointer,
      b_step: stateGates.stride, before: before?.pointer, before_step: before?.stride ?? 0,
      state: cell?.pointer, state_step: cell?.stride ?? 0, h: state.pointer, h_step: state.stride,
      carry: carry?.pointer, carry_step: carry?.stride ?? 0)
  }
}

extension Kernels {
  /// A step forward: the gates and the new state.
  package func forward(_ cell: RecurrentCell, _ step: RecurrentStep<S>) {
    withUnsafePointer(to: step.step) { table.pointee.cell_forward(cell.kind, $0) }
  }

  /// A step backward: the gradients of the gates' sums, and what is carried to the step before.
  package func backward(_ cell: RecurrentCell, _ step: RecurrentStep<S>) {
    withUnsafePointer(to: step.step) { table.pointee.cell_backward(cell.kind, $0) }
  }

  /// y (m×n) += factor · x, row by row.
  package func addRows(m: Int, n: Int, _ x: StridedRows<S>, times factor: Double = 1, to y: StridedRows<S>) {
    table.pointee.add_rows(m, n, factor, x.pointer, x.stride, y.pointer, y.stride)
  }
}
