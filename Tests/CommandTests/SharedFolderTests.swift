import Foundation
import Synchronization
import Testing

/// Two runs that write into one folder at the same time.
@Suite struct SharedFolderTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  /// An experiment with many figures, told from another one by their titles.
  private func experiment(_ title: String) -> String {
    let figures = (0..<40).map { number in
      "{name: f\(number), panels: [function: {y: [y], title: \(title)}]}"
    }
    return """
      name: same
      kind: functions
      variable: {x: {linspace: {from: 0, to: 1, count: 500}}}
      functions: {y: "x * 2"}
      report: {figures: [\(figures.joined(separator: ", "))]}
      """
  }

  @Test func leaveTheFilesOfOne() throws {
    for title in ["first", "second"] { try workspace.write(experiment(title), to: "\(title).yaml") }
    for _ in 0..<8 {
      let statuses = Mutex<[Int32]>([])
      let folder = workspace.folder
      DispatchQueue.concurrentPerform(iterations: 2) { index in
        let name = index == 0 ? "first.yaml" : "second.yaml"
        let status = (try? Program.run(["--quiet", name], in: folder))?.status ?? -1
        statuses.withLock { $0.append(status) }
      }
      #expect(statuses.withLock { $0 } == [0, 0])
      let titles = Set(
        workspace.files(below: "results/same").filter { $0.key.hasSuffix(".svg") }.values.map { data in
          String(decoding: data, as: UTF8.self).contains(">first<") ? "first" : "second"
        })
      #expect(titles.count == 1)
      #expect(try Program.run(["gallery", "first.yaml"], in: folder).errors.isEmpty)
    }
  }

  @Test func anEmptyFolderOfTheUsersStays() throws {
    try workspace.write("name: [", to: "broken.yaml")
    try workspace.write(experiment("first"), to: "first.yaml")
    let folder = "\(workspace.folder)/results/same"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(try Program.run(["first.yaml", "broken.yaml"], in: workspace.folder).status == 65)
    #expect(FileManager.default.fileExists(atPath: folder))
    #expect(try Program.run(["--output", "", "first.yaml"], in: workspace.folder).status == 64)
  }
}
