import Declarations
import ArgumentParser
import Datasets
import Experiment
import Executor
import NeuralNetwork
import Planner
import Reporter

/// What each kind of error prints on standard error, and the exit code that it ends the program with.
enum CommandFailure {
  static let invalidData = ExitCode(65)

  /// Runs a command; an error that it knows is reported here and thrown on as an exit code.
  static func reported(_ command: () throws -> Void) throws {
    do {
      try command()
    } catch let error as InvalidFiles {
      for diagnostic in error.diagnostics { StandardError.write("\(diagnostic)") }
      let count = error.diagnostics.count
      let more = error.isTruncated ? "the first " : ""
      StandardError.write("\(more)\(count) \(count == 1 ? "mistake" : "mistakes") found; nothing was run")
      throw invalidData
    } catch let error as DatasetError {
      StandardError.write("\(error)")
      throw invalidData
    } catch let error as InstructionSetError {
      StandardError.write("error: \(error)")
      throw ExitCode.validationFailure
    } catch PlanError.otherSeeds(let block, let earlier) {
      StandardError.write(
        "error: blocks \(earlier + 1) and \(block + 1) of the sweep have a trial in common, "
          + "with different seeds"
      )
      throw invalidData
    } catch PlanError.tooManyTrials {
      StandardError.write("error: the sweep has more trials than can be counted")
      throw invalidData
    } catch let error as InterruptedRun {
      StandardError.write("\(error)")
      throw ExitCode(Interruption.exitCode)
    } catch let error as TrialTableReader.Problem {
      StandardError.write("error: \(error)")
      throw invalidData
    } catch let error as SystemShortage {
      StandardError.write("error: \(error)")
      throw ExitCode.failure
    } catch let error as ReportFileError {
      StandardError.write("error: \(error)")
      throw ExitCode(74)
    }
  }
}
