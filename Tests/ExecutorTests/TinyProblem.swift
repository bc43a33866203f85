import Experiment
import Foundation
import Planner
import TestSupport

/// A small classification problem in a folder of its own: 96 training and 40 test images of 3 by 3 bytes in 4
/// classes.
final class TinyProblem {
  let folder: String
  var images: String { "\(folder)/train-images" }

  init() throws {
    folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write("train", count: 96, seed: 1)
    try write("test", count: 40, seed: 2)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The plan of an experiment on these data.
  func plan(
    layers: String = "[dense: {units: 7, activation: tanh}, dense: {units: 4}]",
    training: String =
      "{loss: cross_entropy, optimizer: {adam: {learning_rate: 0.01}}, epochs: 3, batch_size: 10, metrics: [accuracy]}",
    sweep: String = "{grid: {seed: [1, 2, 3, 4, 5]}}", extra: String = "", hasTest: Bool = true
  ) throws -> TrialPlan {
    let text = """
      name: tiny
      dataset: {name: tiny, shape: [3, 3], classes: [a, b, c, d], format: {idx: {train: \(split("train"))\(hasTest ? ", test: \(split("test"))" : "")}}}
      model: {layers: \(layers)}
      training: \(training)
      sweep: \(sweep)
      \(extra)
      """
    let path = "\(folder)/experiment.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    guard case .training(let training) = try Experiment(contentsOf: path, datasetFolders: []).body else {
      throw UnexpectedKind()
    }
    return try TrialPlan(training, numericsVersion: 1)
  }

  private var digests: [String: String] = [:]

  private func split(_ name: String) -> String {
    let files = ["images", "labels"].map { part in
      "\(part): {path: \(name)-\(part), sha256: \"\(digests["\(name)-\(part)"] ?? "")\"}"
    }
    return "{\(files.joined(separator: ", "))}"
  }

  private func write(_ name: String, count: UInt8, seed: UInt64) throws {
    var state = seed
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 3, 0, 0, 0, 3]
    var labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, count]
    for _ in 0..<count {
      let pixels = (0..<9).map { _ in next() }
      images += pixels
      labels.append((pixels[0] > 127 ? 1 : 0) + (pixels[4] > 127 ? 2 : 0))
    }
    for (part, bytes) in [("images", images), ("labels", labels)] {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(part)"))
      digests["\(name)-\(part)"] = Digest.sha256(bytes)
    }
  }
}
