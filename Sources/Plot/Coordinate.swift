/// Numbers as SVG attributes spell them: always two decimals, halves away from zero.
///
/// Multiplication, rounding and integer division are exact by IEEE 754 on every machine, which
/// `printf` and the locale are not. There is no `-0.00`, and nothing that is not finite can reach a
/// file: NaN is 0 and the rest is clamped far outside of any figure.
func coordinate(_ value: Double) -> String {
  let clamped = value.isNaN ? 0 : min(max(value, -1e9), 1e9)
  let hundredths = Int64((clamped * 100).rounded(.toNearestOrAwayFromZero))
  let magnitude = hundredths.magnitude
  let fraction = magnitude % 100
  return "\(hundredths < 0 ? "-" : "")\(magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
