import Foundation
import Testing

/// What cannot be written or had, from streams to folders, memory and threads.
@Suite struct UnwritableResultsTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  /// What is printed and cannot be written is no success; what is only shown is dropped.
  @Test(arguments: [
    ("\"$0\" schema >/dev/full", 74), ("\"$0\" --help >/dev/full", 74),
    ("\"$0\" small.yaml --quiet >/dev/full", 74),
    ("\"$0\" small.yaml 2>/dev/full", 0), ("\"$0\" small.yaml 2>&-", 0), ("\"$0\" small.yaml <&- 2>&-", 0),
    ("\"$0\" schema >&-", 74), ("ulimit -f 0; \"$0\" schema >schema.json", 74),
    ("ulimit -n 4; \"$0\" small.yaml --quiet", 1),
    ("ulimit -n 6; \"$0\" small.yaml --quiet", 1), ("ulimit -n 8; \"$0\" small.yaml --quiet", 0),
    ("\"$0\" schema | head -1 >/dev/null; exit ${PIPESTATUS[0]}", 74),
    ("\"$0\" small.yaml 2>&1 >/dev/null | true; exit ${PIPESTATUS[0]}", 0),
  ])
  func streamsThatCannotBeWrittenTrapNothing(_ command: String, _ status: Int32) throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command, Program.path]
    process.currentDirectoryURL = URL(fileURLWithPath: workspace.folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["NNRUN_DATASETS": Workspace.datasets])
    { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    if command.contains("small.yaml"), status != 1 {
      #expect(workspace.files(below: "results/small")["manifest.json"] != nil)
    }
  }

  @Test func aFolderThatCannotBeMadeIsKnownBeforeAnythingIsTrained() throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    let program = try workspace.run(["small.yaml", "--output", "small.yaml/results"])
    #expect(program.status == 74)
    #expect(program.errors == "error: cannot create 'small.yaml/results/small': Not a directory\n")
  }

  /// A folder without permission, a file in a folder's place, folders in the places of files.
  @Test(arguments: [
    ("mkdir -p results/small/figures; chmod 555 results/small/figures", "figures", "Permission denied"),
    ("mkdir -p results/small; touch results/small/figures", "figures", "Not a directory"),
    ("mkdir -p results/small/figures/loss.svg", "figures/loss.svg", "Is a directory"),
    ("mkdir -p results/small/summary.csv", "summary.csv", "Is a directory"),
    ("mkdir -p results/small/manifest.json", "manifest.json", "Is a directory"),
    (
      "mkdir -p results/small/.nnrun-new/x; chmod -R 555 results/small/.nnrun-new", ".nnrun-new",
      "Permission denied"
    ),
  ])
  func whatCannotBeWrittenIsKnownBeforeAnythingIsTrained(
    _ preparation: String, _ name: String, _ reason: String
  ) throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    try workspace.shell(preparation)
    defer { try? workspace.shell("chmod -R u+w results") }
    // Root may write everywhere, and so is another user here.
    let program =
      reason == "Permission denied" && getuid() == 0
      ? try runAsNobody(["small.yaml"]) : try workspace.run(["small.yaml"])
    #expect(program.status == 74)
    // Not a line of progress: nothing was trained.
    let action = name == ".nnrun-new" ? "remove" : "write"
    #expect(program.errors == "error: cannot \(action) 'results/small/\(name)': \(reason)\n")
  }

  private func runAsNobody(_ arguments: [String]) throws -> Program {
    try workspace.shell("chown -hR 65534:65534 . && chmod 755 .")
    return try Program.run(
      ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] + arguments, in: workspace.folder,
      environment: ["NNRUN_DATASETS": Workspace.datasets], executable: "/usr/bin/setpriv")
  }

  /// Where the system gives too little, the program says so and ends.
  @Test(arguments: [
    "ulimit -v 100000", "ulimit -v 160000", "ulimit -v 250000", "ulimit -v 300000",
    "ulimit -u 2", "ulimit -u 4",
  ])
  func tooFewThreadsOrTooLittleMemoryIsSaid(_ limit: String) throws {
    try workspace.write(Workspace.experiment, to: "small.yaml")
    // Root has as many processes as it likes.
    let isProcesses = limit.hasPrefix("ulimit -u")
    try workspace.shell("chmod 777 .")
    let user = isProcesses && getuid() == 0 ? "setpriv --reuid=65534 --clear-groups " : ""
    let command = "\(limit) && exec '\(Program.path)' small.yaml --quiet --output out"
    let program = try Program.run(
      ["-c", "\(user)bash -c \"\(command)\""], in: workspace.folder,
      environment: ["NNRUN_DATASETS": Workspace.datasets], executable: "/bin/bash")
    #expect(program.status == 1, "\(program.errors)")
    let shortage = isProcesses ? ["no threads"] : ["no threads", "no 256 MiB of memory"]
    #expect(shortage.contains { program.errors.contains($0) }, "\(program.errors)")
  }
}
