import Declarations
import Experiment
import Testing

@testable import Reporter

/// The trials of a plan, as `nnrun plan` shows them.
@Suite struct PlanTableTests {
  private func text(_ table: PlanTable) -> String {
    var text = ""
    table.write {
      text += $0
      return true
    }
    return text
  }

  @Test func aRowATrialWithAxesDerivedValuesAndSeed() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {wide: [8, 1000]}, derive: {half: wide / 2}, seeds: [7, 8]}",
      layers: "[dense: {units: $wide}, dense: {units: 2, weights: {normal: {mean: $half}}}]"
    ).plan
    let ids = try plan.trials().map(\.id.short)
    let table = try PlanTable(plan)
    #expect(table.count == 4)
    #expect(
      text(table) == """
        #  Wide   Half  Seed  Parameters  Trial
        ----------------------------------------------
        1     8    4.0     7          42  \(ids[0])
        2     8    4.0     8          42  \(ids[1])
        3  1000  500.0     7       5,002  \(ids[2])
        4  1000  500.0     8       5,002  \(ids[3])

        """)
  }

  @Test func columnsAreAsWideAsTheWidestOfAnyTrial() throws {
    let plan = try PlannedRecords(
      sweep:
        "{cases: {size: {s: {wide: 8}, a_very_long_name_of_a_case: {wide: 4}}}, grid: {seed: [1, 4000000000]}}",
      layers: "[dense: {units: $wide}, dense: {units: 2}]"
    ).plan
    let lines = text(try PlanTable(plan)).split(separator: "\n")
    #expect(lines.count == 2 + 4)
    #expect(Set(lines.dropFirst(2).map(\.count)).count == 1 && lines[1].count == lines[2].count)
    #expect(lines.filter { $0.contains("a_very_long_name_of_a_case") }.count == 2)
  }

  @Test func writingStopsWhereNobodyReads() throws {
    // More trials than are worked on at a time.
    let values = (1...70).map(String.init).joined(separator: ", ")
    let plan = try PlannedRecords(
      sweep: "{grid: {epochs: [\(values)], training.batch_size: [\(values)]}}",
      epochs: "$epochs"
    ).plan
    let table = try PlanTable(plan)
    var pieces = 0
    table.write { _ in
      pieces += 1
      return false
    }
    #expect(pieces == 1)
    #expect(text(table).split(separator: "\n").count == 2 + 4900)
  }

  @Test func aPlanWithAMistakeHasNoTable() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {a: [8, 4], b: [1, 4]}, derive: {wide: a - b}}",
      layers: "[dense: {units: $wide}, dense: {units: 2}]"
    ).plan
    let error = #expect(throws: InvalidFiles.self) { try PlanTable(plan) }
    #expect(error?.diagnostics.map(\.message) == ["units must be at least 1 and at most 1000000, not 0"])
  }
}
