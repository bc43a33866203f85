import Declarations
import Model

extension TrialTemplate.Resolved {
  /// The canonical form of what is observed of the trial and decides nothing of its result: what is measured
  /// in which epochs, and what is taken down of the trained model. A trial that was kept serves every report
  /// whose observations it has.
  package func observation(_ captures: CaptureSpec) -> JSONValue {
    let training = spec.training
    return [
      "measured": .array(
        Measurement.ordered(spec.measurements(on: dataset)).map { .string($0.name) }),
      "every": .integer(training.record.every), "captured": captures.identity,
    ]
  }
}
