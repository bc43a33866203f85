import Testing

/// The committed networks with convolutions against PyTorch's, from the same weights and batches;
/// `Goldens/lenet.py` has written the numbers.
@Suite struct LeNetAgreementTests {
  /// Sigmoids: within 1e-5. Rectifiers change sides where a sum is near 0, so that rounding is amplified:
  /// within the distance of PyTorch's float32 from its float64.
  @Test(arguments: ["LeNet-5", "batch normalisation"]) func epochsAreThoseOfPyTorch(_ network: String) throws
  {
    let agreement = try EpochAgreement(results: "lenet", golden: "lenet", column: "network", network)
    try #require(agreement.own.count == 3)
    for index in 0..<3 {
      for loss in [\EpochAgreement.Epoch.trainLoss, \EpochAgreement.Epoch.testLoss] {
        let expected = agreement.expected[index][keyPath: loss]
        let band = network == "LeNet-5" ? 1e-5 * expected : agreement.spread(loss, index)
        #expect(agreement.distance(loss, index) <= band, "epoch \(index + 1), PyTorch \(expected)")
      }
      #expect(agreement.distance(\.testAccuracy, index) <= 0.001)
    }
  }
}
