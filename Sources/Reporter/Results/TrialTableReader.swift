import Comparisons
import Experiment
import Foundation
import Planner
import Tables

/// Reads the `trials.csv` of an experiment's results back, as far as comparisons and expectations need it.
package struct TrialTableReader {
  /// Why results cannot be used.
  package enum Problem: Error, CustomStringConvertible {
    /// Seen from a working folder.
    case missing(path: String, from: String)
    case malformed(path: String, reason: String)
    case noColumn(path: String, column: String)
    case notANumber(path: String, line: Int, column: String, text: String)
    case missingTrial(path: String, trial: String)

    package var description: String {
      switch self {
      case .missing(let path, let folder):
        "there are no results: '\(path)' is not there"
          + (path.hasPrefix("/") ? "" : ", seen from the working folder '\(folder)'")
          + "; run the experiment first, or name the folder that its results are in by --output"
      case .malformed(let path, let reason): "'\(path)' cannot be read: \(reason)"
      case .noColumn(let path, let column):
        "'\(path)' has no column '\(column)': it was made from another file; run the experiment again"
      case .notANumber(let path, let line, let column, let text):
        "'\(path)', line \(line): the \(column) '\(text)' is no number"
      case .missingTrial(let path, let trial):
        "'\(path)' lacks the trial \(trial): it was made from another file; run the experiment again"
      }
    }
  }

  private let path: String

  /// - Parameter folder: the folder of the experiment's results.
  package init(folder: String) { path = "\(folder)/trials.csv" }

  /// The final weights' digests of the trials, by the short IDs; none where there are no results yet.
  package func weights() throws(Problem) -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let rows = try rows()
    let (trial, weights) = (try place(of: "trial", rows[0]), try place(of: "weights", rows[0]))
    return Dictionary(rows.dropFirst().map { ($0[trial], $0[weights]) }) { first, _ in first }
  }

  /// What the trials of a plan ended with.
  ///
  /// - Throws: where the table has not all trials of the plan; of a sequential comparison, the first ones of
  ///   each arm.
  package func outcomes(of plan: TrialPlan) throws(Problem) -> Outcomes {
    let rows = try rows()
    let trial = try place(of: "trial", rows[0])
    let status = try place(of: "status", rows[0])
    var outcomes = Outcomes(plan)
    var places: [Int] = []
    for column in outcomes.columns { places.append(try place(of: column.name, rows[0])) }
    let lines = Dictionary(rows.enumerated().dropFirst().map { ($1[trial], $0) }) { first, _ in first }
    let sequential = plan.experiment.comparisons.lazy.compactMap(\.sequential).first
    var reader = TrialReader(plan)
    for arm in 0..<plan.armCount {
      for (replicate, index) in plan.trials(ofArm: arm).enumerated() {
        guard let id = reader.trial(at: index)?.id.short else { continue }
        guard let line = lines[id] else {
          if let sequential, replicate >= sequential.every { break }
          throw .missingTrial(path: path, trial: id)
        }
        let row = rows[line]
        var numbers: [Double?] = []
        for (place, column) in zip(places, outcomes.columns) {
          numbers.append(try number(row[place], of: column, line: line + 1))
        }
        outcomes.add(
          Outcomes.Trial(isCompleted: row[status] == "completed", numbers: numbers), toArm: arm)
      }
    }
    return outcomes
  }

  private func rows() throws(Problem) -> [[String]] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .missing(path: path, from: FileManager.default.currentDirectoryPath)
    }
    let rows: [[String]]
    do throws(CSVSyntaxError) {
      rows = try CSVReader.rows(String(decoding: data, as: UTF8.self))
    } catch {
      throw .malformed(path: path, reason: "line \(error.line): \(error.kind)")
    }
    guard let header = rows.first else { throw .malformed(path: path, reason: "it is empty") }
    if let line = rows.firstIndex(where: { $0.count != header.count }) {
      throw .malformed(
        path: path, reason: "row \(line + 1) has \(rows[line].count) fields, the header \(header.count)")
    }
    return rows
  }

  private func place(of column: String, _ header: [String]) throws(Problem) -> Int {
    guard let place = header.firstIndex(of: column) else { throw .noColumn(path: path, column: column) }
    return place
  }

  /// `nil` for an empty field.
  private func number(_ text: String, of column: OutcomeColumn, line: Int) throws(Problem) -> Double? {
    if text.isEmpty { return nil }
    guard let value = Double(text) else {
      throw .notANumber(path: path, line: line, column: column.name, text: text)
    }
    return value
  }
}
