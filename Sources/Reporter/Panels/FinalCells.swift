import Declarations
import Experiment
import Statistics
import Trials

/// The final metrics of the trials of a mark, gathered by their values of some names: replicates, and the
/// trials of axes that are pooled, together.
struct FinalCells: Sendable {
  private let context: MarkContext
  /// The names; `nil` for a key that is not given.
  private let names: [String?]
  private let columns: [PanelColumn?]
  /// By the values of the names.
  private(set) var cells = Ordered<[AxisValue?], Cell>()

  struct Cell: Sendable {
    var tally = TrialTally()
    /// The numbers of each column, in the order of the trials.
    var numbers: [[Double]]
  }

  init(_ context: MarkContext, by names: [String?], columns: [String]) {
    self.context = context
    self.names = names
    self.columns = columns.map(context.column)
  }

  mutating func add(_ arm: Arm) {
    for record in arm.trials where record.trial.matches(context.spec.arm) {
      let key = names.map { $0.flatMap(record.trial.value) }
      add(record, to: &cells[key, default: Cell(numbers: columns.map { _ in [] })])
    }
  }

  private func add(_ record: TrialRecord, to cell: inout Cell) {
    cell.tally.add(record.status)
    var isMeasured = false
    for (place, column) in columns.enumerated() {
      guard let number = context.number(of: column, record) else { continue }
      cell.numbers[place].append(number)
      isMeasured = true
    }
    if record.status == .completed, !isMeasured { cell.tally.unmeasured += 1 }
  }
}

extension Sample {
  /// The ends of a band around the mean; `nil` where there is none, as of a single value.
  func ends(of band: BandSpec) -> (lower: Double, upper: Double)? {
    guard count > 1 else { return nil }
    switch band {
    case .ci95: return interval().map { ($0.lower, $0.upper) }
    case .sd: return standardDeviation.map { (mean - $0, mean + $0) }
    case .range: return (min, max)
    case .each, .none: return nil
    }
  }
}

extension [AxisValue?] {
  /// By their numbers, where all are numbers; as they come otherwise.
  var inOrder: [AxisValue?] {
    allSatisfy { $0?.number != nil } ? sorted { ($0?.number ?? 0) < ($1?.number ?? 0) } : self
  }
}
