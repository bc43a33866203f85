import Foundation
import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// The files that travel with the repository.
@Suite struct MNISTTests {
  private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("experiments/datasets/mnist").path

  /// As `experiments/datasets/mnist.yaml` has it.
  private var format: IDXFormat {
    IDXFormat(
      train: .init(
        images: .init(
          path: "train-images-idx3-ubyte.gz",
          sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        labels: .init(
          path: "train-labels-idx1-ubyte.gz",
          sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5")),
      test: .init(
        images: .init(
          path: "t10k-images-idx3-ubyte.gz",
          sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        labels: .init(
          path: "t10k-labels-idx1-ubyte.gz",
          sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2")))
  }

  private func declaration(_ format: IDXFormat) -> DatasetDeclaration {
    DatasetDeclaration(
      name: "mnist", format: format, classes: (0...9).map(String.init), shape: [28, 28],
      normalization: Normalization(mean: 0.1307, standardDeviation: 0.3081), directory: folder)
  }

  @Test func everythingIsThere() throws {
    let dataset = try Dataset(declaration(format))
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
    // The first image is the five whose row 5 begins to show ink.
    let five = dataset.train.rawFeatures(of: 0)
    #expect(five[..<152].allSatisfy { $0 == 0 })
    #expect(Array(five[152..<164]) == [3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127])
  }

  @Test func aDigestIsOfTheDecompressedContent() throws {
    var changed = format
    changed.test = nil
    changed.train.labels.sha256 = changed.train.images.sha256
    let message =
      "train-labels-idx1-ubyte.gz: error: the content is not the declared one: the SHA-256 of the decompressed "
      + "content is 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5, declared is "
    expectError(
      declaration(changed), message + "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db")
    // As `sha256sum` has it of the file.
    let file = "c5dde615355cf20c4d85d3de6e7d07215fbb59a43a133231bb23bef6da256822"
    changed.train.labels.sha256 = file
    expectError(
      declaration(changed), message + "\(file), which is the SHA-256 of the compressed file")
  }

  private func labels(_ split: Split) -> [Int32] {
    if case .classes(let labels) = split.targets { labels } else { [] }
  }

  private func histogram(_ split: Split) -> [Int] {
    labels(split).reduce(into: Array(repeating: 0, count: 10)) { $0[Int($1)] += 1 }
  }
}
