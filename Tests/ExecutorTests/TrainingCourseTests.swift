import Planner
import Testing
import Trials

@testable import Executor

/// Schedules and the rules that end a training, from the file to the records.
@Suite struct TrainingCourseTests {
  let problem: TinyProblem
  init() throws { problem = try TinyProblem() }

  @Test func theLearningRateIsMeasuredWhereThereIsASchedule() throws {
    let (plan, record) = try train("schedule: {step: {every: 1, factor: 0.5}}")
    #expect(plan.experiment.measurements.last?.name == "learning_rate")
    #expect(values("learning_rate", plan, record) == [0.01, 0.005, 0.0025])
    let (without, _) = try train("shuffle: true")
    #expect(!without.experiment.measurements.contains { $0.name == "learning_rate" })
  }

  /// 96 examples in batches of 10: the rate of an epoch's tenth step is measured.
  @Test func byStep() throws {
    let (plan, record) = try train("schedule: {exponential: {factor: 0.5, by: step}}")
    let expected: [Double] = [0x1p-9, 0x1p-19, 0x1p-29].map { 0.01 * $0 }
    #expect(values("learning_rate", plan, record) == expected)
  }

  @Test func aScheduleMovesTheTraining() throws {
    let plain = try train("shuffle: true").record
    #expect(try train("schedule: constant").record.weights == plain.weights)
    for schedule in ["cosine", "one_cycle", "{constant: {warm_up: {steps: 3}}}", "{step: {every: 2}}"] {
      #expect(try train("schedule: \(schedule)").record.weights != plain.weights, "\(schedule)")
    }
    // The first two epochs have the optimizer's own rate.
    let stepped = try train("schedule: {step: {every: 2}}").record
    #expect(stepped.epochs[1].values.first == plain.epochs[1].values.first)
  }

