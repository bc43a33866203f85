import Declarations

/// Lines of means over replicates: through the epochs, or through the values of an axis.
package struct LinePanel: ArmMark {
  package var mark = MarkSpec()

  package static let name = "line"

  package static let record = Record<LinePanel>(
    name,
    "Lines of means over the replicates: through the epochs, or, where x is an axis of numbers, of final "
      + "metrics against it. Every axis is x, series or facet, fixed by 'where' or pooled by 'over'.",
    blank: LinePanel(),
    keys: [
      .x.documented(
        "The column along the x axis: epoch where nothing is said, a metric, or an axis or derived value "
          + "that is a number."),
      .severalY, .series, .facet, .band, .over, .arm, .scale, .limits, .lines, .names, .colors, .unit, .title,
      .xLabel, .yLabel, .legend,
    ])

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    let check = report.check(of: self, at: path)
    check.checkConditions(&faults)
    let x = check.checkLineX(&faults)
    check.checkMetrics(mark.y, of: "y", alongEpochs: x != nil && x?.sweepName == nil, &faults)
    let others = [("series", mark.series), ("facet", mark.facet)]
    if let x {
      check.checkUse(of: [("x", x.sweepName)] + others, &faults)
    } else {
      check.checkSeries(&faults)
    }
    let columns = mark.withColumns(among: report.measuredNames).y
    check.checkBand(&faults)
    check.checkScales(x: x, &faults)
    check.checkNames(
      ofValues: [mark.series, mark.facet], columns: columns.count > 1 ? columns : [], &faults)
  }
}

package enum UnitSpec: String, Sendable, Equatable, CaseIterable {
  /// The number as it is.
  case one
  /// The number times 100.
  case percent
}
