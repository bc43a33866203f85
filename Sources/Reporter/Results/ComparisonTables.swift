import Comparisons
import Experiment
import Planner
import Statistics
import Tables

/// `comparisons.csv`, a row for each pair that was compared, and `ranks.csv`, a row for each arm that was
/// ranked.
package struct ComparisonTables {
  private let plan: TrialPlan
  private let comparisons: [Comparison]

  package init(_ plan: TrialPlan, _ comparisons: [Comparison]) {
    self.plan = plan
    self.comparisons = comparisons
  }

  var files: [(String, CSVDocument)] {
    Self.fileNames(comparisons.map(\.layout)).map { ($0, $0 == Self.ranksFile ? ranks : pairs) }
  }

  /// The names of the files of comparisons.
  static func fileNames(_ layouts: [ComparisonLayout]) -> [String] {
    if layouts.isEmpty { return [] }
    return ["comparisons.csv"] + (layouts.contains { $0.spec.ranksOver != nil } ? [ranksFile] : [])
  }

  private static let ranksFile = "ranks.csv"

  /// The findings of all comparisons for the terminal, a sentence each, and what they are to be read with; a
  /// line in place of those beyond the first.
  package var text: String {
    let places = comparisons.flatMap { comparison in
      comparison.results.indices.map { (comparison, $0) }
    }
    let lines = places.prefix(Self.mostSentences).map { $0.sentence(of: $1, plan) }
    let rest = places.count - lines.count
    let notes = comparisons.flatMap { $0.notes(plan) }
    let more = notes.count - Self.mostNotes
    return
      (lines + (rest > 0 ? ["and \(rest) more in comparisons.csv"] : [])
      + notes.prefix(Self.mostNotes).map { "note: \($0)" }
      + (more > 0 ? ["and \(more) more \(more == 1 ? "note" : "notes")"] : []))
      .joined(separator: "\n")
  }

  private static let mostSentences = 30
  private static let mostNotes = 10

  private static let ofPair = [
    "pairs", "left_out", "mean", "other_mean", "difference", "difference_low", "difference_high", "p",
    "p_corrected", "p_equivalent", "level", "improvement", "verdict", "sentence",
  ]

  private var pairs: CSVDocument {
    let own = ["comparison", "metric"] + Self.ofPair
    let axes = plan.axisNames.map { SweepColumn.name(of: $0, beside: own) }
    var document = CSVDocument(
      columns: ["comparison", "metric"] + axes + plan.axisNames.map { "other.\($0)" } + Self.ofPair)
    for comparison in comparisons {
      let head: [Table.Cell] = [.text(comparison.layout.name), .text(comparison.layout.spec.metric)]
      for (place, result) in comparison.results.enumerated() {
        let arms = [result.firstArm, result.secondArm].flatMap { plan.axes(ofArm: $0) }
        document.append(
          head + arms.map { Table.Cell($0) } + cells(result)
            + [.text(result.verdict.rawValue), .text(comparison.sentence(of: place, plan))])
      }
    }
    return document
  }

  private func cells(_ result: PairResult) -> [Table.Cell] {
    let finding = result.finding
    let numbers = [
      finding?.firstMean, finding?.secondMean, finding?.difference, finding?.interval?.lower,
      finding?.interval?.upper, finding?.test.twoSided, finding.map { _ in result.correctedP },
      finding.flatMap { _ in result.correctedEquivalence }, result.level, finding?.improvement,
    ]
    return [.integer(result.pairCount), .integer(result.leftOut)] + numbers.map { Table.Cell($0) }
  }

  private var ranks: CSVDocument {
    let ofRank = [
      "n", "mean_rank", "critical_difference", "p_best", "friedman", "friedman_p", "left_out",
    ]
    let own = ["comparison", "metric"] + ofRank
    let axes = plan.axisNames.map { SweepColumn.name(of: $0, beside: own) }
    var document = CSVDocument(columns: ["comparison", "metric"] + axes + ofRank)
    for comparison in comparisons {
      let over = comparison.layout.spec.ranksOver.flatMap { plan.axisNames.firstIndex(of: $0) }
      for table in comparison.rankTables {
        let ranking = table.ranking
        let nemenyi = ranking.nemenyiPValues
        let best = ranking.averageRanks.indices.min {
          (ranking.averageRanks[$0], $0) < (ranking.averageRanks[$1], $1)
        }
        for (method, contender) in table.contenders.enumerated() {
          var values = comparison.layout.contenders[contender].axes
          if let over { values[over] = nil }
          let head: [Table.Cell] = [.text(comparison.layout.name), .text(comparison.layout.spec.metric)]
          let numbers = [
            ranking.averageRanks[method], table.criticalDifference, best.map { nemenyi[method][$0] },
            ranking.friedman.statistic, ranking.friedman.pValue,
          ]
          document.append(
            head + values.map { Table.Cell($0) } + [.integer(ranking.datasetCount)]
              + numbers.map { Table.Cell($0) } + [.integer(table.leftOut.count)])
        }
      }
    }
    return document
  }
}
