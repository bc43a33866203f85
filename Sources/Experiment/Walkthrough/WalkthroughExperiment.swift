import Model
import Declarations
import YAMLTree

/// `kind: walkthrough`: one step of gradient descent through a network of dense layers with given numbers,
/// every intermediate result shown.
package struct WalkthroughExperiment: ExperimentKind, Equatable {
  package var input = TensorLiteral(shape: [], values: [])
  package var target = TensorLiteral(shape: [], values: [])
  package var layers: [WalkthroughLayerSpec] = []
  @AnyValue package var loss: any FormulaLoss = MeanSquaredError()
  package var learningRate = 0.0
  package var precision = Precision.float64
  package var limits = EvaluationLimits()
  package var report = FiguresSpec<GraphPanel>()
  /// Where the layers stand in the file, for faults that only evaluation finds.
  private var place: SourceMark?

  static let record = Record<WalkthroughExperiment>(
    "the experiment", "One step of gradient descent, number by number.", blank: WalkthroughExperiment(),
    fields: [
      Field("input", \.input, .tensor, required: true, "The features of one example, or of several as rows."),
      Field("target", \.target, .tensor, required: true, "What the network should answer, in the same form."),
      Field(
        "layers", \.layers, .list(of: WalkthroughLayerSpec.record.type, count: .within(1...20)),
        required: true,
        "The dense layers, from input to output."),
      Field("loss", \.loss, Losses.typeWithFormula, required: true, "What is made small."),
      Field("learning_rate", \.learningRate, .real(.above(0)), required: true, "The size of the step."),
      Field("precision", \.precision, .choice(of: "precision"), "The number type that it is computed in."),
      Field("limits", \.limits, EvaluationLimits.record.type, "The most that the evaluation may take."),
      Field("report", \.report, FiguresSpec.record(.oneOf("panel", [GraphPanel.self])).type, "The figures."),
    ])

  static var keys: [String] { record.keys }
  static var properties: [JSONValue.Member] { record.properties }
  static var requiredKeys: [String] { record.requiredKeys }

  /// The most numbers that one step is shown with.
  static let elementLimit = 10_000

  package var identity: JSONValue { Self.record.encode(self).withoutLimits }

  var body: Experiment.Body { .walkthrough(self) }

  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults)
    -> WalkthroughExperiment?
  {
    faults.refuseReferences(in: root, kind: .walkthrough)
    guard var spec = record.decode(root.keeping(keys), &faults), faults.isEmpty else { return nil }
    faults.checkFigureNames(spec.report.figures, in: root)
    spec.input = spec.input.asRows
    spec.target = spec.target.asRows
    spec.place = root.mapping?.entry("layers")?.key.mark
    spec.checkShapes(root, &faults)
    spec.checkLoss(root, &faults)
    if faults.isEmpty { spec.checkCost(root, &faults) }
    return faults.isEmpty ? spec : nil
  }

  /// A step that has no finite value.
  package func fault(_ fault: ExpressionFault, in step: WalkthroughStep) -> Fault {
    Fault(
      ExperimentFault.stepWithoutValue(symbol: step.symbol, formula: step.formula, fault),
      mark: place ?? .whole(SourceFile(path: "", bytes: [])), length: "layers".count)
  }

  /// Each layer reads what the one before it gives, and the target is what the last gives.
  private func checkShapes(_ root: YAMLNode, _ faults: inout Faults) {
    func check(_ tensor: TensorLiteral, _ subject: String, _ shape: [Int], _ path: [String]) {
      if tensor.shape != shape {
        faults.add(
          .wrongShape(subject: subject, expected: shape, found: tensor.shape), at: root.deepest(on: path))
      }
    }
    guard input.shape.count == 2 else {
      check(input, "the input", [1, input.values.count], ["input"])
      return
    }
    var width = input.shape[1]
    for (index, layer) in layers.enumerated() {
      let path = ["layers", "\(index)"]
      guard layer.weights.shape.count == 2 else {
        check(
          layer.weights, "the weights of layer \(index + 1)", [width, max(layer.bias.values.count, 1)],
          path + ["weights"])
        return
      }
      let units = layer.weights.shape[1]
      check(layer.weights, "the weights of layer \(index + 1)", [width, units], path + ["weights"])
      check(layer.bias, "the bias of layer \(index + 1)", [units], path + ["bias"])
      if layer.weights.values.count > Self.elementLimit {
        faults.add(
          .wrongCount(
            subject: "the weights of layer \(index + 1)", requirement: "at most \(Self.elementLimit)",
            found: layer.weights.values.count), at: root.deepest(on: path + ["weights"]))
      }
      width = units
    }
    check(target, "the target", [input.shape[0], width], ["target"])
  }

  /// The step's cost, from the shapes of what it starts from.
  private func checkCost(_ root: YAMLNode, _ faults: inout Faults) {
    var cost = EvaluationCost()
    var scope: [String: [Int]] = [:]
    for given in givens {
      scope[given.symbol] = given.value.shape
      cost += EvaluationCost(elements: given.value.values.count)
    }
    let node = root.mapping?.entry("layers")?.key ?? root
    do throws(ExpressionFault) {
      for step in try steps() { scope[step.symbol] = try step.expression.shape(in: scope, &cost) }
    } catch {
      faults.add(Fault(error, at: node))
    }
    limits.check(cost, at: node, &faults)
  }

  private func checkLoss(_ root: YAMLNode, _ faults: inout Faults) {
    guard let needed = loss.outputFunction, let last = layers.last, !last.activation.isEqual(to: needed)
    else {
      return
    }
    faults.add(
      .lossNeedsOutput(loss: loss.name, needed: type(of: needed).name, found: last.activation.name),
      at: root.deepest(on: ["layers", "\(layers.count - 1)", "activation"]))
  }
}

/// A dense layer with given numbers: activation(x · W + b).
package struct WalkthroughLayerSpec: Sendable, Equatable {
  package var weights = TensorLiteral(shape: [], values: [])
  package var bias = TensorLiteral(shape: [], values: [])
  @AnyValue package var activation: any Activation = Identity()

  static let record = Record<WalkthroughLayerSpec>(
    "the layer", "A dense layer with given numbers: activation(x · W + b).", blank: WalkthroughLayerSpec(),
    fields: [
      Field(
        "weights", \.weights, .tensor, required: true, "W, a row for each input and a column for each unit."),
      Field("bias", \.bias, .tensor, required: true, "b, a number for each unit."),
      Field("activation", \.activation, Activations.type, "The function applied to every output."),
    ])
}

extension TensorLiteral {
  /// A number or a list as one row.
  fileprivate var asRows: TensorLiteral {
    shape.count < 2 ? TensorLiteral(shape: [1, values.count], values: values) : self
  }
}
