import Datasets
import Digests
import Experiment
import Model
import NeuralNetwork
import Planner
import Trials

/// The training of one trial, from its seed to its last epoch and to what the report needs of the model.
struct TrainingRun {
  let trial: Trial
  /// The trial's own, which puts it together anew each time that it is asked.
  private let spec: TrialSpec
  let dataset: Dataset
  let captures: CaptureSpec
  /// What the plan measures, the columns of an epoch's record.
  let measurements: [Measurement]
  private let session: any TrainingSession
  /// Where other workers lend their cores to the trial.
  var team: Team { session.team }
  private let initialStreams: Streams
  private let batchSize: Int
  private let initialCourse: TrainingCourse
  /// The metrics over the training examples, each before the step on it.
  private let runningMetrics: [MetricKind]

  /// Batches between two reports of progress.
  private static let batchesPerReport = 64

  /// Draws the initial parameters and allocates what training needs.
  init(
    _ trial: Trial, dataset: Dataset, captures: CaptureSpec, measurements: [Measurement],
    maximumThreads: Int, instructionSet: InstructionSet
  ) throws {
    let spec = trial.spec
    self.trial = trial
    self.spec = spec
    let dataset = spec.training.target == .input ? dataset.targetingInput : dataset
    self.dataset = dataset
    self.captures = captures
    self.measurements = measurements
    let training = spec.training
    // What ends the training is counted whether or not it is written down.
    let stopMetrics = training.stop?.errors == nil ? [] : [MetricKind(Errors.self)]
    runningMetrics = Set(training.splitMetrics.filter { $0.split == .train }.map(\.kind) + stopMetrics)
      .sorted { $0.name < $1.name }
    switch spec.training.batchSize {
    case .full: batchSize = dataset.train.count
    case .examples(let count): batchSize = min(count, dataset.train.count)
    }
    var random = RandomGenerator(spec.generator, seed: trial.trainingSeeds?.initialValues ?? spec.seed)
    for draws in spec.advance { try random.discard(draws, precision: spec.precision) }
    session = try makeTrainingSession(
      precision: spec.precision,
      network: spec.model.network(inputShape: dataset.featureShape),
      loss: spec.training.loss, optimizer: spec.training.optimizer, gradients: spec.training.gradients,
      source: dataset.train, runningMetrics: runningMetrics, maximumBatch: batchSize,
      maximumThreads: maximumThreads,
      instructionSet: instructionSet, random: &random)
    initialStreams = Streams(random, trial.trainingSeeds, spec.generator)
    initialCourse = try TrainingCourse(
      training, stepsPerEpoch: Self.batches(of: dataset.train.count, batchSize), measurements: measurements)
  }

  /// Trains to the end.
  /// - Returns: the record, or `nil` where the run was cancelled.
  func train(observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool) throws -> TrialRecord? {
    let training = spec.training
    let initial = captures.parameters ? session.parameters() : []
    var record = TrialRecord(trial: trial, status: .completed)
    var (streams, course) = (initialStreams, initialCourse)
    let measuresNorms = !training.norms.isEmpty
    do throws(TrainingError) {
      for epoch in 1...training.epochs {
        guard
          let meanLoss = try trainEpoch(
            epoch, &streams, course, measuresNorms: measuresNorms && mayBeRecorded(epoch, course),
            observer: observer, isCancelled: isCancelled)
        else { return nil }
        let running = Dictionary(zip(runningMetrics, session.takeRunningMetrics())) { first, _ in first }
        // The test loader draws too, in every epoch: what is recorded moves nothing. Validation draws
        // nothing, so that examples which are held out for it move no other draw.
        if let test = dataset.test { _ = streams.order.epochOrder(count: test.count, shuffled: false) }
        record.epochCount = epoch
        var measured = course.watches(epoch) ? try measure(epoch, meanLoss: meanLoss, running) : nil
        if course.endsTraining(running, measured, session) {
          record.convergedEpoch = epoch
        }
        let isLast = epoch == training.epochs || record.convergedEpoch != nil
        if isLast || training.record.includes(epoch) {
          if measured == nil { measured = try measure(epoch, meanLoss: meanLoss, running) }
          if let measured {
            record.epochs.append(measured)
            observer(.epoch(trial, measured))
          }
        }
        if isLast { break }
      }
      record.restored = try course.restoreBest(session)
      guard session.hasFiniteParameters() else { throw .diverged(loss: .nan) }
      record.weights = digestOfParameters()
      record.captures = try ModelCapture(session: session, trial: trial, dataset: dataset)
        .take(captures, initial: initial)
    } catch {
      guard case .diverged = error else { throw error }
      record.status = .diverged(epoch: min(record.epochCount + 1, training.epochs))
    }
    return record
  }

