import Foundation
import Testing

/// Compares text with the file of that name in `Snapshots`.
///
/// Where there is no such file, it is written and the test fails: a snapshot counts once somebody has
/// looked at it and run the test again. To accept a change, delete the file and run the tests twice.
func expectSnapshot(
  _ text: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation,
  filePath: String = #filePath
) throws {
  let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  guard let expected = try? String(decoding: Data(contentsOf: file), as: UTF8.self) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    Issue.record("recorded \(name): look at it, then run again", sourceLocation: sourceLocation)
    return
  }
  guard text != expected else { return }
  let difference = zip(text.split(separator: "\n"), expected.split(separator: "\n"))
    .first { $0 != $1 }
  let lines = difference.map { "\n  is       \($0)\n  expected \($1)" } ?? ": one is longer"
  Issue.record("differs from the snapshot \(name)\(lines)", sourceLocation: sourceLocation)
}
