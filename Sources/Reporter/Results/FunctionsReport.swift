import Plot
import Tables
import Experiment
import Trials

/// The files of `kind: functions`.
package struct FunctionsReport {
  let experiment: FunctionsExperiment
  let record: FunctionsRecord

  package init(_ experiment: FunctionsExperiment, record: FunctionsRecord) {
    self.experiment = experiment
    self.record = record
  }

  package var results: ResultFiles {
    let figures = experiment.report.figures.map { ResultFile("figures/\($0.name).svg", figure($0).svg) }
    return ResultFiles(files: [ResultFile("values.csv", values.csv)] + figures, summary: summary.text)
  }

  /// A row for each value of the variable.
  private var values: Table {
    var table = Table(columns: record.columns.map { Table.Column($0.name) })
    for index in (record.columns.first?.values ?? []).indices {
      table.append(record.columns.map { $0.cell(index) })
    }
    return table
  }

  /// A row for each function: what it is, and the range that it covers.
  private var summary: Table {
    var table = Table(
      columns: [
        Table.Column("column"), Table.Column("is"), Table.Column("least", format: .fixed(4)),
        Table.Column("largest", format: .fixed(4)),
      ])
    for column in record.columns {
      let finite = column.values.filter(\.isFinite)
      let text = column.expression.isEmpty ? "\(column.values.count) values" : column.expression
      table.append([
        .text(column.name), .text(text), finite.min().map(Table.Cell.real) ?? .empty,
        finite.max().map(Table.Cell.real) ?? .empty,
      ])
    }
    return table
  }

  private func figure(_ spec: FigureSpec<FunctionPanel>) -> Figure {
    Figure(
      name: spec.name, title: spec.title,
      panels: spec.panels.map(axes), columns: spec.columns)
  }

  private func axes(_ spec: FunctionPanel) -> Axes {
    let showsLegend = spec.showsLegend ?? (spec.y.count > 1)
    let curves = spec.y.enumerated().map { index, name in
      let label = spec.labels.first { $0.name == name }?.value ?? name
      let color = spec.colors.first { $0.name == name }?.value
      return LineSeries(
        label: showsLegend ? label : nil, points: points(name),
        paint: color.map { Paint($0) } ?? .series(index),
        dash: .series(index))
    }
    let lines = spec.lines.map { line in
      ReferenceLine(
        line.horizontal == nil ? .vertical : .horizontal, at: line.horizontal ?? line.vertical ?? 0,
        label: line.label, paint: line.color.map { Paint($0) } ?? .muted, dash: Dash(line.style),
        width: line.style == .solid ? 1 : 1.5)
    }
    // Reference lines lie below the curves.
    let layers: [any PlotLayer] = lines + curves
    return Axes(
      title: spec.title, xLabel: spec.xLabel ?? experiment.variable.first?.name, yLabel: spec.yLabel,
      xLimits: spec.xLimits.map { AxisLimits($0.lower, $0.upper) },
      yLimits: spec.yLimits.map { AxisLimits($0.lower, $0.upper) }, layers: layers, note: note(of: spec))
  }

  /// Which columns have nothing to draw.
  private func note(of spec: FunctionPanel) -> String? {
    let empty = spec.y.filter { name in !points(name).contains { $0.y.isFinite } }
    return empty.isEmpty ? nil : "Without a finite value: \(empty.joined(separator: ", "))."
  }

  private func points(_ name: String) -> [DataPoint] {
    guard let x = record.columns.first, let y = record.columns.first(where: { $0.name == name }) else {
      return []
    }
    return zip(x.values, y.values).map { DataPoint(x: $0, y: $1) }
  }
}

extension Paint {
  init(_ color: ColorSpec) {
    switch color {
    case .orange: self = .series(1)
    case .purple: self = .series(4)
    case .brown: self = .series(5)
    case .pink: self = .series(6)
    case .gray: self = .series(7)
    case .olive: self = .series(8)
    case .cyan: self = .series(9)
    case .blue: self = .blue
    case .green: self = .green
    case .red: self = .red
    case .black: self = .ink
    }
  }
}

extension Dash {
  init(_ style: LineStyleSpec) {
    switch style {
    case .solid: self = .solid
    case .dashed: self = .dashed
    case .dotted: self = .dotted
    }
  }
}
