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
        #  Wide   Half  Seed  Parameters  Operations  An Epoch  Trial
        --------------------------------------------------------------------
        1     8    4.0     7          42          32            \(ids[0])
        2     8    4.0     8          42          32            \(ids[1])
        3  1000  500.0     7       5,002       4,000            \(ids[2])
        4  1000  500.0     8       5,002       4,000            \(ids[3])

        """)
  }

  @Test func tablesForPrograms() throws {
    let plan = try PlannedRecords(
      sweep: "{cases: {size: {s: {grid: {wide: [8, 4]}}, t: {wide: 2}}}}",
      layers: "[dense: {units: $wide}, dense: {units: 2}]"
    ).plan
    let ids = try plan.trials().map(\.id)
    let digest = try plan.trial(at: 0).dataset.digest
    let table = try PlanTable(plan, examples: [digest: 10])
    var text = ""
    table.write(.csv) {
      text += $0
      return true
    }
    // 10 examples: twice the operations of the first layer and three times those of the second one.
    #expect(
      text == """
        trial,size,wide,replicate,seed,parameters,multiply_adds_example,multiply_adds_epoch
        \(ids[0].short),s,8,0,42,42,32,800
        \(ids[1].short),s,4,0,42,22,16,400
        \(ids[2].short),t,2,0,42,12,8,200

        """)
    text = ""
    table.write(.json) {
      text += $0
      return true
    }
    let first = "\"values\":{\"size\":\"s\",\"wide\":8},\"replicate\":0,\"seed\":42,\"parameters\":42"
    #expect(text.hasPrefix("[\n{\"number\":1,\"trial\":\"\(ids[0])\",\(first)"))
    #expect(text.hasSuffix("\"multiply_adds_epoch\":200}\n]\n"))
    #expect(text.split(separator: "\n").count == 5)
  }

  @Test func modelsAreShownLayerByLayer() throws {
    let plan = try PlannedRecords(
      sweep: "{grid: {wide: [8, 4], training.epochs: [1, 2]}}",
      layers: "[dense: {units: $wide, activation: relu}, dense: {units: 2}]"
    ).plan
    let text = ModelTable(plan).text
    #expect(
      text.hasPrefix(
        """
        trial 1: wide=8 training.epochs=1

        #  Layer  Activation  Input  Output  Parameters  Operations
        -----------------------------------------------------------
        0  dense  relu        2      8               24          16
        1  dense  identity    8      2               18          16
           all                                       42          32

        trial 3: wide=4 training.epochs=1

        """))
  }

  @Test func eachValueHasItsOrigin() throws {
    let plan = try PlannedRecords(
      sweep:
        "{cases: {k: {one: {training.optimizer: {sgd: {learning_rate: $rate}}, grid: {rate: [0.1, 0.2]}}, two: {}}}, "
        + "grid: {wide: [8]}, derive: {half: wide / 2}, seeds: 2}",
      layers: "[dense: {units: $wide, activation: relu}, dense: {units: 2, weights: {normal: {mean: $half}}}]"
    ).plan
    func origins(_ index: Int) throws -> [String: String] {
      let origins = try plan.origins(ofTrial: index)
      return Dictionary(origins.map { ($0.path, "\($0.value) | \($0.source)") }) { first, _ in first }
    }
    let first = try origins(3)
    #expect(first["rate"] == "0.2 | case k: one")
    #expect(first["training.optimizer.sgd.learning_rate"] == "0.2 | case k: one, rate")
    #expect(first["training.optimizer.sgd.momentum"] == "0.0 | default")
    #expect(first["model.layers.0.dense.units"] == "8 | grid wide")
    #expect(first["model.layers.0.dense.activation"] == "relu | the file")
    #expect(first["model.layers.1.dense.activation"] == "identity | default")
    #expect(first["model.layers.1.dense.weights.normal.mean"] == "4.0 | derive: wide / 2 half")
    #expect(first["seed"] == "43 | seeds")
    #expect(first["training.batch_size"]?.hasSuffix("| default") == true)
    #expect(try origins(4)["training.optimizer"]?.hasSuffix("| the file") == true)
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
