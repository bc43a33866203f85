import Plot
import Experiment
import Planner
import Trials

/// Figures as an experiment declares them, drawn from the records of its trials.
package struct FigureBuilder {
  let records: [TrialRecord]

  package init(records: [TrialRecord]) { self.records = records }

  package func figure(_ spec: FigureSpec) -> Figure {
    Figure(name: spec.name, title: spec.title, panels: spec.panels.map(panel))
  }

  private func panel(_ spec: PanelSpec) -> any Panel {
    switch spec {
    case .line(let line): axes(line)
    case .decisionBoundary(let boundary): axes(boundary)
    case .imageGrid(let grid): images(grid)
    case .confusionMatrix(let matrix): self.matrix(matrix)
    }
  }

  private func axes(_ spec: LinePanelSpec) -> Axes {
    Axes(
      title: spec.title, xLabel: spec.xLabel ?? label(of: spec.x, unit: .one),
      yLabel: spec.yLabel ?? label(of: spec.y, unit: spec.unit),
      layers: records.enumerated().map { index, record in
        LineSeries(label: label(of: record, by: spec.series), points: points(record, spec), index: index)
      })
  }

  /// What the line of a trial is called: the value of a column; nothing where no column is named.
  private func label(of record: TrialRecord, by column: String?) -> String? {
    guard let column else { return nil }
    return switch ResultColumns(labels: []).cell(column, of: record) {
    case .integer(let value): "\(column)=\(value)"
    case .real(let value): "\(column)=\(value)"
    case .text(let value): ResultColumns.title(of: value)
    default: nil
    }
  }

  private func points(_ record: TrialRecord, _ spec: LinePanelSpec) -> [DataPoint] {
    record.epochs.compactMap { epoch in
      guard let x = value(spec.x, epoch), let y = value(spec.y, epoch) else { return nil }
      return DataPoint(x: x, y: spec.unit == .percent ? y * 100 : y)
    }
  }

  private func value(_ column: String, _ epoch: EpochRecord) -> Double? {
    column == "epoch" ? Double(epoch.epoch) : MetricColumn(rawValue: column).flatMap { epoch[$0] }
  }

  private func label(of column: String, unit: UnitSpec) -> String {
    let title = MetricColumn(rawValue: column)?.title ?? ResultColumns.title(of: column)
    return unit == .percent ? "\(title) (%)" : title
  }
}
