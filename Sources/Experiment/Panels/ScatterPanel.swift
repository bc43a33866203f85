import Declarations

/// A point a trial.
package struct ScatterPanel: ArmMark {
  package var mark = MarkSpec()

  package static let name = "scatter"

  package static let record = Record<ScatterPanel>(
    name, "A point for each trial, by two of its columns: axes, derived values or final metrics.",
    blank: ScatterPanel(),
    keys: [
      .x.required.documented(
        "The column along the x axis: an axis, a derived value, seed, replicate or a final metric. Values "
          + "that are no numbers stand side by side."),
      .y.documented("The column along the y axis: a final metric, or an axis or derived value of numbers."),
      .series, .facet, .arm, .scale, .limits, .lines, .names, .colors,
      .unit.documented("How y is shown: percent is 100 times the number."), .title, .xLabel, .yLabel, .legend,
    ])

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    let check = report.check(of: self, at: path)
    check.checkConditions(&faults)
    let x = check.checkScatterColumn(mark.x ?? "", of: "x", numbersOnly: false, &faults)
    _ = check.checkScatterColumn(mark.onlyY, of: "y", numbersOnly: true, &faults)
    check.checkSeries(&faults)
    check.checkScales(x: x, &faults)
    let isNamed = x.map { check.isOfNames($0) } ?? false
    check.checkNames(ofValues: [mark.series, mark.facet, isNamed ? x?.sweepName : nil], columns: [], &faults)
  }
}
