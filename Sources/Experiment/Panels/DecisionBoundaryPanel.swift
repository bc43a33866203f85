import Model
import Declarations
import YAMLTree

/// The examples that a trained model answers.
package struct PredictionsSpec: Sendable, Hashable {
  package var split = SplitName.test
  package var count: Int?

  static let record = Record(
    "predictions", "The examples that the trained model answers.", blank: PredictionsSpec(),
    fields: [
      Field("split", \.split, .choice(of: "split"), "Training or test examples."),
      Field("count", \.count, .integer(.atLeast(1)), "The first so many of them; all where nothing is said."),
    ])
}

/// The value that an axis has in the trials that a panel shows.
package struct ArmCondition: Sendable, Hashable {
  package var axis: String
  package var value: AxisValue

  static let type = ValueType<[ArmCondition]>(
    schema: ["type": "object", "additionalProperties": ["type": ["string", "number", "boolean"]]],
    encode: { conditions in .object(conditions.map { .init($0.axis, .string($0.value.text)) }) },
    decode: { node, faults in
      guard let mapping = node.mapping else {
        faults.add(.wrongType(subject: faults.subject, expected: "a mapping", found: node.summary), at: node)
        return nil
      }
      return mapping.entries.map { ArmCondition(axis: $0.name, value: AxisValue($0.value)) }
    })
}

/// What a model of two inputs answers across the plane, with the examples.
package struct DecisionBoundaryPanelSpec: Sendable, Hashable {
  package var arm: [ArmCondition] = []
  package var title: String?
  package var xLimits: LimitsSpec?
  package var yLimits: LimitsSpec?
  package var xLabel: String?
  package var yLabel: String?

  static let record = Record(
    "the panel 'decision_boundary'",
    "What a model of two inputs answers across the plane: a line where it is linear, shaded regions where not.",
    blank: DecisionBoundaryPanelSpec(),
    fields: [
      Field(
        "where", \.arm, ArmCondition.type, "The trial shown: values of axes; the first trial that has them."),
      Field("title", \.title, .string, "The title of the panel."),
      Field(
        "x_limits", \.xLimits, LimitsSpec.type, "The ends of the x axis; around the examples where not given."
      ),
      Field(
        "y_limits", \.yLimits, LimitsSpec.type, "The ends of the y axis; around the examples where not given."
      ),
      Field("x_label", \.xLabel, .string, "The label of the x axis; x₁ where not given."),
      Field("y_label", \.yLabel, .string, "The label of the y axis; x₂ where not given."),
    ])
}

/// Examples that are images, with their classes or with what the model makes of them.
package struct ImageGridPanelSpec: Sendable, Hashable {
  package var arm: [ArmCondition] = []
  package var split = SplitName.train
  package var count = 16
  package var columns = 8
  package var caption = Caption.label
  package var title: String?

  package enum Caption: String, Sendable, Hashable, CaseIterable {
    /// The class of the example.
    case label
    /// The model's class with its probability and the true one, green where they agree and red where not.
    case prediction
  }

  static let record = Record(
    "the panel 'image_grid'", "Examples that are images.", blank: ImageGridPanelSpec(),
    fields: [
      Field(
        "where", \.arm, ArmCondition.type, "The trial shown: values of axes; the first trial that has them."),
      Field("split", \.split, .choice(of: "split"), "Training or test examples."),
      Field("count", \.count, .integer(.within(1...400)), "The first so many of them."),
      Field("columns", \.columns, .integer(.within(1...40)), "How many stand side by side."),
      Field(
        "caption", \.caption, .choice(of: "caption"),
        "label: the class; prediction: the model's answer, green where right, red where wrong."),
      Field("title", \.title, .string, "The title of the panel."),
    ])
}

/// How often examples of each class were taken for each class.
package struct ConfusionMatrixPanelSpec: Sendable, Hashable {
  package var arm: [ArmCondition] = []
  package var split = SplitName.test
  package var title: String?

  static let record = Record(
    "the panel 'confusion_matrix'", "How often examples of each class were taken for each class.",
    blank: ConfusionMatrixPanelSpec(),
    fields: [
      Field(
        "where", \.arm, ArmCondition.type, "The trial shown: values of axes; the first trial that has them."),
      Field("split", \.split, .choice(of: "split"), "Training or test examples."),
      Field("title", \.title, .string, "The title of the panel."),
    ])
}
