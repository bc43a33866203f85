import Declarations
import Foundation
import Model
import Testing
import YAMLTree

@testable import Experiment

/// Where datasets are found, what is said of one that is not, and what its identity depends on.
@Suite final class DatasetCatalogTests {
  private let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
  private let line = "name: d, format: {inline: {features: [[1, 2], [3, 4]], targets: [0, 1]}}"

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to name: String) throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: SourceFile.directory(of: path), withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  private func find(
    _ name: String, in folders: [String]
  ) throws -> (dataset: DatasetDeclaration?, faults: Faults) {
    try write(name, to: "reference.yaml")
    var faults = Faults()
    let read = faults.read("\(folder)/reference.yaml")
    let node = try #require(read)
    let catalog = DatasetCatalog(folders: folders.map { "\(folder)/\($0)" })
    return (catalog.dataset(.named(name), at: node, &faults), faults)
  }

  /// The declaration that a mapping's members make.
  private func declare(_ members: String) throws -> DatasetDeclaration {
    try write("{\(members)}", to: "one/d.yaml")
    let (dataset, faults) = try find("d", in: ["one"])
    return try #require(dataset, "\(faults.all.map(\.kind.message))")
  }

  @Test func theFirstFolderThatHasItCounts() throws {
    try write("{description: second, \(line)}", to: "two/d.yaml")
    try write("{description: third, \(line)}", to: "three/d.yaml")
    let dataset = try #require(try find("d", in: ["one", "two", "three"]).dataset)
    #expect(dataset.description == "second")
    #expect(dataset.directory == "\(folder)/two")
    #expect(dataset.path(of: .init(path: "x/y.gz")) == "\(folder)/two/x/y.gz")
    #expect(dataset.path(of: .init(path: "/x/y.gz")) == "/x/y.gz")
  }

  @Test func whatThereIsIsListedAndTheNearestNamedFirst() throws {
    for name in ["one/mnist", "two/fashion", "two/mnist"] { try write("{}", to: "\(name).yaml") }
    try write("", to: "one/notes.txt")
    let faults = try find("minst", in: ["one", "two", "nowhere"]).faults.all
    #expect(faults.map(\.kind.message) == ["there is no dataset 'minst'"])
    #expect(
      faults.first?.kind.notes == [
        "did you mean 'mnist'?", "datasets: fashion, mnist",
        "searched in: \(folder)/one, \(folder)/two, \(folder)/nowhere",
      ])
  }

  @Test func theDigestIsOfWhatDecidesAResult() throws {
    let digest = try declare(line).digest
    #expect(digest.count == 64)
    for same in [
      "description: x, sources: [y], licence: z, \(line)", "shape: [2], \(line)",
      "name: other, format: {inline: {features: [[1.0, 2], [3, 4e0]], targets: [[0], [1]]}}",
    ] {
      #expect(try declare(same).digest == digest, "\(same)")
    }
    let others = [
      "shape: [1, 2], \(line)", "classes: [a, b], \(line)", "classes: [a, b, c], \(line)",
      "normalization: {mean: 0, standard_deviation: 1}, \(line)",
      "name: d, format: {inline: {features: [[1, 2], [3, 5]], targets: [0, 1]}}",
      "name: d, format: {inline: {features: [[1, 2], [3, 4]], targets: [0, 0]}}",
      "name: d, format: {inline: {features: [[1], [2]], targets: [[3, 4], [0, 1]]}}",
    ]
    let found = try Set(others.map { try declare($0).digest } + [digest])
    #expect(found.count == others.count + 1)
    #expect(
      try declare("classes: [yes, no], \(line)").digest == declare("classes: [a, b], \(line)").digest,
      "names of classes decide nothing")
  }

  @Test func filesCountByTheirDigests() throws {
    func idx(_ path: String, _ digit: String) -> String {
      let digest = String(repeating: digit, count: 64)
      return "name: d, shape: [2, 3], classes: [a], format: {idx: {train: "
        + "{images: {path: \(path), sha256: \"\(digest)\"}, labels: {path: l, sha256: \"\(digest)\"}}}}"
    }
    let first = try declare(idx("i", "a"))
    #expect(try declare(idx("j", "A")).digest == first.digest)
    #expect(try declare(idx("i", "b")).digest != first.digest)
    #expect(try declare(idx("i", "a")) == first)
    #expect(try declare(idx("j", "a")) != first)
  }

  /// The numbers of inline data stand in no identity: they may be many.
  @Test func inlineDataAreADigest() throws {
    #expect(try declare(line).identity.compact.count < 200)
  }
}
