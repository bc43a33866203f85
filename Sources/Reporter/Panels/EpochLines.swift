import Declarations
import Experiment
import Plot
import Statistics
import Trials

/// Lines through the epochs: means over the replicates, and over the trials of axes that are pooled.
struct EpochLines: PanelDrawing {
  private let context: MarkContext
  /// The place of the measurement along the x axis; `nil` for the epoch.
  private let x: Int?
  /// The places of the measurements along the y axis.
  private let y: [Int?]
  private let band: BandSpec
  /// By the values of facet and series.
  private var curves = Ordered<[AxisValue?], Curve>()

  private struct Curve: Sendable {
    var tally = TrialTally()
    /// For each column.
    var samples: [EpochSamples]
    /// The first trial, where it did not come to its end: alone, it is shown as far as it went.
    var unfinished: [[EpochPoint]]?
  }

  init(_ context: MarkContext, x: PanelColumn) {
    self.context = context
    self.x = context.place(of: x)
    y = context.spec.y.map { context.place(of: context.column($0)) }
    band = context.spec.band ?? .none
  }

  mutating func add(_ arm: Arm) {
    for record in arm.trials where record.trial.matches(context.spec.arm) {
      let key = [context.spec.facet, context.spec.series].map { $0.flatMap(record.trial.value) }
      let blank = Curve(samples: y.map { _ in EpochSamples(band, isAlongEpochs: x == nil) })
      add(record, to: &curves[key, default: blank])
    }
  }

  private func add(_ record: TrialRecord, to curve: inout Curve) {
    curve.tally.add(record.status)
    let points = y.map { self.points(of: record, $0) }
    guard record.status == .completed else {
      if curve.tally.count == 1 { curve.unfinished = points }
      return
    }
    if points.allSatisfy(\.isEmpty) { curve.tally.unmeasured += 1 }
    for (place, points) in points.enumerated() {
      curve.samples[place].add(points, isStopped: record.convergedEpoch != nil)
    }
  }

  private func points(of record: TrialRecord, _ y: Int?) -> [EpochPoint] {
    guard let y else { return [] }
    return record.epochs.compactMap { epoch in
      guard let first = x.map({ epoch.values[$0] }) ?? Double(epoch.epoch), let second = epoch.values[y]
      else {
        return nil
      }
      return (epoch.epoch, first, second)
    }
  }

  var panels: [any Panel] {
    let series = curves.values(at: 1)
    return curves.panels(title: context.spec.title) { axes(facet: $0, series) }
  }

  private func axes(facet: AxisValue?, _ series: [AxisValue?]) -> Axes {
    var layers = CurveLayers(context, series: series)
    var missing = MissingTrials()
    for (number, value) in series.enumerated() {
      guard let curve = curves[[facet, value]] else { continue }
      missing.add(curve.tally, context.spec.series.map { context.label(value, of: $0) })
      for column in y.indices { add(curve, number, column, to: &layers) }
    }
    let shown = series.compactMap { curves[[facet, $0]]?.samples }
    for sentence in Self.sentences(on: shown) { missing.add(sentence) }
    var axes = layers.axes(facet: facet)
    missing.add(axes, isLogarithmic: context.spec.scale.isLogarithmic)
    axes.note = missing.note
    return axes
  }

  /// How the means of a panel's curves, each for every column, count trials that ended before others.
  private static func sentences(on curves: [[EpochSamples]]) -> [String] {
    let means = curves.map { $0.map(\.epochs) }
    let carried = means.reduce(0) { $0 + ($1.map(\.carriedCount).max() ?? 0) }
    let count = means.reduce(0) { $0 + ($1.map(\.count).max() ?? 0) }
    let isCut = means.joined().contains(where: \.isCut)
    return
      (carried > 0 ? ["\(carried) of \(count) trials stopped early and count with their last values."] : [])
      + (isCut ? ["Only epochs that all trials of a line recorded are shown."] : [])
  }

  private func add(_ curve: Curve, _ series: Int, _ column: Int, to layers: inout CurveLayers) {
    var samples = curve.samples[column]
    let isAlone = curve.tally.count == 1
    if isAlone, let unfinished = curve.unfinished { samples.add(unfinished[column]) }
    let means = samples.epochs.means.map { DataPoint(x: $0.x, y: context.shown($0.y)) }
    let paint = layers.paint(series, column)
    if band == .each {
      for run in samples.runs {
        let points = run.map { DataPoint(x: $0.x, y: context.shown($0.y)) }
        layers.addBelow(LineSeries(label: nil, points: points, paint: paint, width: 0.6))
      }
    }
    let intervals = samples.intervals(of: band).map {
      DataInterval(x: $0.x, lower: context.shown($0.lower), upper: context.shown($0.upper))
    }
    if !intervals.isEmpty { layers.addBelow(Band(intervals: intervals, paint: paint)) }
    layers.addCurve(series, column, means)
    // Where a training ended before its time.
    if isAlone, curve.unfinished != nil, let last = means.last {
      layers.addAbove(ScatterPoints(points: [last], paint: .ink, marker: .cross, radius: 6))
    }
    if context.spec.scale.y == .log {
      let places = means.filter { $0.y <= 0 }.map(\.x)
      if !places.isEmpty { layers.addAbove(MissingMarks(at: places, paint: paint)) }
    }
  }
}

/// What several trials measured at each epoch: means (``EpochMeans``) and what bands are drawn of.
struct EpochSamples: Sendable {
  private let band: BandSpec
  private(set) var epochs: EpochMeans
  /// The values at each epoch, where a band is drawn of them.
  private var values: [Int: [Double]] = [:]
  /// Each trial, where each is drawn.
  private(set) var runs: [[EpochPoint]] = []

  init(_ band: BandSpec, isAlongEpochs: Bool = true) {
    self.band = band
    epochs = EpochMeans(isAlongEpochs: isAlongEpochs)
  }

  /// - Parameters:
  ///   - points: what a trial measured, in the order of the epochs.
  ///   - isStopped: whether its `stop` ended the training at the last of them.
  mutating func add(_ points: [EpochPoint], isStopped: Bool = false) {
    epochs.add(points, isStopped: isStopped)
    if band == .each { runs.append(points) }
    guard band != .none, band != .each else { return }
    for point in points { values[point.epoch, default: []].append(point.y) }
  }

  /// The band around the mean at each epoch at which there is one.
  func intervals(of band: BandSpec) -> [(x: Double, lower: Double, upper: Double)] {
    epochs.means.compactMap { mean in
      guard let recorded = values[mean.epoch] else { return nil }
      let sample = recorded + epochs.carried(to: mean.epoch).map(\.y)
      guard let ends = Sample(ifAny: sample)?.ends(of: band) else { return nil }
      return (mean.x, ends.lower, ends.upper)
    }
  }
}
