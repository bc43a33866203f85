import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// The learning rates of each schedule against PyTorch (`Goldens/schedules.py`), and how steps and epochs are
/// counted.
@Suite struct ScheduleTests {
  static let schedules: [String: any Schedule] = [
    "constant": ConstantSchedule(),
    "warm_up": ConstantSchedule().after(WarmUp(epochs: 5)),
    "step": StepSchedule(every: 7),
    "step factor": StepSchedule(every: 3, factor: 0.7),
    "multi_step": MultiStepSchedule(milestones: [5, 11, 40], factor: 0.3),
    "exponential": ExponentialSchedule(factor: 0.9),
    "polynomial": PolynomialSchedule(),
    "polynomial power": PolynomialSchedule(length: 30, power: 2.5),
    "cosine": CosineSchedule(),
    "cosine beyond": CosineSchedule(length: 15, minimum: 0.01),
    "cosine restarts": CosineSchedule(restarts: .init(period: 8)),
    "cosine multiplier": CosineSchedule(minimum: 0.01, restarts: .init(period: 3, multiplier: 2)),
    "one_cycle": OneCycleSchedule(),
    "one_cycle linear": OneCycleSchedule(
      rise: 0.45, initialDivisor: 10, finalDivisor: 100, shape: .linear),
    "one_cycle phases": OneCycleSchedule(hasThreePhases: true),
    "inverse_square_root": InverseSquareRootSchedule(offset: 4),
    "vaswani": InverseSquareRootSchedule(offset: 10).after(WarmUp(steps: 10, start: 0)),
    "warm_up cosine": CosineSchedule().after(WarmUp(epochs: 6, start: 0.1)),
    "warm_up exponential": ExponentialSchedule(factor: 0.9).after(WarmUp(epochs: 4, start: 0.0001)),
  ]

  static let plateaus: [String: PlateauSchedule] = [
    "default": PlateauSchedule(metric: ""),
    "patience": PlateauSchedule(metric: "", factor: 0.5, patience: 2, cooldown: 3),
    "absolute": PlateauSchedule(
      metric: "", factor: 0.5, patience: 1, threshold: 0.05, thresholdMode: .absolute, minimum: 0.01),
    "higher": PlateauSchedule(metric: "", factor: 0.8, patience: 3),
    "higher absolute": PlateauSchedule(
      metric: "", factor: 0.8, patience: 3, threshold: 0.1, thresholdMode: .absolute, epsilon: 0.02),
  ]

  private struct Goldens: Decodable {
    var rate: Double
    var rates: [String: [Double]]
    var momenta: [String: [Double]]
    /// `nil` where it is not a number.
    var losses: [Double?]
    var plateaus: [String: [Double]]

