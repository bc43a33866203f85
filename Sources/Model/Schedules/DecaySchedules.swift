/// The rate stays as it is: what comes after a warm-up.
package struct ConstantSchedule: Schedule {
  package static let name = "constant"
  package var clock = ScheduleClock()
  package init() {}
}

/// rate · factor^⌊t / every⌋ (`StepLR`).
package struct StepSchedule: Schedule {
  package static let name = "step"
  package var clock = ScheduleClock()
  package var every: Int
  package var factor: Double

  package init(every: Int, factor: Double = 0.1) {
    self.every = every
    self.factor = factor
  }
}

/// rate · factor^n, where n of the `milestones` are at most t (`MultiStepLR`).
package struct MultiStepSchedule: Schedule {
  package static let name = "multi_step"
  package var clock = ScheduleClock()
  package var milestones: [Int]
  package var factor: Double

  package init(milestones: [Int], factor: Double = 0.1) {
    self.milestones = milestones
    self.factor = factor
  }

  package var ownFault: ScheduleFault? {
    zip(milestones, milestones.dropFirst()).allSatisfy { $0 < $1 } ? nil : .milestonesNotAscending
  }
}

/// rate · factor^t (`ExponentialLR`).
package struct ExponentialSchedule: Schedule {
  package static let name = "exponential"
  package var clock = ScheduleClock()
  package var factor: Double

  package init(factor: Double) { self.factor = factor }
}

/// rate · (1 − t / length)^power, and 0 from the end on (`PolynomialLR`).
package struct PolynomialSchedule: Schedule {
  package static let name = "polynomial"
  package var clock = ScheduleClock()
  /// `nil`: what is left of the training after the warm-up.
  package var length: Int?
  package var power: Double

  package init(length: Int? = nil, power: Double = 1) {
    self.length = length
    self.power = power
  }
}

/// rate · √(offset / (offset + t)). After a warm-up of `offset` steps it is that of A. Vaswani et al.,
/// Attention is all you need, NeurIPS 2017.
package struct InverseSquareRootSchedule: Schedule {
  package static let name = "inverse_square_root"
  package var clock = ScheduleClock(unit: .step)
  package var offset: Int

  package init(offset: Int = 1) { self.offset = offset }
}
