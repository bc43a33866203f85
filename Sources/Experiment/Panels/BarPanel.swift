import Declarations

/// Bars from zero: the means over replicates of a final metric, side by side for the values of an axis.
package struct BarPanel: ArmMark {
  package var mark = MarkSpec()

  package static let name = "bar"

  package static let record = Record<BarPanel>(
    name,
    "Bars from zero, a group for each value of x and in it a bar for each value of the series: means over "
      + "the replicates, with error bars.",
    blank: BarPanel(),
    keys: [
      .x.required.documented("The axis or derived value whose values stand side by side."),
      .y.documented("The final metric that the bars show."),
      .series, .facet, .errorBar, .over, .arm,
      .barLimits, .lines, .names, .colors, .unit, .title, .xLabel, .yLabel, .legend,
    ],
    unfit: [
      "scale": "a bar begins at 0, which has no place on a logarithmic axis; 'line' and 'scatter' have scales"
    ])

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    let check = report.check(of: self, at: path)
    check.checkConditions(&faults)
    check.checkMetrics(mark.y, of: "y", alongEpochs: false, &faults)
    check.checkUse(of: [("x", mark.x), ("series", mark.series), ("facet", mark.facet)], &faults)
    check.checkBand(&faults)
    check.checkBarLimits(&faults)
    check.checkLines(hasNumbersAlongX: false, &faults)
    check.checkNames(ofValues: [mark.x, mark.series, mark.facet], columns: [], &faults)
  }
}
