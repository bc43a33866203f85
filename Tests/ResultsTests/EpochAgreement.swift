import Foundation
import Testing

/// The epochs of a committed training beside those of PyTorch: float32 on two threads, and, to measure its
/// spread, float64 and float32 on one thread and without oneDNN (`Goldens/epochs.py`).
struct EpochAgreement {
  struct Epoch: Decodable {
    var trainLoss, testLoss, testAccuracy: Double

    enum CodingKeys: String, CodingKey {
      case trainLoss = "train_loss"
      case testLoss = "test_loss"
      case testAccuracy = "test_accuracy"
    }
  }

  let own: [Epoch]
  /// PyTorch's in float32.
  let expected: [Epoch]
  private let runs: [[Epoch]]

  /// The rows of `results`/epochs.csv whose `column` is `arm`, or all of them, and that arm of
  /// Goldens/`golden`.json.
  init(results: String, golden: String, column: String? = nil, _ arm: String) throws {
    let path = "\(ResultFile.root)/Tests/ResultsTests/Goldens/\(golden).json"
    let text = try Data(contentsOf: URL(fileURLWithPath: path))
    let all = try JSONSerialization.jsonObject(with: text) as? [String: Any]
    let part = try JSONSerialization.data(withJSONObject: #require(all?[arm]))
    let epochs = try JSONDecoder().decode([String: [Epoch]].self, from: part)
    try #require(epochs["float64"] != nil)
    expected = try #require(epochs["float32"])
    runs = Array(epochs.values)
    own = try ResultFile.rows("\(results)/epochs.csv").filter { row in
      column.map { row[$0] == arm } ?? true
    }.map { row in
      func number(_ column: String) throws -> Double { try #require(row[column].flatMap(Double.init)) }
      return Epoch(
        trainLoss: try number("train_loss"), testLoss: try number("test_loss"),
        testAccuracy: try number("test_accuracy"))
    }
    for run in runs { try #require(own.count == run.count) }
  }

  /// How far a number is from PyTorch's in float32.
  func distance(_ number: KeyPath<Epoch, Double>, _ epoch: Int) -> Double {
    abs(own[epoch][keyPath: number] - expected[epoch][keyPath: number])
  }

  /// How far PyTorch's runs are from one another.
  func spread(_ number: KeyPath<Epoch, Double>, _ epoch: Int) -> Double {
    let numbers = runs.map { $0[epoch][keyPath: number] }
    return (numbers.max() ?? 0) - (numbers.min() ?? 0)
  }
}
