internal import CKernels

/// Rows of `count` runs of `length` numbers, each of which is normalised by itself.
package struct NumberRuns: Sendable {
  package var rows: Int
  /// The step from row to row.
  package var step: Int
  package var count: Int
  package var length: Int
  /// So many numbers of a run, side by side, share a weight.
  package var inner: Int
  /// The weights of a run begin so many behind those of the run before; 0 where all runs share them.
  package var weightStep: Int
  /// The step from row to row of the scales.
  package var scaleStep: Int

  package init(
    rows: Int, step: Int, count: Int, length: Int, inner: Int, weightStep: Int, scaleStep: Int
  ) {
    self.rows = rows
    self.step = step
    self.count = count
    self.length = length
    self.inner = inner
    self.weightStep = weightStep
    self.scaleStep = scaleStep
  }

  fileprivate var runs: nn_runs {
    nn_runs(
      m: rows, step: step, count: count, length: length, inner: inner, weight_step: weightStep,
      scale_step: scaleStep)
  }
}

extension Kernels {
  /// `normal` = (x − mean) · scale with scale = 1 / √(variance + epsilon) of each run, and y = normal · w +
  /// b.
  package func normalize(
    _ runs: NumberRuns, epsilon: Double, _ x: UnsafePointer<S>, weight: UnsafePointer<S>,
    bias: UnsafePointer<S>, normal: UnsafeMutablePointer<S>, scale: UnsafeMutablePointer<S>,
    into y: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: runs.runs) {
      table.pointee.normalize_runs($0, epsilon, x, weight, bias, normal, scale, y)
    }
  }

  /// The gradient of x from that of y.
  package func normalizeBackward(
    _ runs: NumberRuns, normal: UnsafePointer<S>, scale: UnsafePointer<S>, weight: UnsafePointer<S>,
    dy: UnsafePointer<S>, into dx: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: runs.runs) {
      table.pointee.normalize_runs_backward($0, normal, scale, weight, dy, dx)
    }
  }

  /// The sums of dy, times `normal` where there is one, over all that each of some weights is multiplied
  /// with.
  package func runTotals(
    _ runs: NumberRuns, weights: Range<Int>, dy: UnsafePointer<S>, times normal: UnsafePointer<S>?,
    into totals: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: runs.runs) {
      table.pointee.run_totals($0, weights.lowerBound, weights.upperBound, dy, normal, totals)
    }
  }
}
