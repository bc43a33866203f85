import Declarations
import Model

/// The schedules of the learning rate that a file may name.
package enum Schedules {
  package static let types: [any (Schedule & DeclaredByRecord).Type] = [
    ConstantSchedule.self, StepSchedule.self, MultiStepSchedule.self, ExponentialSchedule.self,
    PolynomialSchedule.self, CosineSchedule.self, OneCycleSchedule.self, InverseSquareRootSchedule.self,
    PlateauSchedule.self,
  ]

  static let type = ValueType<any Schedule>.oneOf("schedule", types.map { $0 })

  /// Longer ones are a mistake.
  fileprivate static let limit = 1_000_000_000_000
}

extension ScheduleClock {
  fileprivate static let unit = Field<ScheduleClock>(
    "by", \.unit, .choice(of: "unit"), "What is counted, and after which the rate changes: epoch or step.")
  fileprivate static let warmUp = Field<ScheduleClock>(
    "warm_up", \.warmUp, WarmUp.record.type, "How the rate rises before. What is counted begins after it.")
}

extension Schedule {
  /// The keys that most schedules have.
  fileprivate static var clockFields: [Field<Self>] {
    [ScheduleClock.unit.within(\.clock), ScheduleClock.warmUp.within(\.clock)]
  }
}

extension WarmUp {
  fileprivate static let record = Record<WarmUp>(
    "the warm-up",
    "The rate rises in equal parts to that with which the schedule begins. PyTorch's LinearLR.",
    blank: WarmUp(),
    fields: [
      Field("steps", \.steps, .integer(.within(1...Schedules.limit)), "How long, in steps."),
      Field("epochs", \.epochs, .integer(.within(1...10_000_000)), "How long, in epochs."),
      Field("from", \.start, .real(.within(0...1)), "The share of the rate in the first step."),
    ])
}

extension ValueType<Double> {
  /// What a rate is multiplied by.
  fileprivate static var factor: ValueType { .real(.within(0...1)) }
}

extension ValueType<Int> {
  /// How many epochs or steps.
  fileprivate static var length: ValueType { .integer(.within(1...Schedules.limit)) }
}

private let lengthDocumentation = "In how many epochs or steps; by default in what is left of the training."

extension ConstantSchedule: DeclaredByRecord {
  package static let record = Record<ConstantSchedule>(
    "the schedule 'constant'", "The learning rate stays as it is.", blank: ConstantSchedule(),
    fields: [ScheduleClock.warmUp.within(\.clock)])
}

extension StepSchedule: DeclaredByRecord {
  package static let record = Record<StepSchedule>(
    "the schedule 'step'", "The learning rate is multiplied by a factor at intervals. PyTorch's StepLR.",
    blank: StepSchedule(every: 1),
    fields: [
      Field("every", \.every, .length, required: true, "After how many epochs or steps each time."),
      Field("factor", \.factor, .factor, "What the rate is multiplied by."),
    ] + clockFields)
}

extension MultiStepSchedule: DeclaredByRecord {
  package static let record = Record<MultiStepSchedule>(
    "the schedule 'multi_step'",
    "The learning rate is multiplied by a factor at given times. PyTorch's MultiStepLR.",
    blank: MultiStepSchedule(milestones: []),
    fields: [
      Field(
        "milestones", \.milestones, .list(of: .length, count: .atLeast(1)), required: true,
        "After how many epochs or steps, in ascending order."),
      Field("factor", \.factor, .factor, "What the rate is multiplied by."),
    ] + clockFields)
}

extension ExponentialSchedule: DeclaredByRecord {
  package static let record = Record<ExponentialSchedule>(
    "the schedule 'exponential'",
    "The learning rate is multiplied by a factor after each epoch or step. PyTorch's ExponentialLR.",
    blank: ExponentialSchedule(factor: 1),
    fields: [Field("factor", \.factor, .factor, required: true, "What the rate is multiplied by.")]
      + clockFields)
}

extension PolynomialSchedule: DeclaredByRecord {
  package static let record = Record<PolynomialSchedule>(
    "the schedule 'polynomial'",
    "The learning rate falls to 0 as a power of the time that is left. PyTorch's PolynomialLR.",
    blank: PolynomialSchedule(),
    fields: [
      Field("length", \.length, .length, lengthDocumentation),
      Field("power", \.power, .real(.above(0)), "The power; 1 is a straight line."),
    ] + clockFields)
}

extension CosineSchedule.Restarts {
  fileprivate static let record = Record<CosineSchedule.Restarts>(
    "the restarts", "The cosine begins anew after each period.",
    blank: CosineSchedule.Restarts(period: 1),
    fields: [
      Field("period", \.period, .length, required: true, "The epochs or steps of the first period."),
      Field(
        "multiplier", \.multiplier, .integer(.within(1...1_000_000)),
        "How many times as long each period is as the one before."),
    ])
}

