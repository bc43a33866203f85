import Experiment
import Model
import NeuralNetwork
import Trials

/// What is decided in the course of a training: the learning rate and momentum of each step, when it ends,
/// and which parameters it ends with.
struct TrainingCourse {
  private let stop: StopSpec
  /// What the plan measures, the columns of an epoch's record.
  private let measurements: [Measurement]
  private var rates: LearningRates?
  /// Whether the optimizer has a momentum that a schedule may change.
  private let hasMomentum: Bool
  /// What the schedule watches.
  private let scheduled: Measurement?
  private let targets: [(measurement: Measurement, value: Double)]
  private let patient: Measurement?
  /// How often something is looked at; `nil` where nothing is.
  private let validation: ValidationSpec?
  private let epochs: Int
  /// What was measured in the best epoch so far by what `patience` watches.
  private var best: EpochRecord?
  /// The training after it, where it may be put back.
  private var bestState: SessionState?

  /// - Throws: ``TrainingError/noOperation(_:)``.
  init(
    _ training: TrainingSpec, stepsPerEpoch: Int, measurements: [Measurement]
  ) throws(TrainingError) {
    func measurement(_ name: String?) -> Measurement? { measurements.first { $0.name == name } }
    stop = training.stop ?? StopSpec()
    validation = training.isSteered ? training.validation : nil
    epochs = training.epochs
    self.measurements = measurements
    hasMomentum = (training.optimizer as? any MomentumOptimizer).map { $0.momentum != 0 } ?? false
    if let schedule = training.schedule {
      rates = try LearningRates(
        schedule, learningRate: training.optimizer.learningRate, epochs: training.epochs,
        stepsPerEpoch: stepsPerEpoch)
    }
    scheduled = measurement(training.schedule?.watched)
    targets = stop.target.compactMap { target in measurement(target.name).map { ($0, target.value) } }
    patient = measurement(stop.patience?.metric)
  }

  /// Whether measurements are looked at after an epoch, counted from 1, recorded or not.
  func watches(_ epoch: Int) -> Bool {
    validation?.includes(epoch, of: epochs) ?? false
  }

  /// Sets the learning rate and momentum of a step, counted from 0 over the whole training.
  func prepare(_ session: any TrainingSession, step: Int) {
    guard let rates else { return }
    session.learningRate = rates.rate(step: step)
    if hasMomentum { session.momentum = rates.momentum(step: step) }
  }

  /// Looks at an epoch: at its running metrics, and at what was measured after it, where that is looked at.
  /// - Returns: whether training ends with it.
  mutating func endsTraining(
    _ running: [MetricKind: Double], _ record: EpochRecord?, _ session: any TrainingSession
  ) -> Bool {
    var isOver = false
    if let limit = stop.errors, let errors = running[MetricKind(Errors.self)], errors <= Double(limit) {
      isOver = true
    }
    guard let record else { return isOver }
    if let scheduled, let value = value(of: scheduled, record) {
      rates?.observe(value, isHigherBetter: scheduled.isHigherBetter)
    }
    if !targets.isEmpty, targets.allSatisfy({ isReached($0.value, by: $0.measurement, record) }) {
      isOver = true
    }
    return isImpatient(record, session) || isOver
  }

  private func value(of measurement: Measurement, _ record: EpochRecord) -> Double? {
    measurements.firstIndex(of: measurement).flatMap { record.values[$0] }
  }

  private func isReached(_ target: Double, by measurement: Measurement, _ record: EpochRecord) -> Bool {
    guard let value = value(of: measurement, record) else { return false }
    return measurement.isHigherBetter ? value >= target : value <= target
  }

  /// Takes note of the best epoch. Whether the last one is too many behind it.
  private mutating func isImpatient(_ record: EpochRecord, _ session: any TrainingSession) -> Bool {
    guard let patience = stop.patience, let patient, let value = value(of: patient, record) else {
      return false
    }
    let gain =
      best.flatMap { self.value(of: patient, $0) }.map { patient.isHigherBetter ? value - $0 : $0 - value }
    if gain.map({ $0 > patience.difference }) ?? !value.isNaN {
      best = record
      if patience.restoresBest { bestState = session.state }
      return false
    }
    return record.epoch - (best?.epoch ?? 0) >= patience.epochs
  }

  /// Puts the parameters of the best epoch back, where that is asked for.
  /// - Returns: what was measured in that epoch.
  func restoreBest(_ session: any TrainingSession) throws(TrainingError) -> EpochRecord? {
    guard let bestState else { return nil }
    try session.restore(bestState)
    return best
  }
}
