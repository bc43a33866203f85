import Declarations
import Experiment
import Foundation
import Model
import Testing

@testable import Datasets
@testable import Executor

/// Data are checked before anything runs, and read once.
@Suite final class DatasetCacheTests {
  private let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
  private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4]
  private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(images, to: "images")
    try write(labels, to: "labels")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  private func experiment(
    _ name: String = "e", shape: String = "[1, 2]", images path: String = "images", more: String = ""
  ) throws -> Experiment {
    let text = """
      name: \(name)
      dataset:
        name: pairs
        shape: \(shape)
        classes: [a, b]\(more)
        format:
          idx:
            train:
              images:
                path: \(path)
                sha256: \(Digest.sha256(images))
              labels:
                path: labels
                sha256: \(Digest.sha256(labels))
      model: {layers: [dense: {units: 2}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 0.1}}, epochs: 1}
      """
    let file = "\(folder)/\(name).yaml"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return try Experiment(contentsOf: file, datasetFolders: [])
  }

  private func faults(_ experiments: [Experiment], _ cache: DatasetCache = DatasetCache()) -> [String] {
    do throws(InvalidFiles) {
      try cache.check(experiments)
      return []
    } catch {
      return error.diagnostics.map { diagnostic in
        let text = "\(diagnostic)".replacing(folder + "/", with: "")
        return String(text.prefix { $0 != "\n" })
      }
    }
  }

  @Test func goodDataAreReadOnce() throws {
    let cache = DatasetCache()
    let one = try experiment("one")
    let two = try experiment("two", more: "\n  normalization: {mean: 0.5, standard_deviation: 2}")
    #expect(faults([one, two], cache).isEmpty)
    // Both are made of what was read: the files are not asked for again.
    for name in ["images", "labels"] { try FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
    let first = try cache.dataset(#require(one.datasetsWithData.first).declaration)
    let second = try cache.dataset(#require(two.datasetsWithData.first).declaration)
    #expect(first.train.rawFeatures(of: 1) == [3, 4])
    guard case .bytes(let a) = first.train.features, case .bytes(let b) = second.train.features else {
      Issue.record("no bytes")
      return
    }
    #expect(a.scale == 2 * b.scale)
    #expect(a.row(0).baseAddress == b.row(0).baseAddress)
  }

  @Test func everyFaultIsToldAtThePathInTheFile() throws {
    let experiments = [
      try experiment("gone", images: "nowhere"), try experiment("shape", shape: "[2, 2]"),
      try experiment("good"),
    ]
    try write(labels + [1], to: "labels")
    let long = "error: labels: too long: the IDX header says 2 = 2 bytes, 3 follow"
    #expect(
      faults(experiments) == [
        "gone.yaml:10:17: error: nowhere: no such file", "gone.yaml:13:17: \(long)",
        "good.yaml:13:17: \(long)",
        "shape.yaml:10:17: error: images: the declared shape is 2×2, the examples have 1×2",
        "shape.yaml:13:17: \(long)",
      ])
  }

  @Test func contentsAreComparedWithTheirDigestsAndClasses() throws {
    let good = try experiment()
    try write(Array(labels.dropLast()) + [7], to: "labels")
    let found = Digest.sha256(Array(labels.dropLast()) + [7])
    #expect(
      faults([good]) == [
        "e.yaml:13:17: error: labels: the content is not the declared one: the SHA-256 of the content is \(found), "
          + "declared is \(Digest.sha256(labels))"
      ])
  }

  /// Every format that a file can declare is one that can be read.
  @Test func declaredFormatsAreRead() {
    let formats: [any DatasetFormat] = [
      IDXFormat(), CSVFormat(), NPYFormat(), InlineFormat(), SyntheticFormat(),
    ]
    for format in formats {
      #expect(format is any ReadableFormat)
    }
  }
}
