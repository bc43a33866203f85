import Declarations
import Foundation
import Testing

@testable import Experiment

/// Every example of docs/FIGURES.md is a panel of its experiment.
@Suite struct FiguresPageTests {
  /// The blocks of the page: the experiment, then the panels.
  static let blocks: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text =
      (try? String(contentsOf: root.appendingPathComponent("docs/FIGURES.md"), encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }()

  @Test func thereAreMany() { #expect(Self.blocks.count >= 12) }

  @Test(arguments: blocks.indices) func isValid(_ index: Int) throws {
    let panel = index == 0 ? "" : "\n        - \(Self.blocks[index])"
    let path = NSTemporaryDirectory() + "page-\(UUID().uuidString).yaml"
    try (Self.blocks[0] + panel + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    do {
      _ = try Experiment(contentsOf: path, datasetFolders: [])
    } catch {
      Issue.record("\(Self.blocks[index]): \(error.diagnostics)")
    }
  }
}
