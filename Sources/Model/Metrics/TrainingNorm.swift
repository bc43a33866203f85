/// A norm that is measured of the parameters and of each layer in the last step of an epoch: how the training
/// moves, not how well the model answers. What it is of is the part that is trained.
package enum TrainingNorm: String, CaseIterable, Sendable {
  /// ‖g‖: of the gradient of the batch's loss, without what `regularize` adds and `clip` takes away.
  case gradient = "gradient_norm"
  /// ‖w‖: of the parameters before the step.
  case parameter = "parameter_norm"
  /// ‖Δw‖ / ‖w‖: how far the step moves the parameters, as a share of what they were.
  case update = "update_ratio"

  /// The name in files, and of the column of all layers together; that of a layer is behind it.
  package var name: String { rawValue }

  /// What it is, in a sentence.
  package var documentation: String {
    switch self {
    case .gradient:
      "The norm of the gradient of the batch's loss, without what regularize adds and clip takes away."
    case .parameter: "The norm of the parameters before the step."
    case .update: "How far the step moves the parameters, as a share of their norm."
    }
  }

  /// The name as a person would write it.
  package var title: String {
    switch self {
    case .gradient: "Gradient Norm"
    case .parameter: "Parameter Norm"
    case .update: "Update Ratio"
    }
  }
}
