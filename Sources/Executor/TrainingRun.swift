import Datasets
import Experiment
import NeuralNetwork
import Planner
import Trials

/// The training of one trial, from its seed to its last epoch and to what the report needs of the model.
struct TrainingRun {
  let trial: Trial
  let dataset: Dataset
  let captures: CaptureSpec
  private let session: any TrainingSession
  /// Where other workers lend their cores to the trial.
  var team: Team { session.team }
  private let initialRandom: RandomGenerator
  private let batchSize: Int

  /// Batches between two reports of progress.
  private static let batchesPerReport = 64

  /// Draws the initial parameters and allocates what training needs.
  init(
    _ trial: Trial, dataset: Dataset, captures: CaptureSpec, maximumThreads: Int,
    instructionSet: InstructionSet
  ) throws {
    let spec = trial.spec
    self.trial = trial
    self.dataset = dataset
    self.captures = captures
    switch spec.training.batchSize {
    case .full: batchSize = dataset.train.count
    case .examples(let count): batchSize = min(count, dataset.train.count)
    }
    var random = RandomGenerator(spec.generator, seed: spec.seed)
    for advance in spec.advance { Draws(advance, spec.precision).discard(from: &random) }
    session = try makeTrainingSession(
      precision: spec.precision,
      network: NetworkDescription(spec.model, inputShape: dataset.featureShape),
      loss: LossDescription(spec.training.loss), optimizer: OptimizerDescription(spec.training.optimizer),
      source: dataset.train, maximumBatch: batchSize, maximumThreads: maximumThreads,
      instructionSet: instructionSet, random: &random)
    initialRandom = random
  }

  /// Trains to the end.
  /// - Returns: the record, or `nil` where the run was cancelled.
  func train(observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool) throws -> TrialRecord? {
    let training = trial.spec.training
    let initial = captures.parameters ? session.parameters() : []
    var record = TrialRecord(trial: trial, status: .completed, epochs: [])
    var random = initialRandom
    do throws(TrainingError) {
      for epoch in 1...training.epochs {
        guard
          let losses = try trainEpoch(epoch, random: &random, observer: observer, isCancelled: isCancelled)
        else { return nil }
        record.epochCount = epoch
        if let stop = training.stop, losses.errors <= stop.errors { record.convergedEpoch = epoch }
        let isLast = epoch == training.epochs || record.convergedEpoch != nil
        if isLast || training.record.includes(epoch) {
          let measured = try measure(epoch, losses, random: &random)
          record.epochs.append(measured)
          observer(.epoch(trial, measured))
        }
        if isLast { break }
      }
      record.captures = try ModelCapture(session: session, trial: trial, dataset: dataset)
        .take(captures, initial: initial)
    } catch {
      guard case .diverged = error else { throw error }
      record.status = .diverged(epoch: record.epochCount + 1)
    }
    return record
  }

  /// What the batches of an epoch lost.
  private struct EpochLosses {
    /// The mean over the batches of their mean losses, summed in order.
    var mean: Double
    /// The losses of all examples together: the number of wrong answers where the loss is that of a perceptron.
    var errors: Int
  }

  /// One pass over the training data; `nil` where the run was cancelled.
  private func trainEpoch(
    _ epoch: Int, random: inout RandomGenerator, observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool
  ) throws(TrainingError) -> EpochLosses? {
    let order = random.epochOrder(count: dataset.train.count, shuffled: trial.spec.training.shuffle)
    let batches = (order.count + batchSize - 1) / batchSize
    var (sum, total) = (0.0, 0.0)
    for batch in 0..<batches {
      let rows = batch * batchSize..<min((batch + 1) * batchSize, order.count)
      let loss = try order.withUnsafeBufferPointer { order throws(TrainingError) in
        try session.step(rows, of: order)
      }
      sum += loss
      total += loss * Double(rows.count)
      if (batch + 1) % Self.batchesPerReport == 0 {
        if isCancelled() { return nil }
        let done = Double(batch + 1)
        observer(.progress(trial, epoch: epoch, fraction: done / Double(batches), trainLoss: sum / done))
      }
    }
    if isCancelled() { return nil }
    return EpochLosses(mean: sum / Double(batches), errors: total < 1e15 ? Int(total.rounded()) : .max)
  }

  private func measure(
    _ epoch: Int, _ losses: EpochLosses, random: inout RandomGenerator
  ) throws(TrainingError) -> EpochRecord {
    let metrics = trial.spec.training.metrics
    var record = EpochRecord(epoch: epoch, trainLoss: losses.mean)
    if metrics.contains(.errors) { record.trainErrors = losses.errors }
    guard let test = dataset.test else { return record }
    // The test loader draws too, though it does not shuffle.
    _ = random.epochOrder(count: test.count, shuffled: false)
    let evaluation = try session.evaluate(test)
    record.testLoss = evaluation.meanLoss
    if metrics.contains(.accuracy) { record.testAccuracy = evaluation.accuracy }
    return record
  }
}
