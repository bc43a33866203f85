/// z · min(max(z + 3, 0), 6) / 6. PyTorch's `nn.Hardswish`.
///
/// A. Howard et al., Searching for MobileNetV3, ICCV 2019.
package struct HardSwish: Activation {
  package static let name = "hard_swish"

  package init() {}

  package var halfway: Double? { nil }

  package func formula(of z: String) -> String { "hard_swish(\(z))" }

  package func derivativeFormula(z: String, a: String) -> String {
    "where(\(z) + 3, where(3 - \(z), \(z) / 3 + 0.5, 1), 0)"
  }
}