    static func load() throws -> Goldens {
      let url = try #require(Bundle.module.url(forResource: "Goldens/schedules", withExtension: "json"))
      return try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: url))
    }
  }

  @Test func everyCaseIsTried() throws {
    let goldens = try Goldens.load()
    #expect(Set(goldens.rates.keys) == Set(Self.schedules.keys))
    #expect(Set(goldens.plateaus.keys) == Set(Self.plateaus.keys))
  }

  /// PyTorch goes from rate to rate, which loses a few units in the last place of the largest.
  @Test(arguments: schedules.keys.sorted(), ScheduleUnit.allCases)
  func ratesAsPyTorch(_ name: String, _ unit: ScheduleUnit) throws {
    let goldens = try Goldens.load()
    var schedule = try #require(Self.schedules[name])
    let expected = try #require(goldens.rates[name])
    schedule.clock.unit = unit
    if let warmUp = schedule.clock.warmUp, let length = warmUp.epochs ?? warmUp.steps {
      schedule.clock.warmUp = WarmUp(
        steps: unit == .step ? length : nil, epochs: unit == .epoch ? length : nil, start: warmUp.start)
    }
    // By epochs of 3 steps, each of which has the rate of its epoch, or by the 5 steps of 10 epochs.
    let repeats = unit == .epoch ? 3 : 1
    let rates = try LearningRates(
      schedule, learningRate: goldens.rate, epochs: unit == .epoch ? 50 : 10,
      stepsPerEpoch: unit == .epoch ? 3 : 5)
    let found = (0..<50 * repeats).map { rates.rate(step: $0) }
    expectClose(
      found, expected.flatMap { [Double](repeating: $0, count: repeats) }, relative: 1e-12, floor: 1e-4,
      "\(name) by \(unit)")
  }

  @Test func momentaAsPyTorch() throws {
    let goldens = try Goldens.load()
    let schedules = [
      "one_cycle": OneCycleSchedule(),
      "one_cycle linear": OneCycleSchedule(
        rise: 0.45, shape: .linear, lowestMomentum: 0.5, highestMomentum: 0.9),
      "one_cycle phases": OneCycleSchedule(hasThreePhases: true),
    ]
    try #require(Set(goldens.momenta.keys) == Set(schedules.keys))
    for (name, schedule) in schedules {
      let rates = try LearningRates(schedule, learningRate: goldens.rate, epochs: 10, stepsPerEpoch: 5)
      let found = try (0..<49).map { try #require(rates.momentum(step: $0)) }
      expectClose(found, try #require(goldens.momenta[name]), relative: 1e-12, "\(name)")
      let warmed = try LearningRates(
        schedule.after(WarmUp(steps: 4)), learningRate: goldens.rate, epochs: 9, stepsPerEpoch: 6)
      #expect((0..<53).map { warmed.momentum(step: $0) } == Array(repeating: found[0], count: 4) + found)
    }
    for other in [OneCycleSchedule(cyclesMomentum: false), CosineSchedule()] as [any Schedule] {
      let rates = try LearningRates(other, learningRate: 1, epochs: 10, stepsPerEpoch: 5)
      #expect(rates.momentum(step: 7) == nil)
    }
  }

  @Test(arguments: plateaus.keys.sorted()) func reductionsAsPyTorch(_ name: String) throws {
    let goldens = try Goldens.load()
    let isHigherBetter = name.hasPrefix("higher")
    var rates = try LearningRates(
      try #require(Self.plateaus[name]), learningRate: goldens.rate, epochs: 50, stepsPerEpoch: 2)
    let found = goldens.losses.enumerated().map { epoch, loss in
      let rate = rates.rate(step: 2 * epoch)
      let value = loss ?? .nan
      rates.observe(isHigherBetter ? -value : value, isHigherBetter: isHigherBetter)
      return rate
    }
    let expected = try #require(goldens.plateaus[name])
    #expect(Set(expected).count > 1, "it reduces the rate")
    expectClose(found, expected, relative: 1e-12)
  }

  /// A warm-up of steps before a schedule of epochs: the schedule begins with the epoch in which it ends.
  @Test func stepsOfWarmUpBeforeEpochs() throws {
    let schedule = StepSchedule(every: 1, factor: 0.5).after(WarmUp(steps: 5, start: 0.5))
    let rates = try LearningRates(schedule, learningRate: 1, epochs: 4, stepsPerEpoch: 4)
    #expect(
      (0..<16).map { rates.rate(step: $0) }
        == [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25])
  }

  /// A warm-up of epochs before a schedule of steps rises with every step.
  @Test func epochsOfWarmUpBeforeSteps() throws {
    var schedule = CosineSchedule()
    schedule.clock = ScheduleClock(unit: .step, warmUp: WarmUp(epochs: 1, start: 0))
    let rates = try LearningRates(schedule, learningRate: 1, epochs: 3, stepsPerEpoch: 4)
    let rise = [0, 0.25, 0.5, 0.75]
    let fall = (0...8).map { (time: Int) -> Double in (1 + Foundation.cos(Double.pi * Double(time) / 8)) / 2 }
    let found = (0..<13).map { rates.rate(step: $0) }
    expectClose(found, rise + fall, relative: 1e-15, floor: 1)
    #expect(rates.rate(step: 12) == 0, "the end itself is the minimum")
  }

  @Test func lengthsAtTheLimits() throws {
    for schedule: any Schedule in [
      PolynomialSchedule(), CosineSchedule(), OneCycleSchedule(), OneCycleSchedule(length: 1),
      OneCycleSchedule(rise: 0), OneCycleSchedule(rise: 1, hasThreePhases: true),
      CosineSchedule(restarts: .init(period: 1, multiplier: 1_000_000)),
      ConstantSchedule().after(WarmUp(epochs: 100)), CosineSchedule().after(WarmUp(steps: 1000)),
    ] {
      for (epochs, steps) in [(1, 1), (2, 1), (1, 3)] {
        let rates = try LearningRates(schedule, learningRate: 1, epochs: epochs, stepsPerEpoch: steps)
        for step in [0, 1, 2, 5, 1_000_000] {
          #expect(0...1.0000001 ~= rates.rate(step: step), "\(schedule): \(rates.rate(step: step))")
        }
      }
    }
  }
}

extension Schedule {
  fileprivate func after(_ warmUp: WarmUp) -> Self {
    var schedule = self
    schedule.clock.warmUp = warmUp
    return schedule
  }
}
