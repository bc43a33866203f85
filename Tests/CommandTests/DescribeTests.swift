import Testing

/// `nnrun describe`, as somebody at a terminal uses it.
@Suite struct DescribeTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func describe(_ arguments: String...) throws -> Program {
    try Program.run(["describe"] + arguments, in: workspace.folder)
  }

  @Test func withoutANameItListsWhatThereIs() throws {
    let program = try describe()
    #expect(program.status == 0 && program.output.contains("\noptimizer "))
  }

  @Test(arguments: [
    ("adam", "optimizer adam\n"), ("training.optimizer.adam", "optimizer adam\n"), ("panel", "panel\n"),
    ("epochs", "key epochs in training.epochs (kind: training)\n"), ("kind: functions", "kind: functions\n"),
  ])
  func aNameOrPathIsDescribed(_ name: String, _ start: String) throws {
    let program = try describe(name)
    #expect(program.status == 0 && program.output.hasPrefix(start), "\(program.output)")
  }

  @Test func aChoiceAndANameAreTwoWords() throws {
    let both = try describe("panel", "heatmap")
    #expect(both.status == 0 && both.output.hasPrefix("panel heatmap\n"), "\(both.output)")
    #expect(try describe("heatmap").output == both.output)
    #expect(try describe("panel", "heatmpa").errors.contains("Nothing is called 'panel heatmpa'."))
  }

  @Test func thingsOfOneNameAreListed() throws {
    let program = try describe("elements")
    #expect(program.status == 0 && !program.output.contains("things are called"), "\(program.output)")
    let several = try describe("band").output
    #expect(several.contains("things are called 'band'; one by itself:\n"))
    #expect(several.contains("\n  nnrun describe panel bar band\n"), "\(several)")
    // What has no name beside the one that was asked for is not listed as one by itself.
    #expect(!(try describe("limits").output.contains("nnrun describe limits\n")))
  }

  @Test func aMisspeltNameIsWrongUsageWithTheNearest() throws {
    let program = try describe("optimiser")
    #expect(program.status == 64 && program.output.isEmpty)
    #expect(program.errors.contains("Nothing is called 'optimiser'. Did you mean 'optimizer'?"))
    #expect(try describe("training.epohcs").errors.contains("Did you mean 'epochs'?"))
  }
}
