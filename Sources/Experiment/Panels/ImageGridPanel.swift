import Declarations
import Model

/// Examples that are images, with their classes or with what the model makes of them.
package struct ImageGridPanel: TrialPanel {
  package var arm: [ArmCondition] = []
  package var split = SplitName.train
  package var count = 16
  package var width = 8
  package var caption = Caption.label
  package var names = DisplayNames()
  package var title: String?

  package enum Caption: String, Sendable, Hashable, CaseIterable {
    /// The class of the example.
    case label
    /// The model's class with its probability and the true one, green where they agree and red where not.
    case prediction
  }

  package static let name = "image_grid"

  package static let record = Record<ImageGridPanel>(
    "the panel 'image_grid'", "Examples that are images.", blank: ImageGridPanel(),
    fields: [
      ArmCondition.field(\.arm),
      Field("split", \.split, .choice(of: "split"), "Training, validation or test examples."),
      Field("count", \.count, .integer(.within(1...400)), "The first so many of them."),
      Field("columns", \.width, .integer(.within(1...40)), "How many stand side by side."),
      Field(
        "caption", \.caption, .choice(of: "caption"),
        "label: the class; prediction: the model's answer, green where right, red where wrong."),
      Field(
        "names", \.names, DisplayNames.type, "What captions call a class; as the dataset has it otherwise."),
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
    names.check(dataset.classes ?? [], &faults)
  }
}
