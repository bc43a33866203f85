import ExperimentSpec
import Planner
import TrialStore

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
    let series = series(by: spec.series)
    return Axes(
      title: spec.title, xLabel: spec.xLabel ?? label(of: spec.x, unit: .one),
      yLabel: spec.yLabel ?? label(of: spec.y, unit: spec.unit),
      layers: series.enumerated().map { index, series in
        LineSeries(label: series.label, points: points(series.records, spec), index: index)
      })
  }

  /// The records of each value of a column; all of them as one series without a label where none is named. Of several
  /// trials with the same value, each is a line.
  private func series(by name: String?) -> [(label: String?, records: [TrialRecord])] {
    guard let name else { return records.map { (nil, [$0]) } }
    let columns = ResultColumns(labels: [])
    return records.map { record in
      switch columns.cell(name, of: record) {
      case .integer(let value): ("\(name)=\(value)", [record])
      case .real(let value): ("\(name)=\(value)", [record])
      case .text(let value): (ResultColumns.title(of: value), [record])
      default: (nil, [record])
      }
    }
  }

  private func points(_ records: [TrialRecord], _ spec: LinePanelSpec) -> [DataPoint] {
    records.flatMap(\.epochs).compactMap { epoch in
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