extension CosineSchedule: DeclaredByRecord {
  package static let record = Record<CosineSchedule>(
    "the schedule 'cosine'",
    "The learning rate falls as half a cosine (Loshchilov and Hutter 2017). PyTorch's CosineAnnealingLR, and "
      + "with restarts CosineAnnealingWarmRestarts.", blank: CosineSchedule(),
    fields: [
      Field("length", \.length, .length, lengthDocumentation + " After them it rises again."),
      Field("minimum", \.minimum, .real(.atLeast(0)), "The rate at the end."),
      Field("restarts", \.restarts, Restarts.record.type, "Where it begins anew instead, after each period."),
    ] + clockFields)
}

extension OneCycleSchedule: DeclaredByRecord {
  package static let record = Record<OneCycleSchedule>(
    "the schedule 'one_cycle'",
    "The learning rate rises to the optimizer's, and falls to almost nothing (Smith and Topin 2017). "
      + "The momentum, or beta1, of sgd, rmsprop, adam, adamw and radam falls and rises meanwhile, unless it "
      + "is 0. PyTorch's OneCycleLR.", blank: OneCycleSchedule(),
    fields: [
      Field("length", \.length, .length, lengthDocumentation),
      Field("rise", \.rise, .real(.within(0...1)), "The share of the length in which the rate rises."),
      Field(
        "initial_divisor", \.initialDivisor, .real(.above(0)),
        "What the optimizer's rate is divided by at first."),
      Field(
        "final_divisor", \.finalDivisor, .real(.above(0)), "What that is divided by once more in the end."),
      Field("shape", \.shape, .choice(of: "shape"), "The shape of rise and fall: cosine or linear."),
      Field(
        "three_phases", \.hasThreePhases, .boolean,
        "Whether the rate falls to where it began in as long as it rose, and then to the end."),
      Field("cycle_momentum", \.cyclesMomentum, .boolean, "Whether the momentum goes the other way."),
      Field(
        "lowest_momentum", \.lowestMomentum, .real(.between(0, 1)),
        "The momentum where the rate is highest."),
      Field(
        "highest_momentum", \.highestMomentum, .real(.between(0, 1)),
        "The momentum at first and in the end."),
    ] + clockFields)
}

extension InverseSquareRootSchedule: DeclaredByRecord {
  package static let record = Record<InverseSquareRootSchedule>(
    "the schedule 'inverse_square_root'",
    "The learning rate is multiplied by the square root of offset / (offset + t) after t epochs or steps. "
      + "With as many steps of warm_up from 0 as offset, that of Vaswani et al. (2017).",
    blank: InverseSquareRootSchedule(),
    fields: [Field("offset", \.offset, .length, "The time after which it is divided by the root of 2.")]
      + clockFields)
}

extension PlateauSchedule: DeclaredByRecord {
  package static let record = Record<PlateauSchedule>(
    "the schedule 'reduce_on_plateau'",
    "The learning rate is multiplied by a factor when a measurement has not become better for some epochs. "
      + "PyTorch's ReduceLROnPlateau.", blank: PlateauSchedule(metric: ""),
    fields: [
      Field(
        "metric", \.metric, .measurement, required: true,
        "What is watched, such as validation_loss; it is measured after every epoch."),
      Field("factor", \.factor, .factor, "What the rate is multiplied by."),
      Field(
        "patience", \.patience, .integer(.within(0...10_000_000)),
        "After how many epochs without a better value the next one reduces the rate."),
      Field("threshold", \.threshold, .real(.atLeast(0)), "By how much a value has to be better to count."),
      Field(
        "threshold_mode", \.thresholdMode, .choice(of: "threshold mode"),
        "Whether the threshold is a share of the best value (relative) or a difference (absolute)."),
      Field(
        "cooldown", \.cooldown, .integer(.within(0...10_000_000)),
        "How many epochs after a reduction do not count."),
      Field("minimum", \.minimum, .real(.atLeast(0)), "The least rate."),
      Field("epsilon", \.epsilon, .real(.atLeast(0)), "A reduction by no more than this is not made."),
      ScheduleClock.warmUp.within(\.clock),
    ])
}

extension ValueType<String> {
  /// The name of what is measured over a split.
  static var measurement: ValueType {
    .name(of: "measurement", among: Measurement.ofSplits.map(\.name), topic: "metric").describing {
      // In place of all the names.
      [.init("title", "measurement of a split: `loss` or a metric after `train_`, `validation_` or `test_`")]
    }
  }
}
