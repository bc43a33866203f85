import Foundation
import Testing

@testable import Reporter

@Suite final class AtomicFileTests {
  /// A new folder for each test.
  private let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("nnrun-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    folder = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func content(_ path: String) -> String? {
    try? String(decoding: Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  private func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func writesAndReplaces() throws {
    #expect(try AtomicFile.write("first", to: "\(folder)/a.csv"))
    #expect(content("\(folder)/a.csv") == "first")
    #expect(try AtomicFile.write("second, longer", to: "\(folder)/a.csv"))
    #expect(content("\(folder)/a.csv") == "second, longer")
    #expect(try AtomicFile.write("", to: "\(folder)/a.csv"))
    #expect(content("\(folder)/a.csv") == "")
    #expect(try names(in: folder) == ["a.csv"])
  }

  @Test func theSameContentKeepsTheFile() throws {
    let path = "\(folder)/a.csv"
    let text = String(repeating: "0123456789", count: 20_000)
    try AtomicFile.write(text, to: path)
    let old = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
    #expect(try !AtomicFile.write(text, to: path))
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    #expect(date == old)
    #expect(try AtomicFile.write(text.dropLast() + "x", to: path))
  }

  @Test func permissionsOfAReplacedFileStay() throws {
    let path = "\(folder)/a.csv"
    try AtomicFile.write("first", to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try AtomicFile.write("second", to: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func aMissingFolderIsAnError() throws {
    let path = "\(folder)/missing/a.csv"
    let error = #expect(throws: ReportFileError.self) {
      _ = try AtomicFile.write("x", to: path)
    }
    #expect(error?.description == "cannot write '\(path)': No such file or directory")
  }

  @Test func aFailureLeavesNothingBehind() throws {
    // A folder stands where the file should: the bytes can be written, the rename cannot be done.
    try FileManager.default.createDirectory(
      atPath: "\(folder)/taken", withIntermediateDirectories: false)
    let error = #expect(throws: ReportFileError.self) {
      try AtomicFile.write("x", to: "\(folder)/taken")
    }
    #expect(error?.path == "\(folder)/taken")
    #expect(error?.code == EISDIR)
    #expect(try names(in: folder) == ["taken"])
  }

  @Test func namesAsLongAsTheyCanBe() throws {
    let name = String(repeating: "n", count: 255)
    try AtomicFile.write("x", to: "\(folder)/\(name)")
    #expect(try names(in: folder) == [name])
  }
}
