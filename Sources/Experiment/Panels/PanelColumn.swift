import Model

/// What a panel's column is: of a table of trials or epochs.
package enum PanelColumn: Hashable, Sendable {
  case epoch
  case measurement(Measurement)
  /// An axis or a derived value.
  case label(String)
  /// Another column of trials: the seed, the number of parameters, ...
  case trial(TrialColumn)

  /// The column of a name, where there are some axes and derived values and some measurements; `nil` where
  /// there is none. Of an axis that is called like something else `axis.NAME` is the column, as in the
  /// tables.
  package init?(_ name: String, labels: [String], measurements: [Measurement]) {
    if name == "epoch" {
      self = .epoch
    } else if let measurement = measurements.first(where: { $0.name == name }) {
      self = .measurement(measurement)
    } else if labels.contains(name) {
      self = .label(name)
    } else if name.hasPrefix("axis."), labels.contains(String(name.dropFirst(5))) {
      self = .label(String(name.dropFirst(5)))
    } else if let column = TrialColumn(rawValue: name) {
      self = .trial(column)
    } else {
      return nil
    }
  }

  /// The name by which trials have it before they are trained: of an axis or derived value, the seed, the
  /// replicate; `nil` for what comes of the training.
  package var sweepName: String? {
    switch self {
    case .label(let name): name
    case .trial(let column) where column == .seed || column == .replicate: column.rawValue
    case .epoch, .measurement, .trial: nil
    }
  }
}

extension TrialColumn {
  /// Whether it is a number that is known once a trial has ended.
  package var isFinalNumber: Bool {
    switch self {
    case .parameters, .epochs, .convergedEpoch, .predictionAccuracy, .predictionError: true
    case .trial, .replicate, .seed, .status, .weights: false
    }
  }
}
