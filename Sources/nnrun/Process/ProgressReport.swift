import Dispatch
import Executor
import Experiment
import Planner
import Synchronization
import Tables
import Trials

/// Progress on standard error: on a terminal a live line for each running trial and a total, elsewhere a
/// plain line for each finished epoch. Times are shown here and nowhere else.
final class ProgressReport: Sendable {
  fileprivate let state: Mutex<State>
  private let style: Style

  private enum Style { case quiet, plain, live }

  fileprivate struct State {
    var running: [RunningTrial] = []
    var finished = 0
    let total: Int
    let measurements: [Measurement]
    let start = DispatchTime.now()
    var drawnLines = 0
    var lastDrawing = DispatchTime(uptimeNanoseconds: 0)
    var hasEnded = false
  }

  init(_ plan: TrialPlan, isQuiet: Bool) {
    state = Mutex(State(total: plan.count, measurements: plan.experiment.measurements))
    style = isQuiet ? .quiet : StandardError.isTerminal ? .live : .plain
  }

  func observe(_ event: ExecutionEvent) {
    guard style != .quiet else { return }
    state.withLock { state in
      switch event {
      case .started(let trial):
        state.running.append(RunningTrial(trial, state.measurements))
      case .progress(let trial, let epoch, let fraction, let loss):
        state.update(trial) { $0.advance(epoch: epoch, fraction: fraction, loss: loss) }
      case .epoch(let trial, let record):
        state.update(trial) {
          $0.finish(record)
          if style == .plain { StandardError.write($0.epochLine) }
        }
      case .finished(let record):
        state.finished += 1
        if style == .live { state.announce(record) }
        state.running.removeAll { $0.trial.index == record.trial.index }
      }
      if style == .live { state.draw() }
    }
  }

  /// Clears the live lines.
  func end() {
    state.withLock { state in
      guard style == .live, !state.hasEnded else { return }
      state.erase()
      state.hasEnded = true
    }
  }
}

extension ProgressReport.State {
  fileprivate mutating func update(_ trial: Trial, _ change: (inout RunningTrial) -> Void) {
    guard let index = running.firstIndex(where: { $0.trial.index == trial.index }) else { return }
    change(&running[index])
  }

  /// A finished trial leaves its last line above the live ones.
  fileprivate mutating func announce(_ record: TrialRecord) {
    erase()
    guard let trial = running.first(where: { $0.trial.index == record.trial.index }) else { return }
    StandardError.write(trial.finalLine(record.status))
    lastDrawing = DispatchTime(uptimeNanoseconds: 0)
  }

  /// Redraws the live lines, ten times a second at most.
  fileprivate mutating func draw() {
    let now = DispatchTime.now()
    guard !hasEnded, now.uptimeNanoseconds - lastDrawing.uptimeNanoseconds > 100_000_000 else { return }
    lastDrawing = now
    erase()
    let seconds = Double(now.uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    let done = Double(finished) + running.reduce(0) { $0 + $1.fraction }
    let left = done > 0 ? seconds / done * (Double(total) - done) : nil
    let summary = "\(finished) of \(total) trials, \(Readable.text(seconds))" + Readable.remaining(left)
    let lines = running.map(\.liveLine) + [summary]
    // Longer lines would wrap and could not be erased.
    StandardError.writeRaw(lines.map { PrintableText.line($0).prefix(79) + "\n" }.joined())
    drawnLines = lines.count
  }

  /// Moves up over the live lines and clears them.
  fileprivate mutating func erase() {
    if drawnLines > 0 { StandardError.writeRaw("\u{1B}[\(drawnLines)A\u{1B}[J") }
    drawnLines = 0
  }
}
