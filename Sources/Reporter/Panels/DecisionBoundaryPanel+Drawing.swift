import Plot
import Experiment
import Trials

extension PanelDrawer {
  func visit(_ panel: DecisionBoundaryPanel) -> any PanelDrawing { panel.drawing }
}

extension DecisionBoundaryPanel: ShownTrialPanel {
  func picture(of record: TrialRecord) -> any Panel {
    let sample = record.captures.planes[plane]
    var layers: [any PlotLayer] = []
    if let sample {
      if let line = sample.line {
        layers.append(Self.boundary(line, sample))
      } else {
        layers.append(contentsOf: Self.regions(sample))
      }
    }
    layers.append(contentsOf: points(record))
    return Axes(
      title: title, xLabel: xLabel ?? "x₁", yLabel: yLabel ?? "x₂",
      xLimits: sample.map { AxisLimits($0.x.lowerBound, $0.x.upperBound) },
      yLimits: sample.map { AxisLimits($0.y.lowerBound, $0.y.upperBound) }, layers: layers,
      hasEqualAspect: true)
  }

  /// The part of w₁x + w₂y + b = 0 that lies in the plane.
  private static func boundary(_ line: (w1: Double, w2: Double, b: Double), _ plane: PlaneSample)
    -> LineSeries
  {
    let points: [DataPoint]
    if line.w2.magnitude >= line.w1.magnitude, line.w2 != 0 {
      points = [plane.x.lowerBound, plane.x.upperBound].map {
        DataPoint(x: $0, y: -(line.w1 * $0 + line.b) / line.w2)
      }
    } else if line.w1 != 0 {
      points = [plane.y.lowerBound, plane.y.upperBound].map {
        DataPoint(x: -(line.w2 * $0 + line.b) / line.w1, y: $0)
      }
    } else {
      points = []
    }
    return LineSeries(
      label: "Decision boundary", points: points, paint: .ink, dash: .dashed, marker: nil, width: 2)
  }

  private static func regions(_ plane: PlaneSample) -> [any PlotLayer] {
    let grid = SampleGrid(
      x: AxisLimits(plane.x.lowerBound, plane.x.upperBound),
      y: AxisLimits(plane.y.lowerBound, plane.y.upperBound),
      columns: plane.side, rows: plane.side)
    let regions = ClassRegions(grid: grid, classes: plane.answers, paints: Self.classPaints)
    guard !plane.values.isEmpty else {
      let borders = ClassBorders(
        grid: grid, classes: plane.answers, leads: plane.leads, label: "Decision boundary", paint: .ink,
        dash: .dashed)
      return [regions, borders]
    }
    let contour = ContourLine(
      grid: grid, values: plane.values, level: plane.level, label: "Decision boundary", paint: .ink,
      dash: .dashed)
    return [regions, contour]
  }

  /// The colours of classes: those of series, red and blue first.
  static let classPaints: [Paint] = [3, 0, 1, 2, 4, 5, 6, 7, 8, 9].map { .series($0) }

  /// The examples by class: crosses for the first, another outlined marker for each of the others.
  private func points(_ record: TrialRecord) -> [ScatterPoints] {
    var classes: [Int: [DataPoint]] = [:]
    for example in record.captures.predictions(.train) where example.features.count == 2 {
      let label =
        switch example.expected {
        case .class(let label): label
        case .binary(let values), .values(let values): values.first.map { $0 >= 0.5 ? 1 : 0 } ?? 0
        }
      classes[label, default: []].append(DataPoint(x: example.features[0], y: example.features[1]))
    }
    let classNames = record.trial.dataset.classes ?? ["0", "1"]
    return classes.sorted { $0.key < $1.key }.map { label, points in
      ScatterPoints(
        label: classNames.indices.contains(label) ? names[classNames[label]] : nil, points: points,
        paint: Self.classPaints[label % Self.classPaints.count],
        marker: Self.marker(of: label), isOutlined: label != 0)
    }
  }

  /// Where the colours begin again, the markers are others: no two of fifty classes look alike.
  static func marker(of label: Int) -> Marker {
    let markers: [Marker] = [.cross, .circle, .square, .triangle, .diamond]
    return markers[(label + label / classPaints.count) % markers.count]
  }
}
