import Foundation
import Model
import Testing

@testable import NeuralNetwork

/// What PyTorch makes of losses; `Goldens/losses.py` has written it.
private struct LossGoldens: Decodable {
  struct Loss: Decodable {
    var name: String, outputs: [Double], targets: [Double], width: Int, loss: Double, gradient: [Double]
  }
  var losses: [Loss]

  static func load() throws -> LossGoldens {
    let url = try #require(Bundle.module.url(forResource: "Goldens/losses", withExtension: "json"))
    return try JSONDecoder().decode(LossGoldens.self, from: Data(contentsOf: url))
  }
}

@Suite struct LossTests {
  static let descriptions: [(String, any Loss)] = [
    ("softmaxCrossEntropy", CrossEntropy()), ("meanSquaredError", MeanSquaredError()),
    ("binaryCrossEntropy", BinaryCrossEntropy()),
  ]

  @Test(arguments: descriptions)
  func valuesAndGradientsArePyTorchs(_ name: String, _ loss: any Loss) throws {
    let golden = try #require(try TrainingGoldens.load().losses[name])
    let targets: Targets =
      loss.needsClasses
      ? .classes(golden.targets.map { Int32($0) }) : .values(golden.targets, width: golden.width)
    let found = try evaluate(
      Double.self, loss, outputs: golden.outputs, width: golden.width, targets: targets)
    expectClose([found.mean], [golden.loss], relative: 1e-14)
    expectClose(found.gradient, golden.gradient, relative: 1e-14, floor: 0.01)
  }

  static let moreLosses: [(String, any Loss)] = [
    ("cross_entropy smoothed", CrossEntropy(labelSmoothing: 0.1)),
    ("cross_entropy weighted", CrossEntropy(classWeights: [0.5, 1, 2, 0.25, 3])),
    ("cross_entropy both", CrossEntropy(labelSmoothing: 0.3, classWeights: [0.5, 1, 2, 0.25, 3])),
    ("logits", BinaryCrossEntropyWithLogits()),
    ("logits one weight", BinaryCrossEntropyWithLogits(positiveWeights: [2.5])),
    ("logits weights", BinaryCrossEntropyWithLogits(positiveWeights: [1.5, 0.5, 3])),
    ("absolute", MeanAbsoluteError()), ("huber", Huber()), ("huber 0.3", Huber(delta: 0.3)),
    ("smooth", SmoothL1()), ("smooth 2.5", SmoothL1(beta: 2.5)), ("smooth 0", SmoothL1(beta: 0)),
    ("hinge", Hinge()), ("poisson", Poisson()), ("poisson mean", Poisson(readsLogarithm: false)),
    ("divergence", KLDivergence()),
  ]

  @Test(arguments: moreLosses)
  func moreValuesAndGradientsArePyTorchs(_ name: String, _ loss: any Loss) throws {
    let golden = try #require(try LossGoldens.load().losses.first { $0.name == name })
    let targets: Targets =
      loss.needsClasses
      ? .classes(golden.targets.map { Int32($0) }) : .values(golden.targets, width: golden.width)
    let found = try evaluate(
      Double.self, loss, outputs: golden.outputs, width: golden.width, targets: targets)
    expectClose([found.mean], [golden.loss], relative: 1e-13)
    expectClose(found.gradient, golden.gradient, relative: 1e-13, floor: 0.01)
    let single = try evaluate(
      Float.self, loss, outputs: golden.outputs, width: golden.width, targets: targets)
    expectClose([single.mean], [golden.loss], relative: 1e-5)
    expectClose(single.gradient, golden.gradient, relative: 1e-5, floor: 0.1)
  }

  @Test(arguments: moreLosses)
  func aNetworkThatDivergedHasNoLoss(_ name: String, _ loss: any Loss) throws {
    let golden = try #require(try LossGoldens.load().losses.first { $0.name == name })
    let targets: Targets =
      loss.needsClasses
      ? .classes(golden.targets.map { Int32($0) }) : .values(golden.targets, width: golden.width)
    var outputs = golden.outputs
    outputs[1] = .nan
    let found = try evaluate(Double.self, loss, outputs: outputs, width: golden.width, targets: targets)
    #expect(found.mean.isNaN)
  }

  @Test(arguments: [
    [1.6e38, -1.6e38, 0], [-3e38, -3e38, -3e38], [3e38, 3e38, 3e38], [1e4, 0, -1e4], [0, 0, 1e30],
  ])
  func softmaxIsStableForFiniteLogits(_ logits: [Double]) throws {
    for label in 0..<3 {
      let found = try evaluate(
        Float.self, CrossEntropy(), outputs: logits, width: 3, targets: .classes([Int32(label)]))
      // As real numbers: the differences from the largest logit are 0 or far beyond what exp can tell from 0.
      let largest = try #require(logits.max())
      let winners = Double(logits.count { $0 == largest })
      let exact = largest - logits[label] + Double.log(winners)
      expectClose([found.mean], [exact], relative: 1e-6, floor: 1e-30)
      let softmax = logits.map { $0 == largest ? 1 / winners : 0 }
      let gradient = softmax.enumerated().map { $1 - ($0 == label ? 1 : 0) }
      expectClose(found.gradient, gradient, relative: 1e-6, floor: 1)
    }
  }

