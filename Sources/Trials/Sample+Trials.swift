import Statistics

extension Sample {
  /// Of the numbers of some trials; `nil` where there are none, or one that statistics cannot be made of: not
  /// finite, or beyond ``largestMagnitude``.
  package init?(ifAny values: [Double]) {
    do { try self.init(values) } catch { return nil }
  }
}
