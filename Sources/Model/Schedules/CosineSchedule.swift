/// Half a cosine from the rate to `minimum` (I. Loshchilov and F. Hutter, SGDR, ICLR 2017):
/// minimum + (rate − minimum) · (1 + cos(π t / length)) / 2. Without restarts it rises again after `length`
/// (`CosineAnnealingLR`), with them it begins anew after each period (`CosineAnnealingWarmRestarts`).
package struct CosineSchedule: Schedule {
  package static let name = "cosine"
  package var clock = ScheduleClock()
  /// `nil`: what is left of the training after the warm-up.
  package var length: Int?
  package var minimum: Double
  package var restarts: Restarts?

  package init(length: Int? = nil, minimum: Double = 0, restarts: Restarts? = nil) {
    self.length = length
    self.minimum = minimum
    self.restarts = restarts
  }

  package var ownFault: ScheduleFault? {
    length != nil && restarts != nil ? .lengthBesideRestarts : nil
  }

  package struct Restarts: Sendable, Equatable {
    package var period: Int
    /// How many times as long each period is as the one before.
    package var multiplier: Int

    package init(period: Int, multiplier: Int = 1) {
      self.period = period
      self.multiplier = multiplier
    }
  }
}
