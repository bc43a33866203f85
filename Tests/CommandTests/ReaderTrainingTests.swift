import Foundation
import Testing

/// Experiments of `kind: training` that somebody writes from the manual alone.
@Suite struct ReaderTrainingTests {
  let workspace: Workspace
  init() throws { workspace = try Workspace() }

  @Test func nandAndNorAreLearned() throws {
    let program = try Program.run(
      ["--quiet", "\(Workspace.readersFiles)/nand_nor.yaml"], in: workspace.folder)
    #expect(program.status == 0, "\(program.errors)")
    #expect(
      program.output.hasPrefix(
        """
        nand_nor

        Gate  Converged Epoch  Prediction Accuracy
        ------------------------------------------
        NAND                9              100.00%
        NOR                 3              100.00%
        """))
    #expect(workspace.files(below: "results/nand_nor").keys.contains("figures/gates.svg"))
  }

  @Test func eightTanhUnitsLearnXOR() throws {
    let program = try Program.run(
      ["--quiet", "\(Workspace.readersFiles)/xor_tanh.yaml"], in: workspace.folder)
    #expect(program.status == 0, "\(program.errors)")
    #expect(program.output.contains("0.0001              100.00%"))
    let epochs = workspace.files(below: "results/xor_tanh")["epochs.csv"] ?? Data()
    #expect(String(decoding: epochs, as: UTF8.self).split(separator: "\n").count == 1 + 10 + 1)
  }
}
