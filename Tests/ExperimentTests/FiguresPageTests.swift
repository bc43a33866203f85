import Declarations
import Foundation
import TestSupport
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
    do {
      _ = try experiment(Self.blocks[0] + panel + "\n")
    } catch let error as InvalidFiles {
      Issue.record("\(Self.blocks[index]): \(error.diagnostics)")
    }
  }
}
