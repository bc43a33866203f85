import Tables
import Experiment
import Trials

/// The files of `kind: expressions`.
package struct ExpressionsReport {
  let experiment: ExpressionsExperiment
  let records: [TensorRecord]

  package init(_ experiment: ExpressionsExperiment, records: [TensorRecord]) {
    self.experiment = experiment
    self.records = records
  }

  package var results: ResultFiles {
    let titles = experiment.sections.map { section in
      (section.name, section.description.map { "\(section.name): \($0)" } ?? section.name)
    }
    return ResultFiles(
      files: [ResultFile("values.csv", TensorTable(records: records).values.csv)],
      summary: TensorText(records: records, titles: Dictionary(titles) { first, _ in first }).text)
  }
}
