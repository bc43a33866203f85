import ElementaryFunctions
import Model
import Datasets
import Experiment
import NeuralNetwork
import Planner
import Trials

/// Takes down what a report needs of a trained model.
struct ModelCapture {
  let session: any TrainingSession
  let trial: Trial
  let dataset: Dataset

  /// Samples along each side of a decision boundary's plane.
  private static let planeSide = 101

  func take(_ spec: CaptureSpec, initial: [NamedParameter]) throws(TrainingError) -> TrialCaptures {
    var captures = TrialCaptures()
    if spec.parameters {
      captures.parameters = zip(initial, session.parameters()).map { before, after in
        ParameterCapture(name: before.name, shape: before.shape, initial: before.values, final: after.values)
      }
    }
    for (name, count) in spec.predictions {
      guard let split = dataset[name] else { continue }
      captures.predictions[name] = try predictions(split, count: min(count, split.count))
    }
    for name in spec.confusions {
      guard let split = dataset[name] else { continue }
      captures.confusions[name] = try confusion(split)
    }
    for spec in spec.planes { captures.planes[spec] = try plane(spec) }
    return captures
  }

  private func predictions(_ split: Split, count: Int) throws(TrainingError) -> [Prediction] {
    let outputs = try answers(session.outputs(split, rows: 0..<count))
    let isBinary = trial.dataset.targetKind == .binary
    func expected(_ values: [Double]) -> Prediction.Expected { isBinary ? .binary(values) : .values(values) }
    return (0..<count).map { index in
      let expected: Prediction.Expected =
        switch split.targets {
        case .classes(let labels): .class(Int(labels[index]))
        case .input: .values(split.features.row(index, width: split.featureCount))
        case .values(let values, let width): expected(Array(values[index * width..<(index + 1) * width]))
        }
      var prediction = Prediction(
        features: split.rawFeatures(of: index), outputs: outputs[index], expected: expected)
      if case .input = split.targets { prediction.reconstruction = reconstruction(outputs[index], split) }
      return prediction
    }
  }

  /// What features outputs stand for, on the scale of the dataset.
  private func reconstruction(_ outputs: [Double], _ split: Split) -> [Double] {
    outputs.enumerated().map { feature, value in
      let normalization = dataset.scaling[feature]
      return (value * normalization.standardDeviation + normalization.mean) / split.rawScale
    }
  }

  private func confusion(_ split: Split) throws(TrainingError) -> [[Int]] {
    guard case .classes(let labels) = split.targets, let classes = dataset.classCount else { return [] }
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (label, outputs) in zip(labels, try answers(session.outputs(split, rows: 0..<split.count))) {
      // Outputs that are no number, and those beyond the classes, are wrong answers without a name.
      if let answer = Prediction.answer(outputs), answer < classes { counts[Int(label)][answer] += 1 }
    }
    return counts
  }

  /// The outputs of each example; of a model that chooses among classes, as probabilities: softmax in double
  /// precision. Outputs that answer by their sign are put on the scale of their targets.
  private func answers(_ outputs: [Double]) -> [[Double]] {
    let width = max(trial.graph.outputs, 1)
    let choosesClass = trial.spec.training.loss.needsClasses
    return stride(from: 0, to: outputs.count, by: width).map { start in
      let row = onTargetScale(Array(outputs[start..<start + width]))
      guard choosesClass, let top = row.max() else { return row }
      let powers = ElementaryFunction.exp(row.map { $0 - top })
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  private func onTargetScale(_ outputs: [Double]) -> [Double] {
    switch trial.spec.training.loss.answer {
    case .value: outputs
    case .logit: ElementaryFunction.sigmoid(outputs)
    case .sign: outputs.map { ($0 + 1) / 2 }
    }
  }

  /// Samples of the model over the plane of its two inputs.
  private func plane(_ spec: PlaneSpec) throws(TrainingError) -> PlaneSample {
    let examples = (0..<dataset.train.count).map { dataset.train.rawFeatures(of: $0) }
    let x = range(spec.x, around: examples.map { $0[0] })
    let y = range(spec.y, around: examples.map { $0[1] })
    let side = Self.planeSide
    let outputs = onTargetScale(
      try session.predict(features: samples(x, y, side: side), rows: side * side))
    let width = outputs.count / (side * side)
    let rows = stride(from: 0, to: outputs.count, by: width).map { Array(outputs[$0..<$0 + width]) }
    let answers = rows.map { Prediction.answer($0) ?? -1 }
    return PlaneSample(
      x: x, y: y, side: side, answers: answers,
      values: width == 1 ? outputs : width == 2 ? rows.map { $0[1] - $0[0] } : [],
      level: width == 1 ? 0.5 : 0, leads: width > 2 ? leads(rows, of: Set(answers)) : [:], line: line)
  }

  /// By how much each of some outputs is ahead of the largest other one.
  private func leads(_ rows: [[Double]], of answers: Set<Int>) -> [Int: [Double]] {
    // The two largest outputs tell what the largest other one of any output is.
    let best = rows.map { row -> (place: Int, value: Double, next: Double) in
      var best = (place: 0, value: row[0], next: -Double.infinity)
      for (place, value) in row.enumerated().dropFirst() {
        if value > best.value {
          best = (place, value, best.value)
        } else {
          best.next = max(best.next, value)
        }
      }
      return best
    }
    var leads: [Int: [Double]] = [:]
    for answer in answers where answer >= 0 {
      leads[answer] = zip(rows, best).map { $0[answer] - (answer == $1.place ? $1.next : $1.value) }
    }
    return leads
  }

  /// The model's inputs over a rectangle (side²×2), row by row from the lowest y.
  private func samples(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>, side: Int) -> [Double] {
    func places(_ range: ClosedRange<Double>, _ feature: Int) -> [Double] {
      let width = range.upperBound - range.lowerBound
      return (0..<side).map { normalized(range.lowerBound + width * Double($0) / Double(side - 1), feature) }
    }
    let (columns, rows) = (places(x, 0), places(y, 1))
    var features: [Double] = []
    features.reserveCapacity(2 * side * side)
    for row in rows {
      for column in columns {
        features.append(column)
        features.append(row)
      }
    }
    return features
  }

  private func normalized(_ value: Double, _ feature: Int) -> Double {
    let normalization = dataset.scaling[feature]
    return (value - normalization.mean) / normalization.standardDeviation
  }

  /// The limits that are given, or the examples with half of their extent around them.
  private func range(_ limits: LimitsSpec?, around values: [Double]) -> ClosedRange<Double> {
    if let limits { return limits.lower...limits.upper }
    let low = values.min() ?? 0, high = values.max() ?? 1
    let margin = max((high - low) / 2, 0.5)
    return (low - margin)...(high + margin)
  }

  /// The boundary of a model of one layer with one unit, in the coordinates of the dataset.
  private var line: (w1: Double, w2: Double, b: Double)? {
    guard trial.graph.nodes.count == 1, let layer = trial.graph.nodes.first?.layer as? Dense else {
      return nil
    }
    let parameters = session.parameters()
    guard let w = parameters.first?.values, w.count == 2 else { return nil }
    // A unit without a bias has its line through the origin.
    let b = parameters.count > 1 ? parameters[1].values[0] : 0
    let (x, y) = (dataset.scaling[0], dataset.scaling[1])
    let (u, v) = (w[0] / x.standardDeviation, w[1] / y.standardDeviation)
    guard
      let halfway = layer.activation.turningPoint(
        at: trial.spec.training.loss.answer.threshold)
    else { return nil }
    return (u, v, b - u * x.mean - v * y.mean - halfway)
  }
}
