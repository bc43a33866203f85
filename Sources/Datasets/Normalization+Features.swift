internal import Model

extension Normalization {
  /// What bytes are multiplied with first.
  static let byteScale = 1.0 / 255.0

  /// The factor of x ↦ fma(x, factor, offset), for features that are bytes.
  var byteFactor: Double { Self.byteScale / standardDeviation }
  /// The factor of x ↦ fma(x, factor, offset).
  var factor: Double { 1 / standardDeviation }
  /// The offset of both.
  var offset: Double { -mean / standardDeviation }

  /// x, normalised.
  func callAsFunction(_ x: Double) -> Double { offset.addingProduct(x, factor) }

  /// Whether features stay finite.
  var isUsable: Bool { factor.isFinite && byteFactor.isFinite && offset.isFinite && standardDeviation > 0 }
}
