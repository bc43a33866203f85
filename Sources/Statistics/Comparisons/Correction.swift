/// A correction of p-values for testing several hypotheses, by which the probability of any false rejection
/// stays below the level.
package enum Correction: String, CaseIterable, Sendable {
  case holm, bonferroni

  /// The adjusted p-values in the order of the given ones: at most 1, and what was smaller stays no larger.
  /// What is not a number counts as 1.
  ///
  /// Bonferroni: m p. Holm: the greatest of (m - j + 1) p₍ⱼ₎ over the j smallest (S. Holm, "A simple
  /// sequentially rejective multiple test procedure", 1979).
  package func adjusted(_ pValues: [Double]) -> [Double] {
    let p = pValues.map { $0.isNaN ? 1 : min(1, max(0, $0)) }
    let m = Double(p.count)
    guard self == .holm else { return p.map { min(1, m * $0) } }
    var adjusted = p
    var largest = 0.0
    for (place, index) in p.indices.sorted(by: { (p[$0], $0) < (p[$1], $1) }).enumerated() {
      largest = max(largest, min(1, (m - Double(place)) * p[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
