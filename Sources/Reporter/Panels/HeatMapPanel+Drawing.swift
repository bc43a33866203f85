import Experiment
import Planner
import Plot
import Statistics
import Tables
import Trials

extension PanelDrawer {
  func visit(_ panel: HeatMapPanel) -> any PanelDrawing { HeatMapGathering(MarkContext(panel.mark, plan)) }
}

/// A cell for each pair of values of two axes.
private struct HeatMapGathering: PanelDrawing {
  private let context: MarkContext
  /// By the values of facet, y and x.
  private var gathered: FinalCells

  init(_ context: MarkContext) {
    self.context = context
    let spec = context.spec
    gathered = FinalCells(context, by: [spec.facet, spec.y.first, spec.x], columns: [spec.value ?? ""])
  }

  mutating func add(_ arm: Arm) { gathered.add(arm) }

  var panels: [any Panel] {
    // Numbers grow from the bottom to the top, as on an axis; names stand in the order of the file.
    let rows = gathered.cells.values(at: 1)
    let sorted = rows.inOrder
    let y = rows.allSatisfy { $0?.number != nil } ? sorted.reversed() : rows
    let x = gathered.cells.values(at: 2).inOrder
    let means = gathered.cells.values.compactMap {
      Sample(ifAny: $0.numbers[0]).map { context.shown($0.mean) }
    }
    return gathered.cells.panels(title: context.spec.title) {
      map(facet: $0, rows: y, columns: x, among: means)
    }
  }

  private func map(
    facet: AxisValue?, rows: [AxisValue?], columns: [AxisValue?], among means: [Double]
  ) -> HeatMap {
    var missing = MissingTrials()
    let scale = AxisScale(context.spec.scale.value)
    var (blanks, crossed, notPositive) = (0, 0, 0)
    let values = rows.map { y in
      columns.map { x -> Double? in
        guard let cell = gathered.cells[[facet, y, x]] else {
          blanks += 1
          return nil
        }
        let place = [(y, context.spec.y.first), (x, context.spec.x)]
          .map { context.label($0, of: $1 ?? "") }.joined(separator: ", ")
        guard let mean = Sample(ifAny: cell.numbers[0])?.mean else {
          crossed += 1
          return .nan
        }
        missing.add(cell.tally, place)
        if scale == .log, mean <= 0 { notPositive += 1 }
        return context.shown(mean)
      }
    }
    if notPositive > 0 {
      missing.add(
        "\(notPositive) \(notPositive == 1 ? "cell" : "cells") of 0 or less, without a logarithmic colour.")
    }
    if crossed > 0 {
      missing.add(
        "No trial of \(crossed == 1 ? "the crossed cell" : "the \(crossed) crossed cells") has a value: "
          + "it diverged, failed or does not measure it.")
    }
    if blanks > 0 {
      missing.add(blanks == 1 ? "The blank cell has no trials." : "The \(blanks) blank cells have no trials.")
    }
    let format = CellFormat(means)
    let name = context.spec.value ?? ""
    return HeatMap(
      title: context.title(ofFacet: facet),
      xLabel: context.spec.xLabel ?? context.title(of: context.spec.x ?? ""),
      yLabel: context.spec.yLabel ?? context.title(of: context.spec.y.first ?? ""),
      columnNames: columns.map(context.tick), rowNames: rows.map(context.tick), values: values,
      texts: values.map { $0.map { $0.map(format.text) ?? "" } },
      shading: .sequential(
        ColorBar(
          scale: ColorScale(of: means, scale: scale), label: context.title(of: name, unit: context.spec.unit))
      ),
      note: missing.note)
  }
}

/// How the numbers in the cells of a heat map are written: with the same decimals, so many that the largest
/// has three digits.
struct CellFormat {
  private let decimals: Int?

  init(_ numbers: [Double]) {
    let largest = numbers.filter(\.isFinite).map(\.magnitude).max() ?? 0
    switch largest {
    case 100..<1e5: decimals = 0
    case 10..<100: decimals = 1
    case 1..<10: decimals = 2
    case 0.01..<1: decimals = 3
    case 0: decimals = 0
    default: decimals = nil
    }
  }

  /// The number; nothing for NaN.
  func text(_ number: Double) -> String {
    guard number.isFinite, let decimal = ShortestDecimal(number) else { return "" }
    return decimals.map { decimal.fixed(decimals: $0) } ?? decimal.scientific(significantDigits: 2)
  }
}
