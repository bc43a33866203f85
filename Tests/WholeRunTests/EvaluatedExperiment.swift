import Experiment
import Executor
import Foundation
import Reporter
import Trials

/// An experiment of a kind that is evaluated once, from its file to its results.
struct EvaluatedExperiment {
  let experiment: Experiment
  let results: ResultFiles

  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
  static let root = URL(fileURLWithPath: tests).deletingLastPathComponent().deletingLastPathComponent().path

  init(shipped name: String) throws { try self.init(contentsOf: "\(Self.root)/experiments/\(name).yaml") }

  /// An experiment as a reader of the manual might write it.
  init(reader name: String) throws { try self.init(contentsOf: "\(Self.tests)/Reader/\(name).yaml") }

  init(contentsOf path: String) throws {
    experiment = try Experiment(contentsOf: path, datasetFolders: [])
    switch experiment.body {
    case .training: throw Unevaluated(path: path)
    case .functions(let functions):
      results = FunctionsReport(functions, record: try FunctionsRun(functions).evaluate()).results
    case .walkthrough(let walkthrough):
      results = WalkthroughReport(walkthrough, records: try WalkthroughRun(walkthrough).evaluate()).results
    case .expressions(let expressions):
      results = ExpressionsReport(expressions, records: try ExpressionsRun(expressions).evaluate()).results
    }
  }

  struct Unevaluated: Error { var path: String }

  func file(_ name: String) -> String { results.files.first { $0.name == name }?.text ?? "" }

  /// The files committed under `results/`.
  static func committed(_ experiment: String, _ file: String) throws -> String {
    try String(contentsOfFile: "\(root)/results/\(experiment)/\(file)", encoding: .utf8)
  }
}

/// A CSV file as RFC 4180 has it, by its header.
struct CSVFile {
  private(set) var header: [String] = []
  private(set) var rows: [[String: String]] = []

  init(_ text: String) {
    var records: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var previous: Character?
    for character in text {
      if isQuoted {
        if character == "\"" { isQuoted = false } else { field.append(character) }
      } else {
        switch character {
        case "\"":
          if previous == "\"" { field.append(character) }
          isQuoted = true
        case ",", "\n":
          records[records.count - 1].append(field)
          field = ""
          if character == "\n" { records.append([]) }
        default: field.append(character)
        }
      }
      previous = character
    }
    header = records[0]
    rows = records.dropFirst().filter { !$0.isEmpty }.map {
      Dictionary(zip(header, $0)) { first, _ in first }
    }
  }

  /// The numbers of a column, of those rows that have given texts in others.
  func numbers(_ column: String = "value", where conditions: [String: String] = [:]) -> [Double] {
    rows.filter { row in conditions.allSatisfy { row[$0.key] == $0.value } }.compactMap { row in
      row[column].flatMap(Double.init)
    }
  }
}
