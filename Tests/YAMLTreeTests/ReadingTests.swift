import Foundation
import Testing
import YAMLTree

@Suite struct ReadingTests {
  private func message(_ path: String, limits: YAMLParser.Limits = .init()) -> String? {
    do {
      _ = try YAMLParser.parse(contentsOf: path, limits: limits)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aFileIsRead() throws {
    let path = NSTemporaryDirectory() + "/yamltree-\(UUID().uuidString).yaml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    // Longer than one read.
    let text = "values: [" + Array(repeating: "12345", count: 40_000).joined(separator: ", ") + "]\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let root = try YAMLParser.parse(contentsOf: path)
    #expect(root.mapping?["values"]?.sequence?.count == 40_000)
    #expect(root.mark.file.path == path)
    var limits = YAMLParser.Limits()
    limits.bytes = 65_537
    #expect(message(path, limits: limits) == "\(path): error: the file is larger than 65537 bytes")
  }

  @Test func missingFile() {
    #expect(message("no/such.yaml") == "no/such.yaml: error: cannot read the file: no such file")
  }

  @Test func directory() {
    let path = NSTemporaryDirectory()
    #expect(message(path) == "\(path): error: cannot read the file: it is a directory")
  }

  @Test func nameTooLong() {
    let path = String(repeating: "x", count: 5_000)
    #expect(message(path) == "\(path): error: cannot read the file: File name too long")
  }
}
