import Foundation
import Testing

@testable import Executor
import Experiment
import NeuralNetwork
import Trials

/// Experiments that somebody writes from the manual alone.
@Suite struct ReaderExperimentTests {
  @Test func eluAndItsDerivative() throws {
    let experiment = try EvaluatedExperiment(reader: "elu")
    let csv = CSVFile(experiment.file("values.csv"))
    let z = csv.numbers("z")
    #expect(csv.header == ["z", "elu", "elu_derivative"] && z.count == 161)
    expectClose(
      csv.numbers("elu"), z.map { $0 > 0 ? $0 : 1.5 * (exp($0) - 1) }, relative: 1e-13, absolute: 1e-15, "elu"
    )
    expectClose(csv.numbers("elu_derivative"), z.map { $0 > 0 ? 1 : 1.5 * exp($0) }, relative: 1e-13, "elu'")
    #expect(experiment.file("figures/elu.svg").contains("its derivative"))
    #expect(experiment.results.summary.contains("where(z, z, alpha * (exp(z) - 1))"))
  }

  private let points = [-1.5, -0.5, 0, 0.25, 2]
  private var slopes: [Double] { points.map { exp(-$0 * $0) * (cos($0) - 2 * $0 * sin($0)) } }

  @Test func wavePacketAsAFunction() throws {
    let csv = CSVFile(try EvaluatedExperiment(reader: "wave_packet").file("values.csv"))
    #expect(csv.numbers("x") == points)
    expectClose(csv.numbers("packet"), points.map { sin($0) * exp(-$0 * $0) }, relative: 1e-14, "packet")
    expectClose(csv.numbers("packet_derivative"), slopes, relative: 1e-13, "packet'")
    expectClose(csv.numbers("twice_derivative"), slopes.map { 2 * $0 }, relative: 1e-13, "twice'")
  }

  @Test func wavePacketAsTensors() throws {
    let csv = CSVFile(try EvaluatedExperiment(reader: "wave_packet_gradient").file("values.csv"))
    expectClose(csv.numbers(where: ["name": "x", "gradient_of": "y"]), slopes, relative: 1e-13, "gradient")
  }

  /// NumPy 2.4.6: np.random.seed(42); np.random.randn(2), np.random.randn(2, 2), np.random.rand(3), and the
  /// array arithmetic of the same names.
  @Test func drawsAndShapesAreNumPys() throws {
    let csv = CSVFile(try EvaluatedExperiment(reader: "numpy_draws").file("values.csv"))
    func values(_ name: String) -> [Double] { csv.numbers(where: ["name": name]) }
    func shape(_ name: String) -> String? { csv.rows.first { $0["name"] == name }?["shape"] }
    expectClose(values("first"), [0.4967141530112327, -0.13826430117118466], relative: 1e-15, "first")
    expectClose(
      values("second"), [0.6476885381006925, 1.5230298564080254, -0.23415337472333597, -0.23413695694918055],
      relative: 1e-15, "second")
    #expect(values("uniform") == [0.05808361216819946, 0.8661761457749352, 0.6011150117432088])
    #expect(values("grid") == [0, 0.25, 0.5, 0.75, 1])
    #expect(values("t") == [1, 4, 2, 5, 3, 6] && shape("t") == "3x2")
    #expect(values("gram") == [14, 32, 32, 77] && shape("gram") == "2x2")
    #expect(values("rows") == [6, 15] && shape("rows") == "2")
    #expect(values("column_means") == [2.5, 3.5, 4.5])
    #expect(values("largest") == [6] && shape("largest") == "")
    #expect(values("clipped") == [2, 2, 3, 4, 5, 5])
    #expect(values("stack") == [6, 15, 12, 30] && shape("stack") == "2x2")
    #expect(values("total") == [10])
  }

  /// The formulas of the chain rule against automatic differentiation of the forward pass.
  @Test(arguments: ["three_layers", "regression"]) func walkthroughGradientsAreAutomaticOnes(_ name: String)
    throws
  {
    guard case .walkthrough(let walkthrough) = try EvaluatedExperiment(reader: name).experiment.body else {
      Issue.record("not a walkthrough")
      return
    }
    let records = try WalkthroughRun(walkthrough).evaluate()
    var evaluator = ExpressionEvaluator<Double>(random: .torch(TorchGenerator(seed: 0)))
    for given in walkthrough.givens {
      evaluator.define(given.symbol, try Tensor(shape: given.value.shape, values: given.value.values))
    }
    for step in try walkthrough.steps() where step.part == .forward {
      try evaluator.define(step.symbol, step.expression)
    }
    let loss = try #require(evaluator.scope["loss"])
    for layer in 1...walkthrough.layers.count {
      for (symbol, gradient) in [
        ("W\(layer)", "dL_dW\(layer)"), ("b\(layer)", "dL_db\(layer)"), ("z\(layer)", "delta\(layer)"),
        ("a\(layer)", "dL_da\(layer)"),
      ] {
        let record = try #require(records.first { $0.name == gradient }, "\(gradient)")
        let automatic = try evaluator.gradients(of: loss, by: [symbol])[0]
        expectClose(record.values, automatic.values, relative: 1e-12, absolute: 1e-15, gradient)
        #expect(record.shape == automatic.shape)
      }
    }
    let losses = records.filter { $0.name == "loss" || $0.name == "loss_new" }.flatMap(\.values)
    #expect(losses.count == 2 && losses[1] < losses[0], "a step downhill")
  }
}
