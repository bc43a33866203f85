import Model

/// The sizes of a recurrent layer.
struct RecurrentSequence {
  var steps: Int
  var features: Int
  var units: Int
  var gates: Int
  var directions: Int
  var output: SequenceOutput

  /// The numbers of all gates of an example.
  var gateCount: Int { gates * units }

  /// The step that a direction does in a turn: the second one begins at the end.
  func step(_ turn: Int, direction: Int) -> Int { direction == 0 ? turn : steps - 1 - turn }
}

/// The parameters of a direction of a recurrent layer, and what is made of them for a step of training.
struct RecurrentDirection<S: Scalar> {
  /// (features×gates · units) and (units×gates · units), panels.
  let inputWeights, stateWeights: UnsafeMutablePointer<S>
  let inputBias, stateBias: UnsafeMutablePointer<S>?
  /// Their transposes; the first one where the input needs a gradient.
  let inputTranspose: AlignedBuffer<S>?
  let stateTranspose: AlignedBuffer<S>
  private let sequence: RecurrentSequence

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    _ parameters: [Parameter<S>], _ sequence: RecurrentSequence, needsInputGradient: Bool
  ) throws(TrainingError) {
    self.sequence = sequence
    inputWeights = parameters[0].value
    stateWeights = parameters[1].value
    inputBias = parameters.count > 2 ? parameters[2].value : nil
    stateBias = parameters.count > 2 ? parameters[3].value : nil
    func transpose(columns: Int) throws(TrainingError) -> AlignedBuffer<S> {
      try AlignedBuffer(count: PackedLayout<S>(rows: sequence.gateCount, columns: columns).count)
    }
    inputTranspose = needsInputGradient ? try transpose(columns: sequence.features) : nil
    stateTranspose = try transpose(columns: sequence.units)
  }

  func prepare(_ kernels: Kernels<S>) {
    kernels.transposePanels(
      k: sequence.units, n: sequence.gateCount, stateWeights, into: stateTranspose.pointer)
    guard let inputTranspose else { return }
    kernels.transposePanels(
      k: sequence.features, n: sequence.gateCount, inputWeights, into: inputTranspose.pointer)
  }
}

/// Which of the matrices that a recurrent layer keeps is what, and where a step's rows are in it.
///
/// A kept matrix has, for each example, a row for each step, of its width rounded up to whole vectors; or a
/// single one, which all steps share.
struct RecurrentPlaces<S: Scalar> {
  /// A kept matrix.
  struct Place {
    var index: Int
    /// Of a step's row.
    var stride: Int
    var isOfEachStep: Bool
  }

  struct Direction {
    /// The sums of the input and then the gates, and in the backward pass the gradient of the sums.
    var inputGates: Place
    /// The sums of the state before. Of a GRU, which needs them in the backward pass, those of each step.
    var stateGates: Place
    /// The state before each step.
    var states: Place
    /// The cells of an LSTM after each step.
    var cells: Place?
    /// The last state; in the backward pass the gradient of a step's state.
    var state: Place
    /// In the backward pass what is handed to the step before past the sums.
    var carry: Place
    /// In the backward pass, over all steps, the totals of the gradients of the input's sums, and of the
    /// state's where those are others: the gradients of an example's biases.
    var inputTotals, stateTotals: Place
  }

  private(set) var directions: [Direction] = []
  /// A copy of the input in which each step begins at a whole vector, where its steps do not.
  let inputs: Place?
  /// Where the gradient of a step's input is computed.
  let inputGradient: Place
  /// The elements of one example of each.
  private(set) var widths: [Int] = []
  private let steps: Int

  init(_ sequence: RecurrentSequence, cell: RecurrentCell, _ mode: NetworkMode) {
    steps = sequence.steps
    let isTraining = mode == .training
    var widths: [Int] = []
    func place(_ width: Int, each: Bool) -> Place {
      let stride = S.stride(columns: width)
      widths.append(each ? sequence.steps * stride : stride)
      return Place(index: widths.count - 1, stride: stride, isOfEachStep: each)
    }
    let isAligned = sequence.features % S.lanes == 0
    inputs = isTraining && !isAligned ? place(sequence.features, each: true) : nil
    inputGradient = place(sequence.features, each: false)
    for _ in 0..<sequence.directions {
      directions.append(
        Direction(
          inputGates: place(sequence.gateCount, each: isTraining),
          stateGates: place(sequence.gateCount, each: isTraining && cell == .gru),
          states: place(sequence.units, each: isTraining),
          cells: cell == .lstm ? place(sequence.units, each: isTraining) : nil,
          state: place(sequence.units, each: false), carry: place(sequence.units, each: false),
          inputTotals: place(sequence.gateCount, each: false),
          stateTotals: place(sequence.gateCount, each: false)))
    }
    self.widths = widths
  }

  /// The rows of a step.
  func rows(_ place: Place, _ tensors: NodeTensors<S>, step: Int = 0) -> StridedRows<S> {
    let matrix = tensors.saved(place.index)
    return StridedRows(matrix.pointer + (place.isOfEachStep ? step * place.stride : 0), stride: matrix.stride)
  }

  /// The matrix with a row for each example.
  func matrix(_ place: Place, _ tensors: NodeTensors<S>, columns: Int) -> MatrixView<S> {
    var matrix = tensors.saved(place.index)
    matrix.columns = columns
    return matrix
  }

  /// The rows of all examples and steps, of a matrix that has each step's.
  func allRows(_ place: Place, _ tensors: NodeTensors<S>, columns: Int) -> MatrixView<S> {
    let matrix = tensors.saved(place.index)
    return MatrixView(
      pointer: matrix.pointer, rows: matrix.rows * steps, columns: columns, stride: place.stride)
  }
}
