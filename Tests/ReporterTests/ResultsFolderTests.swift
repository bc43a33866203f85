import Foundation
import Testing

@testable import Reporter

/// A run's results appear as a whole, wherever the writing ends.
@Suite final class ResultsFolderTests {
  private let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
  private var writer: ResultsWriter { ResultsWriter(folder: folder) }
  private let old = ["a.csv": "1", "b.csv": "same", "figures/old.svg": "<old>"]
  private let new = ["a.csv": "2", "b.csv": "same", "c.csv": "3"]

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ files: [String: String]) throws {
    let results = ResultFiles(
      files: files.sorted { $0.key < $1.key }.map { ResultFile($0.key, $0.value) }, summary: "")
    try writer.write(
      results,
      manifest: Manifest(experiment: "x", programVersion: "1", numericsVersion: 1, identity: .object([])))
  }

  /// The files with their content, without the manifest.
  private func content() -> [String: String] {
    var files: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      if isFolder.boolValue || name == "manifest.json" { continue }
      files[name] = String(
        decoding: FileManager.default.contents(atPath: "\(folder)/\(name)") ?? .init(), as: UTF8.self)
    }
    return files
  }

  private func put(_ text: String, _ name: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
  }

  @Test func whatIsNoLongerWrittenIsRemovedAndOthersStay() throws {
    try write(old)
    try put("note", "README.md")
    let date = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: "\(folder)/b.csv")
    try write(new)
    #expect(content() == new.merging(["README.md": "note"]) { $1 })
    #expect(!FileManager.default.fileExists(atPath: "\(folder)/figures"))
    let kept = try FileManager.default.attributesOfItem(atPath: "\(folder)/b.csv")[.modificationDate] as? Date
    #expect(kept == date)
    #expect(Set((ResultsFolder(folder).listing ?? [:]).keys) == ["a.csv", "b.csv", "c.csv"])
  }

  @Test func aKillBeforeTheManifestIsStagedLeavesTheOldSet() throws {
    try write(old)
    try FileManager.default.createDirectory(
      atPath: "\(folder)/.nnrun-new", withIntermediateDirectories: false)
    try put("2", ".nnrun-new/a.csv")
    try put("", ".nnrun-17.tmp")
    #expect(try !ResultsFolder(folder).mend())
    #expect(content() == old)
  }

  @Test func aKillAfterItIsEndedByTheNext() throws {
    try write(new)
    let manifest = try String(contentsOfFile: "\(folder)/manifest.json", encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder)
    let changed = ["a.csv", "c.csv"]
    // However many of the files were put into place.
    for count in 0...changed.count {
      try write(old)
      let files = new.map { ResultFile($0.key, $0.value) }
      try ResultsFolder(folder).stage(files, manifest: manifest)
      for name in changed.prefix(count) {
        #expect(rename("\(folder)/.nnrun-new/\(name)", "\(folder)/\(name)") == 0)
      }
      #expect(try ResultsFolder(folder).mend())
      #expect(content() == new)
      #expect(try !ResultsFolder(folder).mend())
    }
  }

  @Test func whatCannotBeWrittenGoesElsewhere() throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/a.csv", withIntermediateDirectories: true)
    let error = #expect(throws: ReportFileError.self) { try write(new) }
    let rescued = try #require(error?.rescued)
    defer { try? FileManager.default.removeItem(atPath: rescued) }
    #expect(FileManager.default.contents(atPath: "\(rescued)/a.csv") == Data("2".utf8))
    #expect(
      error?.description
        == "cannot write '\(folder)/a.csv': Is a directory; the results were written to '\(rescued)' instead")
  }

  @Test func namesThatLeadOutOfTheFolderAreNotListed() throws {
    try write(old)
    try put(#"{"files": {"../x": "0"}}"#, "manifest.json")
    #expect(ResultsFolder(folder).listing == nil)
  }
}
