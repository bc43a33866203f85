import Foundation
import Testing

/// The committed gates against the oracle's `perceptron`: float64, to 1e-9 relative.
@Suite struct PerceptronAgreementTests {
  @Test(arguments: ["AND", "OR", "XOR"]) func gate(_ gate: String) throws {
    let oracle = try #require(Oracle.load().perceptron[gate.lowercased()])
    let parameters = try ResultFile.rows("perceptron_gates/parameters.csv").filter { $0["gate"] == gate }
    let weights = parameters.filter { $0["parameter"] == "layers.0.weight" }
    try expectClose(weights.map { $0["initial"] }, oracle.initialWeights)
    try expectClose(weights.map { $0["final"] }, oracle.weights)
    try expectClose(
      parameters.filter { $0["parameter"] == "layers.0.bias" }.map { $0["final"] }, [oracle.bias])

    let epochs = try ResultFile.rows("perceptron_gates/epochs.csv").filter { $0["gate"] == gate }
    #expect(epochs.map { $0["train_errors"] } == oracle.errorsPerEpoch.map { "\($0)" })

    let trial = try #require(ResultFile.rows("perceptron_gates/trials.csv").first { $0["gate"] == gate })
    #expect(trial["converged_epoch"] == oracle.convergedEpoch.map { "\($0)" } ?? "")

    let predictions = try ResultFile.rows("perceptron_gates/predictions.csv").filter { $0["gate"] == gate }
    #expect(predictions.map { $0["rounded"] } == oracle.predictions.map { "\($0).0" })
  }
}

/// The committed XOR network against the oracle's `xor`: float64, to 1e-9 relative.
@Suite struct XORAgreementTests {
  @Test func lossesEveryThousandEpochs() throws {
    let losses = try ResultFile.rows("xor_mlp/epochs.csv").dropLast().map { $0["train_loss"] }
    try expectClose(losses, Oracle.load().xor.lossEvery1000)
  }

  @Test func predictions() throws {
    let rows = try ResultFile.rows("xor_mlp/predictions.csv")
    try expectClose(rows.map { $0["output"] }, Oracle.load().xor.finalPredictions)
    #expect(rows.map { $0["rounded"] } == ["0.0", "1.0", "1.0", "0.0"])
  }

  @Test(arguments: ["layers.0.weight", "layers.1.weight"]) func weights(_ name: String) throws {
    let oracle = try Oracle.load().xor
    let (initial, final) =
      name == "layers.0.weight" ? (oracle.initialW1, oracle.finalW1) : (oracle.initialW2, oracle.finalW2)
    // The oracle's matrices are [inputs, outputs], the table's [outputs, inputs].
    let rows = try ResultFile.rows("xor_mlp/parameters.csv").filter { $0["parameter"] == name }
    let places = rows.map { (Int($0["column"] ?? "") ?? -1, Int($0["row"] ?? "") ?? -1) }
    try #require(places.count == initial.joined().count)
    try expectClose(rows.map { $0["initial"] }, places.map { initial[$0.0][$0.1] })
    try expectClose(rows.map { $0["final"] }, places.map { final[$0.0][$0.1] })
  }
}

/// Fields of a table against numbers, to 1e-9 relative.
func expectClose(_ fields: [String?], _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation)
  throws
{
  try #require(fields.count == expected.count, sourceLocation: sourceLocation)
  for (field, number) in zip(fields, expected) {
    let value = try #require(field.flatMap(Double.init), sourceLocation: sourceLocation)
    #expect(
      abs(value - number) <= 1e-9 * abs(number), "\(value), not \(number)", sourceLocation: sourceLocation)
  }
}
