import Plot
import Tables
import Experiment
import Trials

/// The files of `kind: walkthrough`.
package struct WalkthroughReport {
  let experiment: WalkthroughExperiment
  let records: [TensorRecord]

  package init(_ experiment: WalkthroughExperiment, records: [TensorRecord]) {
    self.experiment = experiment
    self.records = records
  }

  package var results: ResultFiles {
    let figures = experiment.report.figures.map { ResultFile("figures/\($0.name).svg", figure($0).svg) }
    let titles = ["given": "Given"].merging(
      WalkthroughStep.Part.allCases.map { ($0.rawValue, Self.title($0)) }
    ) { first, _ in first }
    return ResultFiles(
      files: [ResultFile("steps.csv", TensorTable(records: records).steps.csv)] + figures,
      summary: TensorText(records: records, titles: titles).text)
  }

  private static func title(_ part: WalkthroughStep.Part) -> String {
    switch part {
    case .forward: "Forward"
    case .backward: "Backward, by the chain rule"
    case .update: "The step: parameter - learning_rate * gradient"
    case .verification: "Verification: forward with the new parameters"
    }
  }

  private func figure(_ spec: FigureSpec<GraphPanel>) -> Figure {
    Figure(
      name: spec.name, title: spec.title,
      panels: spec.panels.map {
        WalkthroughGraph(experiment: experiment, records: records, spec: $0).graph
      }, columns: spec.columns)
  }
}

/// The computation graph of a walkthrough: the forward pass with each value, and the gradient of the loss by
/// it.
struct WalkthroughGraph {
  let experiment: WalkthroughExperiment
  let records: [TensorRecord]
  let spec: GraphPanel

  private typealias Symbol = WalkthroughSymbol

  /// The most rows and columns of numbers that a box shows.
  private static let limit = (rows: 4, columns: 4)

  var graph: Graph {
    var nodes = [node(Symbol.input, paint: .series(7))]
    var edges: [Graph.Edge] = []
    for layer in 1...max(experiment.layers.count, 1) {
      let (z, a) = (Symbol.sums(layer), Symbol.outputs(layer))
      for parameter in [Symbol.weights(layer), Symbol.bias(layer)] {
        nodes.append(node(parameter, paint: .series(2), gradient: Symbol.gradient(of: parameter)))
        edges.append(Graph.Edge(from: parameter, to: z))
      }
      nodes.append(node(z, paint: .series(0), gradient: Symbol.delta(layer)))
      nodes.append(node(a, paint: .series(0), gradient: Symbol.gradient(of: a)))
      edges.append(Graph.Edge(from: Symbol.outputs(layer - 1), to: z))
      edges.append(Graph.Edge(from: z, to: a, lines: [formulaName(layer)]))
    }
    nodes.append(node(Symbol.target, paint: .series(7)))
    nodes.append(node(Symbol.loss, paint: .series(3)))
    edges.append(Graph.Edge(from: Symbol.outputs(experiment.layers.count), to: Symbol.loss))
    edges.append(Graph.Edge(from: Symbol.target, to: Symbol.loss))
    return Graph(title: spec.title, nodes: nodes, edges: edges)
  }

  private func formulaName(_ layer: Int) -> String { experiment.layers[layer - 1].activation.name }

  private func node(_ symbol: String, paint: Paint, gradient: String? = nil) -> Graph.Node {
    var lines = values(symbol)
    if spec.showsGradients, let gradient {
      let numbers = values(gradient)
      if !numbers.isEmpty { lines += ["∂loss/∂\(symbol)"] + numbers }
    }
    return Graph.Node(id: symbol, title: symbol, lines: lines, paint: paint)
  }

  /// The rows of a tensor's numbers, or its shape where it is large.
  private func values(_ symbol: String) -> [String] {
    guard let record = records.first(where: { $0.name == symbol }) else { return [] }
    let columns = record.shape.last ?? 1
    let rows = record.values.count / max(columns, 1)
    guard rows <= Self.limit.rows, columns <= Self.limit.columns else {
      return [TensorTable.text(record.shape)]
    }
    return (0..<rows).map { row in
      (0..<columns).map {
        TextTable.shown(record.cell(row * columns + $0), format: .fixed(spec.decimals))
      }.joined(separator: ", ")
    }
  }
}
