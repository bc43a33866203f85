import Foundation
import Testing

/// The epochs of a committed training beside those of PyTorch, in float32 and float64.
struct EpochAgreement {
  struct Epoch: Decodable {
    var trainLoss, testLoss, testAccuracy: Double

    enum CodingKeys: String, CodingKey {
      case trainLoss = "train_loss"
      case testLoss = "test_loss"
      case testAccuracy = "test_accuracy"
    }
  }

  let own, single, double: [Epoch]

  /// The rows of `results`/epochs.csv whose `column` is `arm`, or all of them, and that arm of
  /// Goldens/`golden`.json.
  init(results: String, golden: String, column: String? = nil, _ arm: String) throws {
    let path = "\(ResultFile.root)/Tests/ResultsTests/Goldens/\(golden).json"
    let text = try Data(contentsOf: URL(fileURLWithPath: path))
    let all = try JSONSerialization.jsonObject(with: text) as? [String: Any]
    let part = try JSONSerialization.data(withJSONObject: #require(all?[arm]))
    let epochs = try JSONDecoder().decode([String: [Epoch]].self, from: part)
    single = try #require(epochs["float32"])
    double = try #require(epochs["float64"])
    own = try ResultFile.rows("\(results)/epochs.csv").filter { row in
      column.map { row[$0] == arm } ?? true
    }.map { row in
      func number(_ column: String) throws -> Double { try #require(row[column].flatMap(Double.init)) }
      return Epoch(
        trainLoss: try number("train_loss"), testLoss: try number("test_loss"),
        testAccuracy: try number("test_accuracy"))
    }
    try #require(own.count == single.count && own.count == double.count)
  }

  /// How far a number is from PyTorch's in float32.
  func distance(_ number: KeyPath<Epoch, Double>, _ epoch: Int) -> Double {
    abs(own[epoch][keyPath: number] - single[epoch][keyPath: number])
  }

  /// How far PyTorch's two are from each other.
  func spread(_ number: KeyPath<Epoch, Double>, _ epoch: Int) -> Double {
    abs(double[epoch][keyPath: number] - single[epoch][keyPath: number])
  }
}
