/// The rate rises to that of the optimizer and falls to almost nothing (L. N. Smith and N. Topin,
/// Super-convergence, arXiv:1708.07120, 2017), while the momentum falls and rises, as PyTorch's `OneCycleLR`
/// has it.
package struct OneCycleSchedule: Schedule {
  package static let name = "one_cycle"
  package var clock = ScheduleClock(unit: .step)
  /// `nil`: what is left of the training after the warm-up.
  package var length: Int?
  /// The share of the length in which the rate rises.
  package var rise: Double
  /// The rate begins at so small a part of the largest,
  package var initialDivisor: Double
  /// and ends at so small a part of where it began.
  package var finalDivisor: Double
  package var shape: CycleShape
  /// Whether it falls to where it began first, in as long as it rose, and then further.
  package var hasThreePhases: Bool
  /// Whether the momentum of an optimizer that has one goes the other way.
  package var cyclesMomentum: Bool
  package var lowestMomentum: Double
  package var highestMomentum: Double

  package init(
    length: Int? = nil, rise: Double = 0.3, initialDivisor: Double = 25, finalDivisor: Double = 1e4,
    shape: CycleShape = .cosine, hasThreePhases: Bool = false, cyclesMomentum: Bool = true,
    lowestMomentum: Double = 0.85, highestMomentum: Double = 0.95
  ) {
    self.length = length
    self.rise = rise
    self.initialDivisor = initialDivisor
    self.finalDivisor = finalDivisor
    self.shape = shape
    self.hasThreePhases = hasThreePhases
    self.cyclesMomentum = cyclesMomentum
    self.lowestMomentum = lowestMomentum
    self.highestMomentum = highestMomentum
  }
}

package enum CycleShape: String, CaseIterable, Sendable { case cosine, linear }
