import Model

extension RNN: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try RecurrentOperation(self, cell: nonlinearity == .tanh ? .tanh : .relu, context)
  }
}

extension GRU: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try RecurrentOperation(self, cell: .gru, context)
  }
}

extension LSTM: TrainableLayer {
  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try RecurrentOperation(self, cell: .lstm, context)
  }
}

/// A recurrent layer: for some examples, all steps of a sequence forward, and later all of them backward.
///
/// At step t, with the state h before it (0 at the first),
///
///     a = x_t · W_ih + b_ih     b = h · W_hh + b_hh      (rows × gates · units)
///     gates, h' = cell(a, b)
///
/// and back, with the gradient dh' of the new state, that of the output and what step t + 1 hands back,
///
///     da, db = cell's derivative     dh = db · W_hhᵀ, and what goes past the sums     dx_t = da · W_ihᵀ
///
/// What training keeps of each step has a place of its own, so that the update sees one product for all
/// examples and steps: dW_ih = Σ x_tᵀ · da, dW_hh = Σ hᵀ · db. In evaluation all steps share theirs.
final class RecurrentOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>
  private let cell: RecurrentCell
  private let sequence: RecurrentSequence
  private let directions: [RecurrentDirection<S>]
  private let parametersOfDirection: Int
  /// Where things are kept in training, and in evaluation.
  private let trainingPlaces, evaluationPlaces: RecurrentPlaces<S>
  /// A one, each row of the column of ones whose product with a matrix is the sum of its rows.
  private let one: AlignedBuffer<S>

  /// - Throws: ``TrainingError/outOfMemory(elements:)`` or ``TrainingError/network(_:)``.
  init(
    _ layer: some Recurrent, cell: RecurrentCell, _ context: OperationContext<S>
  ) throws(TrainingError) {
    kernels = context.kernels
    self.cell = cell
    let shape: (steps: Int, features: Int)
    do throws(LayerFault) {
      shape = try layer.sequenceShape(context.node.input)
    } catch {
      throw .network(.layer(path: [], error))
    }
    let sequence = RecurrentSequence(
      steps: shape.steps, features: shape.features, units: layer.options.units, gates: type(of: layer).gates,
      directions: layer.options.directions, output: layer.options.output)
    self.sequence = sequence
    let count = layer.parametersOfDirection
    parametersOfDirection = count
    var directions: [RecurrentDirection<S>] = []
    for index in 0..<sequence.directions {
      directions.append(
        try RecurrentDirection(
          Array(context.parameters[count * index..<count * (index + 1)]), sequence,
          needsInputGradient: context.needsInputGradient))
    }
    self.directions = directions
    trainingPlaces = RecurrentPlaces(sequence, cell: cell, .training)
    evaluationPlaces = RecurrentPlaces(sequence, cell: cell, .evaluation)
    one = try AlignedBuffer(count: S.lanes)
    one.pointer.pointee = 1
  }

  private func places(_ mode: NetworkMode) -> RecurrentPlaces<S> {
    mode == .training ? trainingPlaces : evaluationPlaces
  }

  func savedWidths(_ mode: NetworkMode) -> [Int] { places(mode).widths }

  var bytesOfRow: Int? { savedWidths(.training).reduce(0, +) * MemoryLayout<S>.stride }

  var preparationParts: Int { directions.count }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func prepare(part: Int) { directions[part].prepare(kernels) }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let places = places(mode)
    let (x, y) = (tensors.matrix(), tensors.output)
    if let copy = places.inputs {
      for step in 0..<sequence.steps {
        let from = StridedRows(x.pointer + step * sequence.features, stride: x.stride)
        copyRows(m: x.rows, n: sequence.features, from, to: places.rows(copy, tensors, step: step))
      }
    }
    if sequence.output == .mean { y.pointer.update(repeating: 0, count: y.count) }
    for (index, direction) in directions.enumerated() {
      forward(direction, index, places, tensors)
    }
  }

  private func forward(
    _ direction: RecurrentDirection<S>, _ index: Int, _ places: RecurrentPlaces<S>, _ tensors: NodeTensors<S>
  ) {
    let (x, y, units) = (tensors.matrix(), tensors.output, sequence.units)
    let place = places.directions[index]
    for turn in 0..<sequence.steps {
      let step = sequence.step(turn, direction: index)
      let before = places.rows(place.states, tensors, step: step)
      if turn == 0 {
        clear(before, rows: x.rows, count: units)
      }
      let inputGates = places.rows(place.inputGates, tensors, step: step)
      let stateGates = places.rows(place.stateGates, tensors, step: step)
      kernels.matrixProduct(
        m: x.rows, n: sequence.gateCount, k: sequence.features, a: x.pointer + step * sequence.features,
        aStrides: (row: x.stride, column: 1), b: direction.inputWeights, bStride: nil,
        bias: direction.inputBias,
        c: inputGates.pointer, cStride: inputGates.stride)
      kernels.matrixProduct(
        m: x.rows, n: sequence.gateCount, k: units, a: before.pointer,
        aStrides: (row: before.stride, column: 1), b: direction.stateWeights, bStride: nil,
        bias: direction.stateBias, c: stateGates.pointer, cStride: stateGates.stride)
      // The state that the next step reads, or the last one.
      let after =
        turn + 1 < sequence.steps
        ? places.rows(place.states, tensors, step: sequence.step(turn + 1, direction: index))
        : places.rows(place.state, tensors)
      kernels.forward(
        cell,
        RecurrentStep(
          rows: x.rows, units: units, inputGates: inputGates, stateGates: stateGates,
          before: carried(before, place, places, tensors, turn, index),
          cell: place.cells.map { places.rows($0, tensors, step: step) }, state: after))
      guard let output = output(of: y, index, step: step, isLast: turn + 1 == sequence.steps) else {
        continue
      }
      if sequence.output == .mean {
        kernels.addRows(m: x.rows, n: units, after, times: 1 / Double(sequence.steps), to: output)
      } else {
        copyRows(m: x.rows, n: units, after, to: output)
      }
    }
  }

  /// What the cell reads of the step before: a GRU its state, an LSTM its cell.
  private func carried(
    _ before: StridedRows<S>, _ place: RecurrentPlaces<S>.Direction, _ places: RecurrentPlaces<S>,
    _ tensors: NodeTensors<S>, _ turn: Int, _ index: Int
  ) -> StridedRows<S>? {
    guard let cells = place.cells else { return before }
    return turn == 0
      ? nil : places.rows(cells, tensors, step: sequence.step(turn - 1, direction: index))
  }

  /// Where the state of a step of a direction goes in the output, or in its gradient; `nil` if nowhere.
  private func output(
    of matrix: MatrixView<S>, _ index: Int, step: Int, isLast: Bool
  ) -> StridedRows<S>? {
    let column = index * sequence.units
    switch sequence.output {
    case .last where !isLast: return nil
    case .last, .mean: return StridedRows(matrix.pointer + column, stride: matrix.stride)
    case .all:
      let first = step * sequence.directions * sequence.units
      return StridedRows(matrix.pointer + first + column, stride: matrix.stride)
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let places = trainingPlaces
    for (index, direction) in directions.enumerated() {
      backward(direction, index, places, tensors)
    }
  }

  private func backward(
    _ direction: RecurrentDirection<S>, _ index: Int, _ places: RecurrentPlaces<S>, _ tensors: NodeTensors<S>
  ) {
    let (rows, units) = (tensors.rows.count, sequence.units)
    let place = places.directions[index]
    let dh = places.rows(place.state, tensors)
    let carry = places.rows(place.carry, tensors)
    for turn in (0..<sequence.steps).reversed() {
      let step = sequence.step(turn, direction: index)
      if turn + 1 == sequence.steps { beginBackward(place, places, tensors) }
      if let dy = output(of: tensors.outputGradient, index, step: step, isLast: turn + 1 == sequence.steps) {
        let factor = sequence.output == .mean ? 1 / Double(sequence.steps) : 1
        kernels.addRows(m: rows, n: units, dy, times: factor, to: dh)
      }
      let inputGates = places.rows(place.inputGates, tensors, step: step)
      let stateGates = places.rows(place.stateGates, tensors, step: step)
      kernels.backward(
        cell,
        RecurrentStep(
          rows: rows, units: units, inputGates: inputGates, stateGates: stateGates,
          before: carried(
            places.rows(place.states, tensors, step: step), place, places, tensors, turn, index),
          cell: place.cells.map { places.rows($0, tensors, step: step) }, state: dh, carry: carry))
      kernels.addRows(
        m: rows, n: sequence.gateCount, inputGates, to: places.rows(place.inputTotals, tensors))
      if cell == .gru {
        kernels.addRows(
          m: rows, n: sequence.gateCount, stateGates, to: places.rows(place.stateTotals, tensors))
      }
      if turn > 0 {
        let sums = cell == .gru ? stateGates : inputGates
        kernels.matrixProduct(
          m: rows, n: units, k: sequence.gateCount, a: sums.pointer, aStrides: (row: sums.stride, column: 1),
          b: direction.stateTranspose.pointer, bStride: nil, bias: nil, c: dh.pointer, cStride: dh.stride)
        if cell == .gru { kernels.addRows(m: rows, n: units, carry, to: dh) }
      }
      inputGradient(direction, index, inputGates, step: step, places, tensors)
    }
  }

  /// Clears what the steps of a direction add to.
  private func beginBackward(
    _ place: RecurrentPlaces<S>.Direction, _ places: RecurrentPlaces<S>, _ tensors: NodeTensors<S>
  ) {
    for (place, count) in [
      (place.state, sequence.units), (place.carry, sequence.units),
      (place.inputTotals, sequence.gateCount), (place.stateTotals, sequence.gateCount),
    ] {
      clear(places.rows(place, tensors), rows: tensors.rows.count, count: count)
    }
  }

  /// dx_t = da · W_ihᵀ, which the backward direction adds to that of the forward one.
  private func inputGradient(
    _ direction: RecurrentDirection<S>, _ index: Int, _ da: StridedRows<S>, step: Int,
    _ places: RecurrentPlaces<S>, _ tensors: NodeTensors<S>
  ) {
    guard let dx = tensors.inputGradient(), let transpose = direction.inputTranspose else { return }
    let rows = tensors.rows.count
    let scratch = places.rows(places.inputGradient, tensors)
    kernels.matrixProduct(
      m: rows, n: sequence.features, k: sequence.gateCount, a: da.pointer,
      aStrides: (row: da.stride, column: 1), b: transpose.pointer, bStride: nil, bias: nil,
      c: scratch.pointer, cStride: scratch.stride)
    let target = StridedRows(dx.pointer + step * sequence.features, stride: dx.stride)
    if index == 0 {
      copyRows(m: rows, n: sequence.features, scratch, to: target)
    } else {
      kernels.addRows(m: rows, n: sequence.features, scratch, to: target)
    }
  }

  private func clear(_ x: StridedRows<S>, rows: Int, count: Int) {
    for row in 0..<rows { (x.pointer + row * x.stride).update(repeating: 0, count: count) }
  }

  private func copyRows(m: Int, n: Int, _ x: StridedRows<S>, to y: StridedRows<S>) {
    for row in 0..<m { (y.pointer + row * y.stride).update(from: x.pointer + row * x.stride, count: n) }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    let places = trainingPlaces
    let (direction, parameter) = parameter.quotientAndRemainder(dividingBy: parametersOfDirection)
    let place = places.directions[direction]
    let readsStateGates = parameter % 2 == 1 && cell == .gru
    if parameter > 1 {
      let totals = places.matrix(
        readsStateGates ? place.stateTotals : place.inputTotals, tensors, columns: sequence.gateCount)
      return .product(
        .matrix(MatrixView(pointer: one.pointer, rows: totals.rows, columns: 1, stride: 0)), totals)
    }
    // The rows of all examples and steps.
    let dy = places.allRows(
      readsStateGates ? place.stateGates : place.inputGates, tensors, columns: sequence.gateCount)
    switch parameter {
    case 0:
      guard let copy = places.inputs else {
        let x = tensors.matrix()
        return .product(
          .matrix(
            MatrixView(
              pointer: x.pointer, rows: x.rows * sequence.steps, columns: sequence.features,
              stride: sequence.features)), dy)
      }
      return .product(.matrix(places.allRows(copy, tensors, columns: sequence.features)), dy)
    default: return .product(.matrix(places.allRows(place.states, tensors, columns: sequence.units)), dy)
    }
  }
}
