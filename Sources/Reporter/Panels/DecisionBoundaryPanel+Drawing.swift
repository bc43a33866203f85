import Plot
import Experiment
import Planner
import Trials

// Panels of what a trained model answers.
extension FigureBuilder {
  /// The first trial that has the values of a panel's `where`.
  private func record(_ conditions: [ArmCondition]) -> TrialRecord? {
    records.first { $0.trial.matches(conditions) }
  }

  func axes(_ spec: DecisionBoundaryPanelSpec) -> Axes {
    let record = record(spec.arm)
    let plane = record?.captures.boundaries[spec]
    let examples = record.map { Array($0.captures.predictions(.train)) } ?? []
    var layers: [any PlotLayer] = []
    if let plane {
      if let line = plane.line {
        layers.append(boundary(line, plane))
      } else {
        layers.append(contentsOf: regions(plane))
      }
    }
    layers.append(contentsOf: points(examples))
    let limits = plane.map { ($0.x, $0.y) }
    return Axes(
      title: spec.title, xLabel: spec.xLabel ?? "x₁", yLabel: spec.yLabel ?? "x₂",
      xLimits: limits.map { AxisLimits($0.0.lowerBound, $0.0.upperBound) },
      yLimits: limits.map { AxisLimits($0.1.lowerBound, $0.1.upperBound) }, layers: layers,
      hasEqualAspect: true)
  }

  /// The part of w₁x + w₂y + b = 0 that lies in the plane.
  private func boundary(_ line: (w1: Double, w2: Double, b: Double), _ plane: PlaneSample) -> LineSeries {
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
      label: "Decision boundary", points: points, paint: .green, dash: .dashed, marker: nil, width: 2)
  }

  private func regions(_ plane: PlaneSample) -> [any PlotLayer] {
    let grid = SampleGrid(
      x: AxisLimits(plane.x.lowerBound, plane.x.upperBound),
      y: AxisLimits(plane.y.lowerBound, plane.y.upperBound),
      columns: plane.side, rows: plane.side)
    let regions = ClassRegions(grid: grid, classes: plane.answers, paints: Self.classPaints)
    guard !plane.values.isEmpty else { return [regions] }
    let contour = ContourLine(
      grid: grid, values: plane.values, level: plane.level, label: "Decision boundary", paint: .green,
      dash: .dashed)
    return [regions, contour]
  }

  /// The colours of classes, each unlike the others.
  static let classPaints: [Paint] = [
    .red, .blue, .series(1), .series(9), .series(4), .series(8), .series(7), .series(6), .series(5),
    .series(2),
  ]

  /// The examples by class: crosses for the first, discs for the others.
  private func points(_ examples: [Prediction]) -> [ScatterPoints] {
    var classes: [Int: [DataPoint]] = [:]
    for example in examples where example.features.count == 2 {
      let label =
        switch example.expected {
        case .class(let label): label
        case .values(let values): values.first.map { $0 >= 0.5 ? 1 : 0 } ?? 0
        }
      classes[label, default: []].append(DataPoint(x: example.features[0], y: example.features[1]))
    }
    return classes.sorted { $0.key < $1.key }.map { label, points in
      ScatterPoints(
        label: nil, points: points, paint: Self.classPaints[label % Self.classPaints.count],
        marker: label == 0 ? .cross : .circle, isOutlined: label != 0)
    }
  }

  func images(_ spec: ImageGridPanelSpec) -> ImageGrid {
    guard let record = record(spec.arm) else { return ImageGrid(title: spec.title, items: []) }
    let shape = record.trial.dataset.shape
    let classes = record.trial.dataset.classes ?? []
    func name(_ label: Int) -> String { classes.indices.contains(label) ? classes[label] : "\(label)" }
    let examples = record.captures.predictions(spec.split, count: spec.count)
    let items = examples.compactMap { example -> ImageGrid.Item? in
      let bytes = example.features.map { $0.isNaN ? 0 : UInt8(min(max($0.rounded(), 0), 255)) }
      guard
        let image = RasterImage(
          width: shape[1], height: shape[0], channels: shape.count == 3 ? shape[2] : 1, bytes: bytes)
      else { return nil }
      let expected = if case .class(let label) = example.expected { name(label) } else { "" }
      switch spec.caption {
      case .label: return ImageGrid.Item(image: image, caption: ["Label: \(expected)"])
      case .prediction:
        let share = example.confidence * 100
        let percent = share.magnitude < 1e15 ? "\(Int(share.rounded()))%" : "\(share)%"
        return ImageGrid.Item(
          image: image,
          caption: ["Pred: \(name(example.answer)) (\(percent))", "True: \(expected)"],
          paint: example.isCorrect ? .green : .red)
      }
    }
    return ImageGrid(title: spec.title, items: items, columns: spec.columns)
  }

  func matrix(_ spec: ConfusionMatrixPanelSpec) -> HeatMap {
    let record = record(spec.arm)
    return HeatMap.confusionMatrix(
      title: spec.title, classNames: record?.trial.dataset.classes ?? [],
      counts: record?.captures.confusions[spec.split] ?? [])
  }
}