  /// Whether an epoch may be recorded, as far as is known before it.
  private func mayBeRecorded(_ epoch: Int, _ course: TrainingCourse) -> Bool {
    let training = spec.training
    return training.record.includes(epoch) || epoch == training.epochs || training.stop != nil
      || course.watches(epoch)
  }

  /// The SHA-256 of the final parameters, one behind the other: in PyTorch's order, row-major, little-endian.
  private func digestOfParameters() -> String {
    var hash = SHA256()
    session.parameterBytes { hash.update($0) }
    return hash.finish()
  }

  /// The steps of an epoch.
  private static func batches(of count: Int, _ batchSize: Int) -> Int { (count + batchSize - 1) / batchSize }

  /// One pass over the training data.
  /// - Returns: the mean over the batches of their mean losses, summed in order; `nil` where the run was
  ///   cancelled.
  private func trainEpoch(
    _ epoch: Int, _ streams: inout Streams, _ course: TrainingCourse, measuresNorms: Bool,
    observer: (ExecutionEvent) -> Void, isCancelled: () -> Bool
  ) throws(TrainingError) -> Double? {
    let order = streams.order.epochOrder(count: dataset.train.count, shuffled: spec.training.shuffle)
    let batches = Self.batches(of: order.count, batchSize)
    var sum = 0.0
    for batch in 0..<batches {
      let rows = batch * batchSize..<min((batch + 1) * batchSize, order.count)
      course.prepare(session, step: (epoch - 1) * batches + batch)
      if measuresNorms, batch == batches - 1 { session.measuresNorms = true }
      sum += try order.withUnsafeBufferPointer { order throws(TrainingError) in
        try session.step(rows, of: order, random: &streams.dropout)
      }
      if (batch + 1) % Self.batchesPerReport == 0 {
        if isCancelled() { return nil }
        let done = Double(batch + 1)
        observer(.progress(trial, epoch: epoch, fraction: done / Double(batches), trainLoss: sum / done))
      }
    }
    session.measuresNorms = false
    return isCancelled() ? nil : sum / Double(batches)
  }

  /// The row of the plan's measurements at the end of an epoch.
  private func measure(
    _ epoch: Int, meanLoss: Double, _ running: [MetricKind: Double]
  ) throws(TrainingError) -> EpochRecord {
    let metrics = Dictionary(grouping: spec.training.splitMetrics, by: \.split)
    var values: [Measurement: Double] = [.loss(.train): meanLoss]
    if spec.training.schedule != nil { values[.learningRate] = session.learningRate }
    if !spec.training.norms.isEmpty {
      let norms = session.norms()
      for measurement in measurements {
        guard case .norm(let norm, let layer) = measurement.source else { continue }
        values[measurement] = norms.first { $0.layer == layer?.path }?.value(of: norm)
      }
    }
    for metric in metrics[.train] ?? [] { values[Measurement(metric)] = running[metric.kind] }
    for split in [SplitName.validation, .test] {
      guard let examples = dataset[split] else { continue }
      let asked = metrics[split] ?? []
      let evaluation = try session.evaluate(examples, metrics: asked.map(\.kind))
      values[.loss(split)] = evaluation.meanLoss
      for (metric, value) in zip(asked, evaluation.metrics) { values[Measurement(metric)] = value }
    }
    return EpochRecord(epoch: epoch, values: measurements.map { values[$0] })
  }
}
