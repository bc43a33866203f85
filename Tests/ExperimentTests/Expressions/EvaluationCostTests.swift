import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// What an evaluation takes is known from the shapes, and is never more than an integer holds.
@Suite struct EvaluationCostTests {
  private func cost(_ text: String) throws -> EvaluationCost {
    var cost = EvaluationCost()
    _ = try Expression(parsing: text).shape(in: ["m": [20, 30], "w": [30, 5], "v": [30]], &cost)
    return cost
  }

  @Test(arguments: [
    // A name costs nothing; everything else is computed and kept, number by number.
    ("m", 0, 0), ("2", 1, 1), ("-m", 600, 600), ("exp(-m)", 1200, 1200), ("m + v", 600, 600),
    ("m + 1", 601, 601), ("sum(m)", 1, 1), ("zeros(4, 5)", 20, 20), ("[1, 2]", 4, 4),
    // Each of the 20 · 5 numbers of a product is a sum of 30 products, and kept once.
    ("m @ w", 100, 100 * 30 + 100), ("m @ v", 20, 20 * 30 + 20), ("v @ v", 1, 30 + 1),
    ("m @ w + 1", 100 + 1 + 100, 100 * 31 + 1 + 100),
    // The numbers of a shape or an axis are not computed.
    ("reshape(m, 600)", 600, 600), ("sum(m, 1)", 20, 20),
    // Bounds are.
    ("linspace(0, 1, 5)", 7, 7),
  ])
  func everyNumberCounts(_ text: String, _ elements: Int, _ operations: Int) throws {
    #expect(try cost(text) == EvaluationCost(elements: elements, operations: operations))
  }

  @Test func sumsAndProductsStopAtTheLargestInteger() {
    var cost = EvaluationCost(elements: .max - 1, operations: 7)
    cost += EvaluationCost(elements: 1, operations: 1)
    #expect(cost == EvaluationCost(elements: .max, operations: 8))
    cost += EvaluationCost(elements: 1, operations: .max)
    #expect(cost == EvaluationCost(elements: .max, operations: .max))
    #expect(
      EvaluationCost(elements: 3, operations: .max / 2) * 3 == EvaluationCost(elements: 9, operations: .max))
    #expect(EvaluationCost(elements: .max, operations: 5) * 0 == EvaluationCost())
  }

  @Test func limitsAreExceededByMoreThanThem() throws {
    let node = try YAMLParser.parse(text: "x", path: "f")
    func faults(_ elements: Int, _ operations: Int) -> [String] {
      var faults = Faults()
      EvaluationLimits(elements: 10, operations: 20)
        .check(EvaluationCost(elements: elements, operations: operations), at: node, &faults)
      return faults.all.map { "\($0.kind)" }
    }
    #expect(faults(10, 20).isEmpty)
    #expect(faults(11, 20).count == 1 && faults(10, 21).count == 1 && faults(.max, .max).count == 2)
    #expect(faults(11, 20)[0].contains("elements") && faults(10, 21)[0].contains("operations"))
  }

  @Test func limitsDecideNothingOfAResult() {
    let value: JSONValue = ["kind": "functions", "limits": ["elements": 5], "grid": ["limits": 1]]
    #expect(value.withoutLimits.compact == #"{"kind":"functions","grid":{"limits":1}}"#)
    #expect(JSONValue.string("limits").withoutLimits == "limits")
  }
}
