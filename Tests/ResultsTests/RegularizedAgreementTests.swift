import Testing

/// A committed training with dropout and weight decay under a cosine schedule against PyTorch's, from the
/// same weights, batches and masks; `Goldens/regularized.py` has written the numbers.
@Suite struct RegularizedAgreementTests {
  /// The first epoch within 1e-3; the last within the distance of PyTorch's float32 from its float64, which
  /// rounding alone makes: both start from the same weights.
  @Test func epochsAreThoseOfPyTorch() throws {
    let agreement = try EpochAgreement(results: "regularized_mnist", golden: "regularized", "regularized")
    try #require(agreement.own.count == 5)
    for loss in [\EpochAgreement.Epoch.trainLoss, \EpochAgreement.Epoch.testLoss] {
      #expect(agreement.distance(loss, 0) <= 1e-3 * agreement.expected[0][keyPath: loss])
      #expect(agreement.distance(loss, 4) <= agreement.spread(loss, 4))
    }
    for index in 0..<5 { #expect(agreement.distance(\.testAccuracy, index) <= 0.002) }
  }
}
