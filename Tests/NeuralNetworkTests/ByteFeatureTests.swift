import Model
import Testing

@testable import NeuralNetwork

/// Features that are bytes, from their nonzero masks to a trained network.
@Suite struct ByteFeatureTests {
  @Test(arguments: [1, 7, 8, 9, 63, 64, 65, 100, 784]) func eachNonzeroByteHasItsBit(_ width: Int) throws {
    let pixels = try Pixels(count: 30, featureCount: width)
    guard case .bytes(let features) = pixels.features else {
      Issue.record("no bytes")
      return
    }
    let masks = features.rows(UnsafeBufferPointer(start: nil, count: 0)).nonzeroMasks
    let words = (width + 63) / 64
    for example in 0..<30 {
      let row = features.row(example)
      #expect(Array(row) == Array(pixels.bytes[example * width..<(example + 1) * width]))
      for place in 0..<words * 64 {
        let isSet = masks[example * words + place / 64] >> UInt64(place % 64) & 1 == 1
        #expect(isSet == (place < width && row[place] != 0), "byte \(place) of example \(example)")
      }
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var features: Int
    var batch: Int
    var hidden = 130
    var optimizer: any Optimizer = Adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    var testDescription: String { "\(batch)×\(features), \(optimizer)" }
  }

  static let cases = [
    Case(features: 784, batch: 64),
    Case(features: 784, batch: 61, optimizer: SGD(learningRate: 0.1, momentum: 0.9)),
    Case(features: 900, batch: 300, hidden: 50), Case(features: 3, batch: 10),
    Case(features: 1100, batch: 2, optimizer: SGD(learningRate: 0.1, momentum: 0)),
  ]

  @Test(arguments: cases) func inSinglePrecision(_ testCase: Case) throws { try check(Float.self, testCase) }
  @Test(arguments: cases) func inDoublePrecision(_ testCase: Case) throws { try check(Double.self, testCase) }

  /// The number of threads moves no bit, and the numbers that the bytes stand for give nearly the same.
  private func check<S: Scalar>(_: S.Type, _ testCase: Case) throws {
    let pixels = try Pixels(count: 310, featureCount: testCase.features)
    let alone = try train(S.self, testCase, pixels, helpers: 0)
    #expect(alone.losses[0] != alone.losses[5], "nothing was learned")
    for helpers in [1, 5] {
      #expect(try train(S.self, testCase, pixels, helpers: helpers) == alone, "with \(helpers) helpers")
    }
    #expect(
      try train(S.self, testCase, pixels, helpers: 3, joiningAt: 3) == alone, "with helpers that come late")
    let numbers = GivenExamples(
      features: pixels.bytes.map { Double($0) / 64 - 0.5 }, featureCount: testCase.features,
      targets: pixels.targets)
    let expected = try train(S.self, testCase, numbers, helpers: 0)
    let bound = S.self == Float.self ? 2e-3 : 1e-9
    expectClose(alone.losses, expected.losses, relative: bound)
    #expect(
      abs(alone.evaluation.meanLoss - expected.evaluation.meanLoss) <= bound * expected.evaluation.meanLoss)
  }

  @Test(arguments: cases) func fewZerosInSinglePrecision(_ testCase: Case) throws {
    try checkFewZeros(Float.self, testCase, offset: -0.5)
    try checkFewZeros(Float.self, testCase, offset: 0)
  }

  @Test(arguments: cases) func fewZerosInDoublePrecision(_ testCase: Case) throws {
    try checkFewZeros(Double.self, testCase, offset: -0.5)
    try checkFewZeros(Double.self, testCase, offset: 0)
  }

  /// Bytes of which few are 0 are gathered, which moves no bit: not beside the same examples among others
  /// that are 0 throughout, where the masks are looked at.
  private func checkFewZeros<S: Scalar>(_: S.Type, _ testCase: Case, offset: Double) throws {
    let gathered = try Pixels(count: 310, featureCount: testCase.features, zeros: 1, offset: offset)
    let masked = try Pixels(count: 310, featureCount: testCase.features, zeros: 1, blank: 400, offset: offset)
    try #require(gathered.areGathered && !masked.areGathered)
    let expected = try train(S.self, testCase, masked, helpers: 0)
    for helpers in [0, 1, 5] {
      let outcome = try train(S.self, testCase, gathered, helpers: helpers)
      #expect(outcome.losses == expected.losses, "with \(helpers) helpers")
      #expect(outcome.parameters == expected.parameters, "with \(helpers) helpers")
    }
    let trainer = try Trainer<S>(
      [.dense(testCase.hidden, Tanh()), .dense(10)], loss: CrossEntropy(), on: gathered, maximumBatch: 10)
    trainer.spreadParameters(5, scale: 0.1)
    #expect(try trainer.outputs(gathered, rows: 3..<300) == trainer.outputs(masked, rows: 3..<300))
  }

  @Test func answersToBytes() throws {
    let pixels = try Pixels(count: 310, featureCount: 200)
    let trainer = try Trainer<Double>(
      [.dense(70, Tanh()), .dense(10)], loss: CrossEntropy(), on: pixels, maximumBatch: 10)
    trainer.spreadParameters(5, scale: 0.1)
    let rows = 3..<300
    let numbers = pixels.bytes[rows.lowerBound * 200..<rows.upperBound * 200].map { Double($0) / 64 - 0.5 }
    expectClose(
      try trainer.outputs(pixels, rows: rows), try trainer.predict(features: numbers, rows: rows.count),
      relative: 1e-11, floor: 1)
  }

  /// Six steps, some of them on smaller batches, with `helpers` from one of the steps on.
  private func train<S: Scalar>(
    _: S.Type, _ testCase: Case, _ source: some BatchSource, helpers: Int, joiningAt firstStep: Int = 0
  ) throws -> TrainingOutcome {
    let trainer = try Trainer<S>(
      [.dense(testCase.hidden, Tanh()), .dense(10)], loss: CrossEntropy(), on: source,
      optimizer: testCase.optimizer, maximumBatch: testCase.batch)
    trainer.spreadParameters(3, scale: 0.1)
    let team = trainer.team
    let helpers = min(helpers, team.capacity - 1)
    var losses: [Double] = []
    func steps(_ range: Range<Int>) throws {
      for step in range {
        let rows = (0..<testCase.batch).map { Int32(($0 * 7 + step * 31) % 310) }
        let size = step % 2 == 1 ? max(rows.count / (step + 1), 1) : rows.count
        losses.append(try trainer.step(rows: Array(rows.prefix(size))))
      }
    }
    try steps(0..<firstStep)
    var evaluation: Evaluation?
    try withHelpers(helpers, of: team) {
      defer { team.shutDown() }
      while team.workers <= helpers {}
      try steps(firstStep..<6)
      evaluation = try trainer.evaluate(source)
    }
    return TrainingOutcome(
      losses: losses, parameters: trainer.parameters(), evaluation: try #require(evaluation))
  }
}

