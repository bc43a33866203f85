import Declarations
import Model

/// Examples that are images, each above what an autoencoder makes of it.
package struct ReconstructionsPanel: TrialPanel {
  package var arm: [ArmCondition] = []
  package var split = SplitName.test
  package var count = 8
  package var title: String?

  package static let name = "reconstructions"

  package static let record = Record<ReconstructionsPanel>(
    "the panel 'reconstructions'",
    "Examples that are images, each above what a model with 'target: input' makes of it.",
    blank: ReconstructionsPanel(),
    fields: [
      ArmCondition.field(\.arm),
      Field("split", \.split, .choice(of: "split"), "Training, validation or test examples."),
      Field("count", \.count, .integer(.within(1...20)), "The first so many of them, side by side."),
      Field("title", \.title, .string, "The title of the panel."),
    ])

  package var shownTrial: [ArmCondition]? { arm }

  package var captures: CaptureSpec {
    var captures = CaptureSpec()
    captures.need(split, count)
    return captures
  }

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    guard let dataset = report.check(trial: arm, split: split, at: path, &faults) else { return }
    if !dataset.isOfImages {
      faults.add(.panelNeedsImages(panel: Self.name, shape: dataset.shape), at: report.key(of: path))
    }
    if report.target(where: arm) == .dataset {
      faults.add(.panelNeedsInputTarget(panel: Self.name), at: report.key(of: path))
    }
  }
}

extension DatasetDeclaration {
  /// Whether an example is an image: height and width, or these and three colours.
  var isOfImages: Bool { shape.count == 2 || shape.count == 3 && shape[2] == 3 }
}
