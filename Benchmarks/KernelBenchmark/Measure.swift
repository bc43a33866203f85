/// The seconds of one call of `body`: the least of several batches, each of about `batchSeconds`, so that
/// what else the machine does is left out.
func secondsPerCall(batches: Int = 60, batchSeconds: Double = 0.002, _ body: () -> Void) -> Double {
  let clock = ContinuousClock()
  func seconds(_ calls: Int) -> Double {
    let duration = clock.measure { for _ in 0..<calls { body() } }.components
    return Double(duration.seconds) + Double(duration.attoseconds) * 1e-18
  }
  var calls = 1
  while seconds(calls) < batchSeconds / 4 { calls *= 4 }
  return (0..<batches).map { _ in seconds(calls) / Double(calls) }.min() ?? .nan
}

/// `value` with `decimals` decimals, or a dash where it is no number, right-aligned in `width` columns.
func column(_ value: Double, decimals: Int, width: Int) -> String {
  guard value.isFinite else { return column("-", width: -width) }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = Int((value * scale).rounded())
  var digits = String(scaled.magnitude)
  while digits.count <= decimals { digits = "0" + digits }
  if decimals > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -decimals)) }
  return column((scaled < 0 ? "-" : "") + digits, width: -width)
}

/// Text in |`width`| columns, left-aligned or, where `width` is negative, right-aligned.
func column(_ text: String, width: Int) -> String {
  let padding = String(repeating: " ", count: max(0, abs(width) - text.count))
  return width < 0 ? padding + text : text + padding
}
