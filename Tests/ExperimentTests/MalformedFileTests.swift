import Declarations
import Foundation
import Testing

@testable import Experiment

/// Each file of `Malformed` is refused with exactly the messages of the `.expected` file beside it. To add a
/// case, add a file and run the test: it writes what it saw, and fails, so that the text is read before it is
/// committed.
@Suite struct MalformedFileTests {
  static let folder = "\(URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)/Malformed"

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test func thereAreMany() { #expect(Self.names.count >= 80) }

  @Test(arguments: names) func isRefused(_ name: String) throws {
    let expectation = "\(Self.folder)/\(name).expected"
    let error = #expect(throws: InvalidFiles.self) {
      try Experiment(contentsOf: "\(Self.folder)/\(name).yaml", datasetFolders: ["elsewhere/datasets"])
    }
    let text = (error?.diagnostics ?? []).map { "\($0)\n" }.joined()
      .replacingOccurrences(of: Self.folder, with: "Malformed")
    guard let expected = try? String(contentsOfFile: expectation, encoding: .utf8) else {
      try text.write(toFile: expectation, atomically: true, encoding: .utf8)
      Issue.record("recorded \(expectation): read it, then run the test again")
      return
    }
    #expect(text == expected)
  }
}
