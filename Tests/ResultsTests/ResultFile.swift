import Foundation

/// The committed results and the oracle, found from this file.
enum ResultFile {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The rows of a committed CSV file, each a dictionary by column. The files of the tests have no quotes.
  static func rows(_ path: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: "\(root)/results/\(path)", encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { line in
      Dictionary(uniqueKeysWithValues: zip(header.map(String.init), line.map(String.init)))
    }
  }
}

/// The notebook's numbers, as its own code printed them; where they come from is said in the file.
struct Oracle: Decodable {
  struct Sweep: Decodable {
    var trainLoss: [Double]
    var testAccuracyPercent: [Double]

    enum CodingKeys: String, CodingKey {
      case trainLoss = "train_loss"
      case testAccuracyPercent = "test_accuracy_percent"
    }
  }

  struct Gate: Decodable {
    var initialWeights: [Double]
    var weights: [Double]
    var bias: Double
    var errorsPerEpoch: [Int]
    var predictions: [Int]
    var convergedEpoch: Int?

    enum CodingKeys: String, CodingKey {
      case initialWeights = "initial_weights"
      case weights, bias
      case errorsPerEpoch = "errors_per_epoch"
      case predictions
      case convergedEpoch = "converged_epoch"
    }
  }

  struct XOR: Decodable {
    var initialW1: [[Double]]
    var initialW2: [[Double]]
    var finalW1: [[Double]]
    var finalW2: [[Double]]
    var lossEvery1000: [Double]
    var finalPredictions: [Double]

    enum CodingKeys: String, CodingKey {
      case initialW1 = "initial_W1"
      case initialW2 = "initial_W2"
      case finalW1 = "final_W1"
      case finalW2 = "final_W2"
      case lossEvery1000 = "loss_every_1000"
      case finalPredictions = "final_predictions"
    }
  }

  var perceptron: [String: Gate]
  var xor: XOR
  var section7: Sweep
  var activationSweep: [String: Sweep]
  var hiddenSizeSweep: [String: Sweep]

  enum CodingKeys: String, CodingKey {
    case perceptron, xor
    case section7 = "mnist_classifier_section7"
    case activationSweep = "activation_sweep"
    case hiddenSizeSweep = "hidden_size_sweep"
  }

  static func load() throws -> Oracle {
    let url = URL(fileURLWithPath: "\(ResultFile.root)/Tests/Oracle/notebook.json")
    return try JSONDecoder().decode(Oracle.self, from: Data(contentsOf: url))
  }
}
