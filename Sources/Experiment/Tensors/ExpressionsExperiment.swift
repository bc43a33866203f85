import Model
import Declarations
import YAMLTree

/// `kind: expressions`: tensors by name, computed from those before them, with gradients and small models.
package struct ExpressionsExperiment: ExperimentKind, Equatable {
  package var seed = 0
  package var generator = GeneratorKind.torch
  package var precision = Precision.float32
  package var limits = EvaluationLimits()
  package var sections: [SectionSpec] = []

  static let record = Record<ExpressionsExperiment>(
    "the experiment", "Tensors by name, their gradients, and small models.", blank: ExpressionsExperiment(),
    fields: [
      Field(
        "seed", \.seed, .integer(.within(0...0xFFFF_FFFF)),
        "Where the stream of random numbers starts that all draws of the file continue, in their order."),
      Field(
        "generator", \.generator, .choice(of: "generator"),
        "Whose random numbers: torch (PyTorch's CPU generator) or numpy (its legacy RandomState)."),
      Field("precision", \.precision, .choice(of: "precision"), "The number type of all tensors."),
      Field("limits", \.limits, EvaluationLimits.record.type, "The most that the evaluation may take."),
      Field(
        "sections", \.sections, .list(of: SectionSpec.record.type, count: .within(1...1000)), required: true,
        "The sections, in order. A name stands for the last tensor before it that has the name."),
    ])

  static var keys: [String] { record.keys }
  static var properties: [JSONValue.Member] { record.properties }
  static var requiredKeys: [String] { record.requiredKeys }

  package var identity: JSONValue { Self.record.encode(self).withoutLimits }

  var body: Experiment.Body { .expressions(self) }

  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults)
    -> ExpressionsExperiment?
  {
    faults.refuseReferences(in: root, kind: .expressions)
    guard let spec = record.decode(root.keeping(keys), &faults), faults.isEmpty else { return nil }
    var names: Set<String> = []
    var checker = SectionChecker(precision: spec.precision)
    for (index, section) in spec.sections.enumerated() {
      let node = root.deepest(on: ["sections", "\(index)"])
      if !names.insert(section.name).inserted {
        faults.add(.duplicateName(category: "section", name: section.name), at: node.deepest(on: ["name"]))
      }
      checker.check(section, at: node, &faults)
    }
    spec.limits.check(checker.cost, at: root.mapping?.entry("sections")?.key ?? root, &faults)
    return faults.isEmpty ? spec : nil
  }
}

/// Some tensors that belong together, the gradients asked for, and perhaps a model.
package struct SectionSpec: Sendable, Equatable {
  package var name = ""
  package var description: String?
  package var values: [Named<TensorDefinition>] = []
  package var gradients: [Named<[String]>] = []
  package var model: SectionModelSpec?

  static let record = Record<SectionSpec>(
    "the section", "Tensors that belong together.", blank: SectionSpec(),
    fields: [
      Field("name", \.name, .identifier, required: true, "The name in the table of values."),
      Field("description", \.description, .string, "What it shows, in a sentence."),
      Field(
        "values", \.values, .mapping(of: TensorDefinition.type, count: .within(1...1000)),
        "The tensors by name, in order: numbers, lists of numbers, or expressions in the names before."),
      Field(
        "gradients", \.gradients, .mapping(of: .list(of: .string, count: .within(1...100))),
        "Of a tensor of one number, its gradients by others: loss: [w, b]."),
      Field(
        "model", \.model, SectionModelSpec.record.type,
        "A model whose parameters are drawn after the section's values, and what it answers."),
    ])
}

package enum TensorDefinition: Sendable, Equatable {
  case literal(TensorLiteral)
  case expression(Located<Expression>)

  static let type = ValueType<TensorDefinition>(
    schema: [
      "title": "expression, number or nested list of numbers", "type": ["string", "number", "array"],
    ],
    encode: { definition in
      switch definition {
      case .literal(let literal): ValueType.tensor.encode(literal)
      case .expression(let located): ValueType.locatedExpression.encode(located)
      }
    },
    decode: { node, faults in
      if case .sequence = node.content {
        return ValueType<TensorLiteral>.tensor.decode(node, &faults).map(TensorDefinition.literal)
      }
      return ValueType<Located<Expression>>.locatedExpression.decode(node, &faults).map(
        TensorDefinition.expression)
    })
}

/// A model as `kind: training` has it, with what it is asked.
package struct SectionModelSpec: Sendable, Equatable {
  package var inputs = 1
  package var layers: [LayerEntry] = []
  package var evaluate: TensorLiteral?

  static let record = Record<SectionModelSpec>(
    "the model", "A feed-forward network with freshly drawn parameters.", blank: SectionModelSpec(),
    fields: [
      Field(
        "inputs", \.inputs, .integer(.within(1...100_000)), required: true, "The features of an example."),
      Field(
        "layers", \.layers, .list(of: .layer, count: .within(1...100)), required: true,
        "The layers, from input to output, as in kind: training."),
      Field("evaluate", \.evaluate, .tensor, "Examples as rows, of which the table has the outputs."),
    ])

  package var network: Network { Network(inputShape: [inputs], layers: layers) }
}
