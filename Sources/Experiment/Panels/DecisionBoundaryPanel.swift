import Declarations

/// What a model of two inputs answers across the plane, with the examples.
package struct DecisionBoundaryPanel: TrialPanel {
  package var arm: [ArmCondition] = []
  package var title: String?
  package var plane = PlaneSpec()
  package var names = DisplayNames()
  package var xLabel: String?
  package var yLabel: String?

  package static let name = "decision_boundary"

  package static let record = Record<DecisionBoundaryPanel>(
    "the panel 'decision_boundary'",
    "What a model of two inputs answers across the plane: a line where it is linear, shaded regions "
      + "where not.",
    blank: DecisionBoundaryPanel(),
    fields: [
      ArmCondition.field(\.arm),
      Field("title", \.title, .string, "The title of the panel."),
      Field(
        "x_limits", \.plane.x, LimitsSpec.type,
        "The ends of the x axis; around the examples where not given."),
      Field(
        "y_limits", \.plane.y, LimitsSpec.type,
        "The ends of the y axis; around the examples where not given."),
      Field(
        "names", \.names, DisplayNames.type,
        "What the legend calls a class: {1: spam}; the legend lists the classes that have a name."),
      Field("x_label", \.xLabel, .string, "The label of the x axis; x₁ where not given."),
      Field("y_label", \.yLabel, .string, "The label of the y axis; x₂ where not given."),
    ])

  package var shownTrial: [ArmCondition]? { arm }

  package var captures: CaptureSpec {
    var captures = CaptureSpec()
    captures.planes = [plane]
    captures.need(.train, .max)
    return captures
  }

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    guard let dataset = report.check(trial: arm, at: path, &faults) else { return }
    if report.target(where: arm) == .input {
      faults.add(.metricOfInput(metric: Self.name), at: report.key(of: path))
      return
    }
    if dataset.featureCount != 2 {
      faults.add(
        .panelNeedsInputs(panel: Self.name, features: dataset.featureCount), at: report.key(of: path))
    }
    if dataset.targetKind == .values {
      faults.add(.metricNeedsClasses(metric: Self.name, dataset: dataset.name), at: report.key(of: path))
    }
    // A dataset without classes has targets of 0 and 1 here.
    names.check(dataset.classes ?? ["0", "1"], &faults)
  }
}

/// The rectangle of a model's two inputs that a panel shows; around the examples where an end is not given.
package struct PlaneSpec: Sendable, Hashable {
  package var x: LimitsSpec?
  package var y: LimitsSpec?
}