  /// Adam's first decay goes down and up with one_cycle; an optimizer without a momentum keeps none.
  @Test func oneCycleMovesTheMomentum() throws {
    let still = "schedule: {one_cycle: {cycle_momentum: false}}"
    let adam = try train(still).record
    let cycled = try train("schedule: one_cycle").record
    #expect(cycled.weights != adam.weights)
    #expect(
      cycled.epochs.map { $0.values.last } == adam.epochs.map { $0.values.last }, "the rates are the same")
    for optimizer in ["{sgd: {learning_rate: 0.01}}", "{lion: {learning_rate: 0.01}}"] {
      #expect(
        try train("schedule: one_cycle", optimizer: optimizer).record.weights
          == train(still, optimizer: optimizer).record.weights)
    }
  }

  /// What is watched is measured after each epoch, recorded or not.
  @Test func aPlateauReducesTheRate() throws {
    let schedule =
      "schedule: {reduce_on_plateau: {metric: test_loss, patience: 0, factor: 0.5, threshold: 0.05}}"
    let (plan, record) = try train(schedule, epochs: 12)
    let rates = values("learning_rate", plan, record)
    let losses = values("test_loss", plan, record)
    var (rate, best) = (0.01, Double.infinity)
    for (index, loss) in losses.enumerated() {
      #expect(rates[index] == rate)
      if loss < best * 0.95 { best = loss } else { rate /= 2 }
    }
    #expect(rate < 0.01, "it was reduced")
    let seldom = try train("\(schedule), record: {every: 5}", epochs: 12).record
    #expect(seldom.weights == record.weights)
    #expect(seldom.epochs.map(\.epoch) == [1, 6, 11, 12])
  }

  @Test func trainingEndsAtItsTarget() throws {
    let (plan, whole) = try train("shuffle: true", epochs: 30)
    let losses = values("test_loss", plan, whole)
    let target = losses[9]
    let first = try #require(losses.firstIndex { $0 <= target })
    let record = try train("stop: {target: {test_loss: \(target)}}, record: {every: 100}", epochs: 30).record
    #expect(record.convergedEpoch == first + 1 && record.epochCount == first + 1)
    #expect(record.epochs.map(\.epoch) == (first == 0 ? [1] : [1, first + 1]))
    // All targets have to be met.
    let both = "stop: {target: {test_loss: \(target), test_accuracy: 1.5}}"
    #expect(try train(both, epochs: 30).record.convergedEpoch == nil)
  }

  /// With `validation: {every: 3}` the target is looked for after epochs 3, 6, 9, ... and the last, whatever
  /// is recorded.
  @Test func validationIsMadeNowAndThen() throws {
    let (plan, whole) = try train("shuffle: true", epochs: 30)
    let losses = values("test_loss", plan, whole)
    let target = losses[9]
    let first = try #require([2, 5, 8, 11].first { losses[$0] <= target })
    let stop = "stop: {target: {test_loss: \(target)}}, validation: {every: 3}"
    #expect(try train(stop, epochs: 30).record.convergedEpoch == first + 1)
    let seldom = try train("\(stop), record: {every: 100}", epochs: 30).record
    #expect(seldom.convergedEpoch == first + 1)
    // Of 4 epochs the third and the last are looked at.
    let low = losses[3]
    let last = try train("stop: {target: {test_loss: \(low)}}, validation: {every: 3}", epochs: 4).record
    #expect(last.convergedEpoch == (losses[2] <= low ? 3 : 4))
    let plateau = "schedule: {reduce_on_plateau: {metric: test_loss, patience: 0, threshold: 0.9}}"
    let (rated, record) = try train("\(plateau), validation: {every: 3}", epochs: 8)
    // The first measurement is the best so far; the second one, after epoch 6, is no better by nine tenths.
    #expect(values("learning_rate", rated, record) == Array(repeating: 0.01, count: 6) + [0.001, 0.001])
  }

  @Test func patienceEndsTheTraining() throws {
    let rate = "{adam: {learning_rate: 0.3}}"
    let (plan, whole) = try train("shuffle: true", optimizer: rate, epochs: 40)
    let losses = values("test_loss", plan, whole)
    var (best, end) = (0, 0)
    while end + 1 < losses.count, end - best < 3 {
      end += 1
      if losses[best] - losses[end] > 0.01 { best = end }
    }
    #expect(end - best == 3 && best > 0, "it becomes worse at last: \(losses)")
    let patience = "metric: test_loss, epochs: 3, at_least: 0.01"
    let last = try train("stop: {patience: {\(patience)}}", optimizer: rate, epochs: 40).record
    #expect(last.convergedEpoch == end + 1)
    #expect(last.final == last.epochs.last)
    let restored = try train(
      "stop: {patience: {\(patience), restore_best: true}}", optimizer: rate, epochs: 40
    ).record
    #expect(restored.convergedEpoch == end + 1)
    #expect(restored.epochs == last.epochs)
    #expect(restored.final == last.epochs[best])
    #expect(restored.weights != last.weights)
    let short = try train("shuffle: true", optimizer: rate, epochs: best + 1).record
    #expect(restored.weights == short.weights, "the parameters are those of epoch \(best + 1)")
  }

  @Test func clipAndPenaltyMoveTheTraining() throws {
    let plain = try train("shuffle: true").record
    for rules in [
      "clip: {norm: 0.01}", "clip: {value: 0.001}", "regularize: {l2: 0.1}", "regularize: [{l1: 0.1}]",
    ] {
      #expect(try train(rules).record.weights != plain.weights, "\(rules)")
    }
    let bias = try train("regularize: {parameters: '*.bias', l2: 0.5}").record
    let weight = try train("regularize: {parameters: '*.weight', l2: 0.5}").record
    let all = try train("regularize: {l2: 0.5}").record
    #expect(Set([bias.weights, weight.weights, all.weights, plain.weights]).count == 4)
  }

  private func train(
    _ keys: String, optimizer: String = "{adam: {learning_rate: 0.01}}", epochs: Int = 3
  ) throws -> (plan: TrialPlan, record: TrialRecord) {
    let plan = try problem.plan(
      training: "{loss: cross_entropy, optimizer: \(optimizer), epochs: \(epochs), batch_size: 10, "
        + "metrics: [accuracy], \(keys)}", sweep: "{grid: {seed: [1]}}")
    let records = try Executor(jobs: 1, instructionSet: .best).records(plan)
    return (plan, try #require(records.first))
  }

  private func values(_ name: String, _ plan: TrialPlan, _ record: TrialRecord) -> [Double] {
    record.epochs.indices.compactMap { record.value(name, in: plan, epoch: $0) }
  }
}
