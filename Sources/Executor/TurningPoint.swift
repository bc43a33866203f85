import Model
import NeuralNetwork

extension Activation {
  /// The z at which the value passes `level`; `nil` where it never does.
  func turningPoint(at level: Double) -> Double? {
    if level == 0.5, let halfway { return halfway }
    guard let activation = try? KernelActivation(self), let kernels = Double.kernels(for: .generic) else {
      return nil
    }
    func isAbove(_ z: Double) -> Bool {
      var y = z
      withUnsafeMutablePointer(to: &y) { kernels.activate(activation, count: 1, $0, into: $0) }
      return y >= level
    }
    // Bisection between a z below and one above, down to neighbouring numbers.
    var (low, high) = (-1.0, 1.0)
    while isAbove(low), low > -1e300 { low *= 2 }
    while !isAbove(high), high < 1e300 { high *= 2 }
    guard !isAbove(low), isAbove(high) else { return nil }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return high }
      if isAbove(middle) { high = middle } else { low = middle }
    }
  }
}
