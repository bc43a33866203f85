import Declarations

/// A final metric over two axes, as colours.
package struct HeatMapPanel: ArmMark {
  package var mark = MarkSpec()

  package static let name = "heatmap"

  package static let record = Record<HeatMapPanel>(
    name,
    "A final metric over two axes: a coloured cell for each pair of values, the mean over the replicates.",
    blank: HeatMapPanel(),
    keys: [
      .x.required.documented("The axis or derived value whose values are the columns."),
      .y.documented("The axis or derived value whose values are the rows."),
      .value, .facet, .over, .arm, .colorScale, .names, .unit, .title, .xLabel, .yLabel,
    ])

  package func accept<Visitor: TrialPanelVisitor>(_ visitor: Visitor) -> Visitor.Result {
    visitor.visit(self)
  }

  package func check(_ report: inout ReportValidator, at path: [String], _ faults: inout Faults) {
    let check = report.check(of: self, at: path)
    check.checkConditions(&faults)
    check.checkMetrics([mark.value ?? ""], of: "value", alongEpochs: false, &faults)
    check.checkUse(of: [("x", mark.x), ("y", mark.onlyY), ("facet", mark.facet)], &faults)
    check.checkCells(&faults)
    check.checkNames(ofValues: [mark.x, mark.onlyY, mark.facet], columns: [], &faults)
  }
}
