import Foundation
import Testing

@testable import YAMLTree

/// Files that would take for ever, or that say more than a message can hold.
@Suite struct BoundedReadingTests {
  @Test func whatIsNoRegularFileIsRefusedAtOnce() throws {
    let folder = NSTemporaryDirectory() + "nnrun-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    mkfifo("\(folder)/pipe.yaml", 0o600)
    for path in ["\(folder)/pipe.yaml", "/dev/null"] {
      let error = #expect(throws: YAMLError.self) { try YAMLParser.parse(contentsOf: path) }
      #expect(error?.reason == .unreadable(.notRegular))
      #expect(error?.description == "\(path): error: cannot read the file: it is not a regular file")
    }
    // A link to a file is that file.
    try "a: 1".write(toFile: "\(folder)/file.yaml", atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link.yaml", withDestinationPath: "\(folder)/file.yaml")
    #expect(try YAMLParser.parse(contentsOf: "\(folder)/link.yaml").mapping?["a"]?.integer == 1)
  }

  @Test func manyDirectivesAreRefused() {
    let text = (0...100).map { "%TAG !t\($0)! tag:example.org,2000:\n" }.joined() + "---\na: 1\n"
    let error = #expect(throws: YAMLError.self) { try YAMLParser.parse(text: text, path: "x.yaml") }
    #expect(error?.reason == .tooManyDirectives(limit: 100))
    #expect(error?.mark.line == 101)
  }

  /// A part of a long line is the same excerpt as all of it.
  @Test(arguments: [1, 2, 700, 5000, 9999, 10_000])
  func anExcerptOfALongLineIsThatOfItsPart(_ column: Int) throws {
    let letters = ["a", "ß", "→", "𝄞"]
    let line = (0..<10_000).map { letters[$0 % 4] }.joined()
    let file = SourceFile(path: "x", text: "first\n\(line)\nlast")
    let part = try #require(file.part(ofLine: 2, around: column, reach: 640))
    #expect(part.text.utf8.count < line.utf8.count)
    let whole = SourceExcerpt(line: line, column: column, length: 3).lines
    let found = SourceExcerpt(line: part.text, column: part.column, length: 3).lines
    #expect(found[1] == whole[1])
    let shown = { (text: String) in text.drop { $0 == "." }.prefix(100) }
    #expect(shown(found[0]) == shown(whole[0]))
  }
}
