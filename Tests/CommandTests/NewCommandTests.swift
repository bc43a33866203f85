import Foundation
import Testing

@testable import nnrun

/// What `nnrun new` writes runs as it is.
@Suite struct NewCommandTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  private func run(_ arguments: [String]) throws -> Program {
    try workspace.run(arguments)
  }

  @Test(arguments: Template.allCases)
  func everyTemplateRuns(_ template: Template) throws {
    let made = try run(["new", "mine", "--template", template.rawValue])
    #expect(made.status == 0 && made.output == "mine.yaml\nrun it: nnrun mine.yaml\n")
    let program = try run(["mine.yaml", "--quiet"])
    #expect(program.status == 0, "\(program.errors)")
    #expect(workspace.files(below: "results").keys.contains { $0.hasPrefix("mine/figures/") })
    #expect(template.text(name: "mine").split(separator: "\n").allSatisfy { $0.count <= 130 })
  }

  @Test func nothingIsOverwritten() throws {
    try workspace.write("mine", to: "mine.yaml")
    let program = try run(["new", "mine"])
    #expect(program.status == 73 && program.errors == "error: 'mine.yaml' is there already\n")
    #expect(try String(contentsOfFile: "\(workspace.folder)/mine.yaml", encoding: .utf8) == "mine")
  }

  @Test func aFileStandsForItsName() throws {
    #expect(try run(["new", "mine.yaml"]).output == "mine.yaml\nrun it: nnrun mine.yaml\n")
    #expect(try run(["validate", "mine.yaml"]).status == 0)
    #expect(try run(["new", ".yaml"]).status == 64)
  }

  @Test func theNameIsOneOfAFile() throws {
    let program = try run(["new", "a/b"])
    #expect(program.status == 64 && program.errors.contains("the name"))
    #expect(try run(["new", "mine", "--template", "transformer"]).status == 64)
    #expect(try run(["new", "mine", "--output", "nowhere"]).status == 74)
  }
}
