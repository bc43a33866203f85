import Dispatch
import Experiment
import Planner
import Trials

/// How far a trial is.
struct RunningTrial {
  let trial: Trial
  private let epochs: Int
  private let measurements: [Measurement]
  private let start = DispatchTime.now()
  private var epoch = 1
  private var epochFraction = 0.0
  private var loss: Double?
  private var last: EpochRecord?

  init(_ trial: Trial, _ measurements: [Measurement]) {
    self.trial = trial
    self.epochs = trial.spec.training.epochs
    self.measurements = measurements
  }

  /// The share of the trial that is done.
  var fraction: Double { (Double(epoch - 1) + epochFraction) / Double(epochs) }

  mutating func advance(epoch: Int, fraction: Double, loss: Double) {
    self.epoch = epoch
    epochFraction = fraction
    self.loss = loss
  }

  mutating func finish(_ record: EpochRecord) {
    epoch = record.epoch
    epochFraction = 1
    loss = record.values.first ?? nil
    last = record
  }

  /// "activation=relu  epoch 2/5  train_loss 0.1107  test_accuracy 96.87%  0.9 s"
  var epochLine: String { ([title, progress] + metrics + [Readable.text(seconds)]).joined(separator: "  ") }

  var liveLine: String {
    let left = fraction > 0 ? seconds / fraction * (1 - fraction) : nil
    return ([title, progress] + metrics).joined(separator: "  ") + Readable.remaining(left)
  }

  func finalLine(_ status: TrialStatus) -> String {
    status == .completed ? epochLine : "\(title)  \(status.name)"
  }

  private var title: String { trial.title }
  private var progress: String { "epoch \(epoch)/\(epochs)" }
  private var seconds: Double {
    Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
  }

  private var metrics: [String] {
    let lossText = loss.map { "train_loss \(Readable.fixed($0, decimals: 4))" }
    let others = zip(measurements, last?.values ?? []).compactMap { measurement, value -> String? in
      guard let value else { return nil }
      switch measurement.unit {
      case .fraction: return "\(measurement.name) \(Readable.fixed(value * 100, decimals: 2))%"
      case .count: return "\(measurement.name) \(Readable.fixed(value, decimals: 0))"
      case .number: return nil
      }
    }
    return [lossText].compactMap { $0 } + others
  }
}

/// Numbers for people who watch.
enum Readable {
  static func text(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    return switch whole {
    case ..<60: "\(fixed(seconds, decimals: 1)) s"
    case ..<3600: "\(whole / 60) min \(whole % 60) s"
    default: "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
  }

  static func remaining(_ seconds: Double?) -> String { seconds.map { ", \(text($0)) left" } ?? "" }

  static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    guard value.magnitude * scale < 1e15 else { return "\(value)" }
    let digits = String(Int((value.magnitude * scale).rounded()))
    let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    let sign = value < 0 ? "-" : ""
    if decimals == 0 { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
