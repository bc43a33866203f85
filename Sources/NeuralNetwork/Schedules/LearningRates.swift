import Model

/// The learning rate of each step of a training, and its momentum, by a schedule.
///
///     steps       0 1 2 3 4 5 6 7 8 9 ...
///     warm-up     3 steps  |
///     by step              0 1 2 3 4 ...     the time of the schedule
///     by epoch    epochs of 4 steps: 0 1 1 1 1 2 2 ... from the epoch on in which the warm-up ends
package struct LearningRates: Sendable {
  private let schedule: any ComputedSchedule
  private let learningRate: Double
  private let epochs: Int
  private let stepsPerEpoch: Int
  private let warmUpSteps: Int
  /// What was observed, where the schedule looks at something.
  private var plateau: Plateau?

  /// - Throws: ``TrainingError/noOperation(_:)``.
  package init(
    _ schedule: any Schedule, learningRate: Double, epochs: Int, stepsPerEpoch: Int
  ) throws(TrainingError) {
    guard let computed = schedule as? any ComputedSchedule else {
      throw .noOperation(type(of: schedule).name)
    }
    self.schedule = computed
    self.learningRate = learningRate
    self.epochs = epochs
    self.stepsPerEpoch = stepsPerEpoch
    let warmUp = schedule.clock.warmUp
    warmUpSteps = warmUp?.steps ?? (warmUp?.epochs).map { $0 * stepsPerEpoch } ?? 0
    plateau = (schedule as? PlateauSchedule).map { Plateau($0, rate: learningRate) }
  }

  /// The momentum of a step where the schedule changes it; that of its begin during the warm-up.
  package func momentum(step: Int) -> Double? {
    schedule.momentum(at: max(0, time(step: step)), of: length)
  }

  /// The rate of a step, counted from 0 over the whole training.
  package func rate(step: Int) -> Double {
    if step < warmUpSteps, let warmUp = schedule.clock.warmUp {
      // By whole epochs where both count in epochs, as PyTorch does it.
      let isByEpoch = schedule.clock.unit == .epoch && warmUp.epochs != nil
      let (time, length) =
        isByEpoch ? (step / stepsPerEpoch, warmUpSteps / stepsPerEpoch) : (step, warmUpSteps)
      return rate(at: 0) * (warmUp.start + (1 - warmUp.start) * Double(time) / Double(length))
    }
    return rate(at: time(step: step))
  }

  /// The time of the schedule at a step.
  private func time(step: Int) -> Int {
    switch schedule.clock.unit {
    case .step: step - warmUpSteps
    case .epoch: step / stepsPerEpoch - warmUpSteps / stepsPerEpoch
    }
  }

  /// What is left of the training when the schedule begins, in its own unit.
  private var length: Int {
    switch schedule.clock.unit {
    case .step: max(1, epochs * stepsPerEpoch - warmUpSteps)
    case .epoch: max(1, epochs - warmUpSteps / stepsPerEpoch)
    }
  }

  private func rate(at time: Int) -> Double {
    if let plateau { return plateau.rate }
    return schedule.rate(learningRate, at: time, of: length)
  }

  /// Takes what the schedule watches, as it was measured after an epoch.
  package mutating func observe(_ value: Double, isHigherBetter: Bool) {
    plateau?.observe(value, isHigherBetter: isHigherBetter)
  }
}

/// What `reduce_on_plateau` knows of the epochs so far.
private struct Plateau: Sendable {
  let schedule: PlateauSchedule
  private(set) var rate: Double
  private var best: Double?
  private var badEpochs = 0
  private var cooldown = 0

  init(_ schedule: PlateauSchedule, rate: Double) {
    self.schedule = schedule
    self.rate = rate
  }

  mutating func observe(_ value: Double, isHigherBetter: Bool) {
    if isBetter(value, isHigherBetter: isHigherBetter) {
      best = value
      badEpochs = 0
    } else {
      badEpochs += 1
    }
    if cooldown > 0 {
      cooldown -= 1
      badEpochs = 0
    }
    guard badEpochs > schedule.patience else { return }
    let reduced = max(rate * schedule.factor, schedule.minimum)
    if rate - reduced > schedule.epsilon { rate = reduced }
    cooldown = schedule.cooldown
    badEpochs = 0
  }

  private func isBetter(_ value: Double, isHigherBetter: Bool) -> Bool {
    guard let best else { return !value.isNaN }
    let sign = isHigherBetter ? 1.0 : -1.0
    switch schedule.thresholdMode {
    case .relative: return sign * value > sign * best * (1 + sign * schedule.threshold)
    case .absolute: return sign * value > sign * best + schedule.threshold
    }
  }
}
