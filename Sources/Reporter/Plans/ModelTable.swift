import Experiment
import Model
import Planner
import Tables
import Trials

/// The layers of the models of a plan, with their shapes, parameters and operations.
package struct ModelTable {
  /// The most models that are shown, and the most trials that are looked at for them.
  private static let (modelLimit, trialLimit) = (10, 10_000)

  /// The first trial of each model with the layers of that model, in order.
  private let models: [(trial: Trial, table: Table)]
  /// What is left out, in a sentence; `nil` where nothing is.
  private let rest: String?

  /// The different models of a plan that was checked.
  package init(_ plan: TrialPlan) {
    var models: [(trial: Trial, table: Table)] = []
    var reader = TrialReader(plan)
    var isCut = false
    for index in 0..<min(plan.count, Self.trialLimit) {
      guard let trial = reader.trial(at: index) else { continue }
      let table = Self.table(trial)
      if models.contains(where: { $0.table == table }) { continue }
      if models.count == Self.modelLimit {
        isCut = true
        break
      }
      models.append((trial, table))
    }
    self.models = models
    rest =
      isCut
      ? "more models are left out: choose among them by --only"
      : plan.count > Self.trialLimit ? "only the first \(Self.trialLimit) trials were looked at" : nil
  }

  package var text: String {
    let parts = models.map { trial, table in
      let title = AxisValue.title(of: trial.labels)
      return "trial \(trial.index + 1)" + (title.isEmpty ? "" : ": \(title)")
        + "\n\n"
        + table.text
    }
    return parts.joined(separator: "\n") + (rest.map { "\n\($0)\n" } ?? "")
  }

  private static func table(_ trial: Trial) -> Table {
    var table = Table(columns: [
      Table.Column("#"), Table.Column("Layer"), Table.Column("Activation"), Table.Column("Input"),
      Table.Column("Output"), Table.Column("Parameters", format: .grouped),
      Table.Column("Operations", format: .grouped),
    ])
    for (index, node) in trial.graph.nodes.enumerated() {
      table.append([
        .integer(index), .text(type(of: node.layer).name), .text(node.layer.activation.name),
        .text(node.inputShapes.map(text).joined(separator: ", ")), .text(text(node.output)),
        .integer(node.parameterCount), .integer(node.multiplyAdds),
      ])
    }
    table.append([
      .empty, .text("all"), .empty, .empty, .empty, .integer(trial.graph.parameterCount),
      .integer(trial.graph.multiplyAdds),
    ])
    return table
  }

  private static func text(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: "×") }
}