  @Test func binaryCrossEntropyBoundsTheLogarithms() throws {
    let found = try evaluate(
      Float.self, BinaryCrossEntropy(), outputs: [0, 1, 0, 1], width: 1,
      targets: .values([0, 1, 1, 0], width: 1))
    #expect(found.losses == [0, 0, 100, 100])
    #expect(found.gradient.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [-0.25, 1.25])
  func binaryCrossEntropyOfNoProbabilityIsNotANumber(_ output: Double) throws {
    let found = try evaluate(
      Double.self, BinaryCrossEntropy(), outputs: [output], width: 1, targets: .values([1], width: 1))
    #expect(found.mean.isNaN)
  }

  @Test func classesBecomeValuesForALossOnValues() throws {
    let one = try evaluate(
      Double.self, MeanSquaredError(), outputs: [0.25, 0.25], width: 1, targets: .classes([0, 1]))
    #expect(one.losses == [0.0625, 0.5625])
    let two = try evaluate(
      Double.self, MeanSquaredError(), outputs: [0.5, 0, 0.5, 0], width: 2, targets: .classes([0, 1]))
    #expect(two.losses == [0.125, 0.625])
  }

  @Test func targetsThatDoNotFitAreRefused() {
    let classes = Targets.classes([0, 1, 2])
    #expect(throws: TrainingError.classOutOfRange(2, classes: 2)) {
      try classes.check(count: 3, outputs: 2, loss: CrossEntropy())
    }
    #expect(throws: TrainingError.classOutOfRange(2, classes: 2)) {
      try classes.check(count: 3, outputs: 1, loss: BinaryCrossEntropy())
    }
    #expect(throws: TrainingError.classOutOfRange(-1, classes: 2)) {
      try Targets.classes([-1]).check(count: 1, outputs: 2, loss: CrossEntropy())
    }
    #expect(throws: TrainingError.targetCount(expected: 4, found: 3)) {
      try classes.check(count: 4, outputs: 3, loss: CrossEntropy())
    }
    let values = Targets.values([0, 1, 2, 3], width: 2)
    #expect(throws: TrainingError.classesNeeded) {
      try values.check(count: 2, outputs: 2, loss: CrossEntropy())
    }
    #expect(throws: TrainingError.targetWidth(expected: 1, found: 2)) {
      try values.check(count: 2, outputs: 1, loss: MeanSquaredError())
    }
    #expect(throws: TrainingError.targetCount(expected: 3, found: 2)) {
      try values.check(count: 3, outputs: 2, loss: MeanSquaredError())
    }
  }

  @Test(arguments: [-0.5, 1.5, .nan]) func binaryCrossEntropyTakesTargetsFromZeroToOne(_ target: Double) {
    #expect {
      try Targets.values([0, 1, target], width: 1).check(count: 3, outputs: 1, loss: BinaryCrossEntropy())
    } throws: { error in
      guard case .targetOutOfRange(let found, lowest: 0, highest: 1) = error as? TrainingError else {
        return false
      }
      return found == target || found.isNaN && target.isNaN
    }
  }

  /// The loss of one batch of given outputs, without a network; in two parts, as two threads would compute
  /// it.
  private func evaluate<S: Scalar>(
    _: S.Type, _ loss: any Loss, outputs: [Double], width: Int, targets: Targets
  ) throws -> (mean: Double, losses: [Double], gradient: [Double]) {
    let count = outputs.count / width
    try targets.check(count: count, outputs: width, loss: loss)
    let wiring = Wiring(widths: [1, width], inputs: [[0]], isTrained: [true])
    let arena = try Arena<S>(rows: count, wiring: wiring, savedWidths: [[]], mode: .training)
    let operation = try LossOperation<S>(loss)
    let weight = operation.weight(of: 0..<Int32(count), in: .given(targets))
    let targetWorkspace = try TargetWorkspace<S>(rows: count, outputs: width, loss: operation)
    let y = arena.output(of: 0, rows: 0..<count)
    for (index, output) in outputs.enumerated() { y.row(index / width)[index % width] = S(output) }
    var losses: [Double] = []
    for rows in [0..<count / 2, count / 2..<count] {
      rows.map { Int32($0) }.withUnsafeBufferPointer {
        targetWorkspace.gather(.given(targets), of: $0, into: rows.lowerBound)
      }
      let batch = targetWorkspace.batch(
        rows: rows, of: count, weight: weight, outputs: y.rows(rows),
        gradient: arena.gradient(of: 0, rows: rows),
        kernels: try #require(S.kernels(for: .best)))
      operation.evaluate(batch)
      losses += (0..<rows.count).map { Double(batch.losses[$0]) }
    }
    let gradient = arena.gradient(of: 0, rows: 0..<count)
    return (
      targetWorkspace.meanLoss(examples: count, weight: weight), losses,
      (0..<count).flatMap { row in gradient.row(row).map { Double($0) } }
    )
  }
}

extension Double {
  /// log 1, log 2 and log 3, which is all that the tests of ties need.
  fileprivate static func log(_ count: Double) -> Double {
    count == 1 ? 0 : count == 2 ? 0.693147180559945309 : 1.098612288668109691
  }
}
