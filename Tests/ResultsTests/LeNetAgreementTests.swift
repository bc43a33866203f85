import Foundation
import Testing

/// The committed networks with convolutions against PyTorch's, from the same weights and batches;
/// `Goldens/lenet.py` has written the numbers.
@Suite struct LeNetAgreementTests {
  struct Epoch: Decodable {
    var trainLoss, testLoss, testAccuracy: Double

    enum CodingKeys: String, CodingKey {
      case trainLoss = "train_loss"
      case testLoss = "test_loss"
      case testAccuracy = "test_accuracy"
    }
  }

  /// PyTorch's epochs by number type.
  private func golden(_ network: String) throws -> [String: [Epoch]] {
    let path = "\(ResultFile.root)/Tests/ResultsTests/Goldens/lenet.json"
    let text = try Data(contentsOf: URL(fileURLWithPath: path))
    let all = try JSONSerialization.jsonObject(with: text) as? [String: Any]
    let part = try JSONSerialization.data(withJSONObject: #require(all?[network]))
    return try JSONDecoder().decode([String: [Epoch]].self, from: part)
  }

  private func epochs(_ network: String) throws -> [Epoch] {
    try ResultFile.rows("lenet/epochs.csv").filter { $0["network"] == network }.map { row in
      func number(_ column: String) throws -> Double { try #require(row[column].flatMap(Double.init)) }
      return Epoch(
        trainLoss: try number("train_loss"), testLoss: try number("test_loss"),
        testAccuracy: try number("test_accuracy"))
    }
  }

  /// Sigmoids: within 1e-5. Rectifiers change sides where a sum is near 0, so that rounding is amplified: within
  /// the distance of PyTorch's float32 from its float64.
  @Test(arguments: ["LeNet-5", "batch normalisation"]) func epochsAreThoseOfPyTorch(_ network: String) throws
  {
    let (own, golden) = (try epochs(network), try golden(network))
    let (single, double) = (try #require(golden["float32"]), try #require(golden["float64"]))
    try #require(own.count == 3 && single.count == 3 && double.count == 3)
    for index in 0..<3 {
      for loss in [\Epoch.trainLoss, \Epoch.testLoss] {
        let (found, expected) = (own[index][keyPath: loss], single[index][keyPath: loss])
        let band = network == "LeNet-5" ? 1e-5 * expected : abs(expected - double[index][keyPath: loss])
        #expect(abs(found - expected) <= band, "epoch \(index + 1): \(found), PyTorch \(expected)")
      }
      #expect(abs(own[index].testAccuracy - single[index].testAccuracy) <= 0.001)
    }
  }
}
