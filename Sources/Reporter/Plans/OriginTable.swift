import Declarations
import Experiment
import Planner
import Tables
import Trials

extension TrialPlan {
  /// Where each value of a trial comes from, as `nnrun plan --explain` shows it.
  /// - Throws: what is wrong with the trial.
  package func explanation(ofTrial index: Int) throws(InvalidFiles) -> String {
    var table = Table(columns: [
      Table.Column("Value"), Table.Column("Is"), Table.Column("From"), Table.Column("Place"),
    ])
    for origin in try origins(ofTrial: index) {
      let place = origin.mark.map {
        $0.line == 0 || FileChanges.isOption($0.file) ? "" : "\($0.file.path):\($0.line)"
      }
      table.append([.text(origin.path), .text(origin.value), .text(origin.source), .text(place ?? "")])
    }
    let trial = try trial(at: index)
    return "trial \(index + 1), \(trial.id.short)\n\n" + table.text
  }
}