/// Bytes of which most are 0, as those of images, whose margins are 0 in all of them; a byte b stands for
/// offset + b / 64.
struct Pixels: BatchSource {
  let count: Int
  let featureCount: Int
  let targets: Targets
  let features: Features
  let bytes: [UInt8]

  /// Bytes at a fixed address.
  private final class Memory: Sendable {
    nonisolated(unsafe) let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
      self.bytes = .allocate(capacity: bytes.count)
      _ = self.bytes.initialize(from: bytes)
    }

    deinit { bytes.deallocate() }
  }

  /// Whether a first layer reads them gathered.
  var areGathered: Bool {
    if case .scaledBytes = InputFeatures(self, asBytes: true) { true } else { false }
  }

  // `zeros` of four bytes are 0, and with 3 the margins are too; `blank` examples of nothing but 0 follow.
  init(count: Int, featureCount: Int, zeros: UInt64 = 3, blank: Int = 0, offset: Double = -0.5) throws {
    var random = LinearCongruentialGenerator(seed: 17)
    self.count = count + blank
    self.featureCount = featureCount
    targets = .classes(
      (0..<count).map { _ in Int32(random.integer(0...9)) } + Array(repeating: 0, count: blank))
    bytes =
      (0..<count * featureCount).map { index in
        let feature = index % featureCount
        let isMargin = zeros == 3 && (feature < featureCount / 5 || feature % 28 > 20)
        return isMargin || random.next() % 4 >= 4 - zeros ? 0 : UInt8(truncatingIfNeeded: random.next())
      } + Array(repeating: 0, count: blank * featureCount)
    let memory = Memory(bytes)
    features = .bytes(
      try ByteFeatures(
        UnsafeBufferPointer(memory.bytes), of: memory, width: featureCount, scale: 1 / 64, offset: offset))
  }
}
