import Foundation
import Testing

/// The committed recurrent networks against PyTorch's, from the same weights and batches;
/// `Goldens/recurrent.py` has written the numbers.
@Suite struct RecurrentAgreementTests {
  private func agreement(_ network: String) throws -> EpochAgreement {
    try EpochAgreement(results: "recurrent", golden: "recurrent", column: "network", network)
  }

  @Test(arguments: ["GRU", "LSTM"]) func theFirstEpochIsThatOfPyTorch(_ network: String) throws {
    let agreement = try agreement(network)
    #expect(agreement.distance(\.trainLoss, 0) <= 1e-6 * agreement.expected[0].trainLoss)
    #expect(agreement.distance(\.testLoss, 0) <= 1e-5 * agreement.expected[0].testLoss)
    #expect(agreement.distance(\.testAccuracy, 0) <= 0.001)
  }

  @Test func allEpochsOfTheGRUAreThoseOfPyTorch() throws {
    let agreement = try agreement("GRU")
    try #require(agreement.own.count == 40)
    for index in agreement.own.indices {
      #expect(agreement.distance(\.trainLoss, index) <= 1e-4 * agreement.expected[index].trainLoss)
      #expect(agreement.distance(\.testAccuracy, index) <= 0.001)
    }
  }

  /// The LSTM amplifies rounding: PyTorch's own two ways to compute it, with oneDNN and without, are 1e-4
  /// apart in the second epoch. The last one is as near as PyTorch's float64 is to its float32.
  @Test func theLastEpochOfTheLSTMIsWithinPyTorchsSpread() throws {
    let agreement = try agreement("LSTM")
    #expect(agreement.distance(\.trainLoss, 39) <= agreement.spread(\.trainLoss, 39))
  }
}
