import Foundation
import Testing

/// A committed training with dropout and weight decay under a cosine schedule against PyTorch's, from the same
/// weights, batches and masks; `Goldens/regularized.py` has written the numbers.
@Suite struct RegularizedAgreementTests {
  private typealias Epoch = LeNetAgreementTests.Epoch

  private struct Golden: Decodable {
    struct Precisions: Decodable { var float32, float64: [LeNetAgreementTests.Epoch] }
    var regularized: Precisions
  }

  /// The first epoch within 1e-3; the last within the distance of PyTorch's float32 from its float64, which
  /// rounding alone makes: both start from the same weights.
  @Test func epochsAreThoseOfPyTorch() throws {
    let path = "\(ResultFile.root)/Tests/ResultsTests/Goldens/regularized.json"
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: URL(fileURLWithPath: path))
    ).regularized
    let own = try ResultFile.rows("regularized_mnist/epochs.csv").map { row in
      func number(_ column: String) throws -> Double { try #require(row[column].flatMap(Double.init)) }
      return Epoch(
        trainLoss: try number("train_loss"), testLoss: try number("test_loss"),
        testAccuracy: try number("test_accuracy"))
    }
    try #require(own.count == 5 && golden.float32.count == 5 && golden.float64.count == 5)
    for loss in [\Epoch.trainLoss, \Epoch.testLoss] {
      let first = golden.float32[0][keyPath: loss]
      #expect(abs(own[0][keyPath: loss] - first) <= 1e-3 * first)
      let (last, double) = (golden.float32[4][keyPath: loss], golden.float64[4][keyPath: loss])
      #expect(abs(own[4][keyPath: loss] - last) <= abs(last - double))
    }
    for index in 0..<5 {
      #expect(abs(own[index].testAccuracy - golden.float32[index].testAccuracy) <= 0.002)
    }
  }
}
