import Foundation
import Testing

/// The commands about datasets: what they print, and what they write.
@Suite struct DataCommandTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try FileManager.default.createDirectory(
      atPath: "\(workspace.folder)/datasets", withIntermediateDirectories: true)
    try workspace.write("x,y\n1,red\n2.5,blue\n3,red\n4,blue\n", to: "datasets/points.csv")
    try workspace.write(Self.declaration, to: "datasets/points.yaml")
  }

  private static let declaration = """
    name: points   # two colours
    format: {csv: {file: points.csv, targets: y}}
    classes: auto

    """

  private func run(_ arguments: String...) throws -> Program {
    try Program.run(["data"] + arguments, in: workspace.folder)
  }

  @Test func list() throws {
    let program = try run("list", "--in", "datasets")
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.hasPrefix("points  datasets/points.yaml\n"))
  }

  @Test func show() throws {
    let program = try run("show", "datasets/points.yaml", "--rows", "1")
    #expect(program.status == 0, "\(program.errors)")
    #expect(
      program.output
        == """
        points
        shape: 1
        train: 4 examples

        class  train
        blue   2
        red    2

        training part  least  mean   greatest
        x              1      2.625  4

        file                 sha256
        datasets/points.csv  DIGEST

        x  target
        1  red

        """.replacing("DIGEST", with: Self.digest))
  }

  private static let digest = "ad2543d6c9e020ec4418a5a3028b102e404c83723977d3f1595b0b61afa1fa3a"

  @Test func anUnknownNameHasANearOne() throws {
    let program = try run("show", "point", "--in", "datasets")
    #expect(program.status == 64)
    #expect(program.errors.contains("Did you mean 'points'?"))
  }

  /// A digest is added and every other byte stays; then other contents are refused.
  @Test func pin() throws {
    for (text, pinned) in [
      (Self.declaration, "file: {path: points.csv, sha256: \(Self.digest)}"),
      (
        Self.declaration.replacing("points.csv", with: "{path: 'points.csv'}"),
        "file: {path: 'points.csv', sha256: \(Self.digest)}"
      ),
      (
        "name: p\r\nformat:\r\n  csv:\r\n    file:\r\n      path: points.csv # here\r\n"
          + "    targets: y\r\nclasses: auto\r\n",
        "path: points.csv # here\r\n      sha256: \(Self.digest)\r\n    targets"
      ),
    ] {
      try workspace.write(text, to: "datasets/points.yaml")
      #expect(
        try run("pin", "points", "--in", "datasets").output == "datasets/points.yaml: 1 digest written\n")
      let found = try String(contentsOfFile: "\(workspace.folder)/datasets/points.yaml", encoding: .utf8)
      #expect(found.contains(pinned), "\(found)")
      #expect(
        found.replacing(", sha256: \(Self.digest)", with: "").replacing(
          "      sha256: \(Self.digest)\r\n", with: ""
        )
        .replacing("{path: points.csv}", with: "points.csv") == text)
      #expect(try run("pin", "points", "--in", "datasets").output.contains("nothing to write"))
    }
    try workspace.write("x,y\n1,red\n", to: "datasets/points.csv")
    let program = try run("show", "points")
    #expect(program.status == 65)
    #expect(program.errors.contains("the content is not the declared one"))
  }
}
