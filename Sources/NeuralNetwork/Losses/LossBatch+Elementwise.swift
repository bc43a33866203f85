extension LossBatch {
  /// loss_i = Σ_j value(y_ij, t_ij) / n, summed in ascending j; gradient_ij = slope(y_ij, t_ij) / (b·n), for
  /// a batch of b examples. Both functions are given the place of the element in the matrix of outputs, and
  /// in its row, as well.
  @inline(__always)
  func compareEach(
    _ value: (_ y: S, _ t: S, _ place: Int, _ column: Int) -> S,
    slope: (_ y: S, _ t: S, _ place: Int, _ column: Int) -> S
  ) {
    let (m, n) = (outputs.rows, outputs.columns)
    let scale = 1 / S(examples * n)
    for i in 0..<m {
      let (start, t) = (i * outputs.stride, targets.pointer + i * targets.stride)
      var sum: S = 0
      for j in 0..<n { sum += value(outputs.pointer[start + j], t[j], start + j, j) }
      losses[i] = sum / S(n)
      guard let gradient else { continue }
      let dy = gradient.pointer + i * gradient.stride
      for j in 0..<n { dy[j] = scale * slope(outputs.pointer[start + j], t[j], start + j, j) }
    }
  }
}
