import Model

/// The norms of one step, of all parameters or of a layer's.
package struct StepNorms: Equatable, Sendable {
  /// The layer's path, `layers.0`; `nil` of all layers.
  package var layer: String?
  /// The sums of the squares of the gradient, of the parameters before the step, and of how far it moved
  /// them.
  var squares = (gradient: 0.0, parameter: 0.0, update: 0.0)

  /// A norm; `nil` of a ratio to parameters that are all 0.
  package func value(of norm: TrainingNorm) -> Double? {
    switch norm {
    case .gradient: squares.gradient.squareRoot()
    case .parameter: squares.parameter.squareRoot()
    case .update:
      squares.parameter > 0 ? squares.update.squareRoot() / squares.parameter.squareRoot() : nil
    }
  }

  package static func == (a: StepNorms, b: StepNorms) -> Bool {
    a.layer == b.layer && a.squares == b.squares
  }
}

/// Measures the norms of a step around the update, which it leaves as it is:
///
///     phase          a task       computes
///     measure        a block      its gradient and the sum of its squares; that of its weights, and a copy
///     update         a block      as without it
///     measure        a block      the sum of the squares of what its weights have moved
///     (one worker)                the blocks' sums, in their order, by layer
///
/// So the bits of what is measured do not depend on the number of workers either.
final class NormMeasurement<S: Scalar> {
  /// Of all layers, then of each.
  private(set) var norms: [StepNorms]
  /// The place of each block's layer in ``norms``.
  private let layers: [Int]
  private let kernels: Kernels<S>
  /// The weights before the step, in their places.
  private let before: AlignedBuffer<S>
  /// The three sums of each block.
  private let squares: AlignedBuffer<Double>

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ store: ParameterStore<S>, kernels: Kernels<S>) throws(TrainingError) {
    self.kernels = kernels
    before = try AlignedBuffer(count: store.count)
    squares = try AlignedBuffer(count: 3 * store.blocks.count)
    var norms = [StepNorms()]
    layers = store.blocks.map { block in
      let layer = store.layers[block.layer][block.parameter].description.layer
      if norms.last?.layer != layer { norms.append(StepNorms(layer: layer)) }
      return norms.count - 1
    }
    self.norms = norms
  }

  /// Measures a block before the update.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func begin(
    _ block: ParameterBlock<S>, at index: Int, _ gradient: BlockGradient<S>,
    scratch: UnsafeMutablePointer<S>
  ) {
    let place = block.place
    let (first, step) = gradient.compute(scratch: scratch, kernels: kernels)
    var sums = (gradient: 0.0, parameter: 0.0)
    for panel in 0..<place.panelCount {
      let (count, offset) = (place.panel(panel).count, panel * place.panelStep)
      sums.gradient += kernels.sumOfSquares(count: count, first + panel * step)
      sums.parameter += kernels.sumOfSquares(count: count, block.weights + offset)
      (before.pointer + block.offset + offset).update(from: block.weights + offset, count: count)
    }
    squares.pointer[3 * index] = sums.gradient
    squares.pointer[3 * index + 1] = sums.parameter
  }

  /// Measures a block after the update.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func end(_ block: ParameterBlock<S>, at index: Int, scratch: UnsafeMutablePointer<S>) {
    let place = block.place
    var sum = 0.0
    for panel in 0..<place.panelCount {
      let (count, offset) = (place.panel(panel).count, panel * place.panelStep)
      let old = before.pointer + block.offset + offset
      for element in 0..<count { scratch[element] = block.weights[offset + element] - old[element] }
      sum += kernels.sumOfSquares(count: count, scratch)
    }
    squares.pointer[3 * index + 2] = sum
  }

  /// Adds up what was measured of the blocks.
  func finish() {
    for place in norms.indices { norms[place].squares = (0, 0, 0) }
    for (index, layer) in layers.enumerated() {
      let sums = squares.pointer + 3 * index
      for place in [0, layer] {
        norms[place].squares.gradient += sums[0]
        norms[place].squares.parameter += sums[1]
        norms[place].squares.update += sums[2]
      }
    }
  }
}
