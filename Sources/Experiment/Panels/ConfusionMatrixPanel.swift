import Declarations
import Model

/// How often examples of each class were taken for each class.
package struct ConfusionMatrixPanel: TrialPanel {
  package var arm: [ArmCondition] = []
  package var split = SplitName.test
  package var names = DisplayNames()
  package var title: String?

  package static let name = "confusion_matrix"

  package static let record = Record<ConfusionMatrixPanel>(
    "the panel 'confusion_matrix'", "How often examples of each class were taken for each class.",
    blank: ConfusionMatrixPanel(),
    fields: [
      ArmCondition.field(\.arm),
      Field("split", \.split, .choice(of: "split"), "Training, validation or test examples."),
      Field(
        "names", \.names, DisplayNames.type,
        "What rows and columns call a class; as the dataset has it otherwise."),
      Field("title", \.title, .string, "The title of the panel."),
    ])

  package var shownTrial: [ArmCondition]? { arm }

  package var captures: CaptureSpec {
    var captures = CaptureSpec()
    captures.confusions = [split]
    return captures
  }

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    guard let dataset = report.check(trial: arm, split: split, at: path, &faults) else { return }
    if report.target(where: arm) == .input {
      faults.add(.metricOfInput(metric: Self.name), at: report.key(of: path))
      return
    }
    if let classes = dataset.classes {
      names.check(classes, &faults)
    } else {
      faults.add(
        .metricNeedsClasses(metric: Self.name, dataset: dataset.name), at: report.key(of: path))
    }
  }
}
