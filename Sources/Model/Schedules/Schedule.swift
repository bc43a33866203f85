/// How the learning rate changes in the course of a training; the formulas are those of PyTorch's
/// `torch.optim.lr_scheduler`. NeuralNetwork computes them.
///
/// To add one: a struct beside this file; its record in `Experiment`; its rate in `NeuralNetwork`.
package protocol Schedule: Sendable, Equatable {
  /// The name in files.
  static var name: String { get }
  /// What is counted, and what comes before.
  var clock: ScheduleClock { get set }
  /// The measurement that the schedule looks at after each epoch.
  var watched: String? { get }
  /// What is wrong with the parameters beside each other, but for the clock.
  var ownFault: ScheduleFault? { get }
}

extension Schedule {
  package var watched: String? { nil }
  package var ownFault: ScheduleFault? { nil }

  /// What is wrong with the parameters beside each other.
  package var fault: ScheduleFault? { clock.warmUp?.fault ?? ownFault }
}

/// What a schedule counts from, and in which unit.
package struct ScheduleClock: Sendable, Equatable {
  package var unit: ScheduleUnit
  /// The rate rises to where the schedule begins.
  package var warmUp: WarmUp?

  package init(unit: ScheduleUnit = .epoch, warmUp: WarmUp? = nil) {
    self.unit = unit
    self.warmUp = warmUp
  }
}

package enum ScheduleUnit: String, CaseIterable, Sendable { case epoch, step }

/// The learning rate rises from a share of it to the whole, in equal parts, before a schedule begins
/// (`LinearLR`).
package struct WarmUp: Sendable, Equatable {
  /// One of the two is given.
  package var steps: Int?
  package var epochs: Int?
  /// The share at first.
  package var start: Double

  var fault: ScheduleFault? { (steps == nil) == (epochs == nil) ? .warmUpLength : nil }

  package init(steps: Int? = nil, epochs: Int? = nil, start: Double = 1.0 / 3) {
    self.steps = steps
    self.epochs = epochs
    self.start = start
  }
}

/// Parameters of a schedule that do not fit each other.
package enum ScheduleFault: Sendable, Equatable {
  /// A warm-up has its length once: in steps or in epochs.
  case warmUpLength
  /// The numbers do not ascend.
  case milestonesNotAscending
  /// Periods have lengths of their own.
  case lengthBesideRestarts
}
