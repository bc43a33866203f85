import Declarations
import Model

extension Penalty {
  static let record = Record<Penalty>(
    "the penalty",
    "l1 times the sum of the absolute values and half of l2 times that of the squares, of some "
      + "parameters. Of several penalties, the first one whose pattern fits a parameter is its own.",
    blank: Penalty(),
    fields: [
      Field(
        "parameters", \.pattern.text, .string,
        "The names of the parameters, such as layers.0.weight, where each * stands for any characters: "
          + "*.weight."),
      Field("l1", \.l1, .real(.atLeast(0)), "The factor of the absolute values."),
      Field(
        "l2", \.l2, .real(.atLeast(0)),
        "The factor of the squares; for sgd the same as weight_decay, of every parameter."),
    ])
}

extension GradientClip {
  static let type = ValueType<GradientClip>.alternatives(
    "clip",
    [
      Alternative(
        "norm",
        "The gradients of all parameters are made smaller together, so that the root of the sum of their "
          + "squares is at most this. PyTorch's clip_grad_norm_.", .real(.above(0)),
        wrap: { .norm($0) }, unwrap: { if case .norm(let limit) = $0 { limit } else { nil } }),
      Alternative(
        "value",
        "Each number of the gradients is brought into the range from minus this to this. PyTorch's "
          + "clip_grad_value_.", .real(.above(0)),
        wrap: { .value($0) }, unwrap: { if case .value(let limit) = $0 { limit } else { nil } }),
    ])
}
