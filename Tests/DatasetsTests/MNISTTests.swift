import Foundation
import NeuralNetwork
import Testing

@testable import Datasets

/// The files that travel with the repository.
@Suite struct MNISTTests {
  private func file(_ name: String, _ sha256: String) -> FileReference {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("experiments/datasets/mnist")
    return FileReference(path: folder.appendingPathComponent(name).path, label: name, sha256: sha256)
  }

  /// As `experiments/datasets/mnist.yaml` has it.
  private var description: DatasetDescription {
    DatasetDescription(
      name: "mnist",
      format: .idx(
        train: .init(
          images: file(
            "train-images-idx3-ubyte.gz", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
          labels: file(
            "train-labels-idx1-ubyte.gz", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
        test: .init(
          images: file(
            "t10k-images-idx3-ubyte.gz", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
          labels: file(
            "t10k-labels-idx1-ubyte.gz", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"))),
      classes: .names((0...9).map(String.init)), featureShape: [28, 28],
      normalization: Normalization(scale: 1 / 255, mean: 0.1307, standardDeviation: 0.3081))
  }

  @Test func everythingIsThere() throws {
    let dataset = try Dataset(description)
    let test = try #require(dataset.test)
    #expect(dataset.train.count == 60_000)
    #expect(test.count == 10_000)
    #expect(dataset.train.featureCount == 784)
    #expect(dataset.featureShape == [28, 28])
    #expect(dataset.classCount == 10)
    #expect(labels(dataset.train).prefix(5) == [5, 0, 4, 1, 9])
    #expect(labels(test).prefix(5) == [7, 2, 1, 0, 4])
    // How often each digit is there, from the authors' page of the database.
    #expect(histogram(dataset.train) == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(histogram(test) == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
    #expect(dataset.digests.map(\.part) == ["train.images", "train.labels", "test.images", "test.labels"])
    // The first image is the five whose row 5 begins to show ink.
    let five = dataset.train.rawFeatures(of: 0)
    #expect(five[..<152].allSatisfy { $0 == 0 })
    #expect(Array(five[152..<164]) == [3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127])
  }

  @Test func oneByteMakesADifference() throws {
    guard case .idx(var train, _) = description.format else { return }
    train.labels.sha256 = train.images.sha256
    var changed = description
    changed.format = .idx(train: train, test: nil)
    expectError(
      changed,
      """
      train-labels-idx1-ubyte.gz: error: the content is not the declared one: its SHA-256 is \
      65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5, declared is \
      ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db
      """)
  }

  private func labels(_ split: Split) -> [Int32] {
    if case .classes(let labels) = split.targets { labels } else { [] }
  }

  private func histogram(_ split: Split) -> [Int] {
    labels(split).reduce(into: Array(repeating: 0, count: 10)) { $0[Int($1)] += 1 }
  }
}
