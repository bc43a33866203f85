import Datasets
import ExperimentSpec
import NeuralNetwork
import Planner
import TrialStore

/// The training of one trial, from its seed to its last epoch.
struct TrainingRun {
  let trial: Trial
  let dataset: Dataset
  private let session: any TrainingSession
  private let initialRandom: RandomGenerator
  private let batchSize: Int

  /// Batches between two reports of progress.
  private static let batchesPerReport = 64

  /// Draws the initial parameters and allocates what training needs.
  init(_ trial: Trial, dataset: Dataset, instructionSet: InstructionSet) throws {
    let spec = trial.spec
    self.trial = trial
    self.dataset = dataset
    switch spec.training.batchSize {
    case .full: batchSize = dataset.train.count
    case .examples(let count): batchSize = min(count, dataset.train.count)
    }
    var random = RandomGenerator(spec.generator, seed: spec.seed)
    session = try makeTrainingSession(
      precision: Precision(spec.precision), network: NetworkDescription(spec.model, inputShape: dataset.featureShape),
      loss: LossDescription(spec.training.loss), optimizer: OptimizerDescription(spec.training.optimizer),
      source: dataset.train, maximumBatch: batchSize, instructionSet: instructionSet, random: &random)
    initialRandom = random
  }

  /// Trains to the end.
  /// - Returns: the record, or `nil` where the run was cancelled.
  func train(observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool) throws -> TrialRecord? {
    var random = initialRandom
    var epochs: [EpochRecord] = []
    for epoch in 1...trial.spec.training.epochs {
      do throws(TrainingError) {
        guard
          let trainLoss = try trainEpoch(epoch, random: &random, observer: observer, isCancelled: isCancelled)
        else { return nil }
        var record = EpochRecord(epoch: epoch, trainLoss: trainLoss)
        try evaluate(&record, random: &random)
        epochs.append(record)
        observer(.epoch(trial, record))
      } catch .diverged {
        return TrialRecord(trial: trial, status: .diverged(epoch: epoch), epochs: epochs)
      }
    }
    return TrialRecord(trial: trial, status: .completed, epochs: epochs)
  }

  /// One pass over the training data.
  /// - Returns: the mean over the batches of their mean losses, summed in order; `nil` where the run was cancelled.
  private func trainEpoch(
    _ epoch: Int, random: inout RandomGenerator, observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool
  ) throws(TrainingError) -> Double? {
    let order = random.epochOrder(count: dataset.train.count, shuffled: trial.spec.training.shuffle)
    let batches = (order.count + batchSize - 1) / batchSize
    var sum = 0.0
    for batch in 0..<batches {
      let rows = order[batch * batchSize..<min((batch + 1) * batchSize, order.count)]
      sum += try rows.withUnsafeBufferPointer { rows throws(TrainingError) in try session.step(rows: rows) }
      if (batch + 1) % Self.batchesPerReport == 0 {
        if isCancelled() { return nil }
        let done = Double(batch + 1)
        observer(.progress(trial, epoch: epoch, fraction: done / Double(batches), trainLoss: sum / done))
      }
    }
    return isCancelled() ? nil : sum / Double(batches)
  }

  private func evaluate(_ record: inout EpochRecord, random: inout RandomGenerator) throws(TrainingError) {
    guard let test = dataset.test else { return }
    // The test loader draws too, though it does not shuffle.
    _ = random.epochOrder(count: test.count, shuffled: false)
    let evaluation = try session.evaluate(test)
    record.testLoss = evaluation.meanLoss
    if trial.spec.training.metrics.contains(.accuracy) { record.testAccuracy = evaluation.accuracy }
  }
}
