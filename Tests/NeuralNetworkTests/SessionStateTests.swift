import Foundation
import Model
import Testing

@testable import NeuralNetwork

@Suite struct SessionStateTests {
  static let optimizers: [any Optimizer] = [
    SGD(learningRate: 0.1, momentum: 0), SGD(learningRate: 0.1, momentum: 0.9), Adam(learningRate: 0.02),
    SGD(learningRate: 0.1, momentum: 0.9, dampening: 0.2, weightDecay: 0.01),
    SGD(learningRate: 0.1, momentum: 0.9, nesterov: true),
    AdaGrad(learningRateDecay: 0.1, initialAccumulator: 0.1),
    RMSProp(), RMSProp(momentum: 0.5, isCentered: true), AdaDelta(),
    Adam(learningRate: 0.02, amsgrad: true), AdamW(), NAdam(), RAdam(), Lion(),
  ]

  /// Five epochs end in the same bits as two, written, read by another session, and three more.
  @Test(arguments: Precision.allCases, optimizers.indices)
  func trainingGoesOnWithTheSameBits(_ precision: Precision, _ optimizer: Int) throws {
    let optimizer = Self.optimizers[optimizer]
    var (whole, wholeRandom) = try session(precision, optimizer, seed: 3)
    try train(whole, &wholeRandom, epochs: 5)
    var (begun, begunRandom) = try session(precision, optimizer, seed: 3)
    try train(begun, &begunRandom, epochs: 2)
    var state = begun.state
    state.streams = [begunRandom]
    let read = try SessionState(bytes: state.bytes)
    #expect(read == state)
    let (resumed, _) = try session(precision, optimizer, seed: 77)
    try resumed.restore(read)
    var random = try #require(read.streams.first)
    try train(resumed, &random, epochs: 3)
    #expect(resumed.state == whole.state)
    #expect(resumed.state.steps == 5 * 4)
    #expect(random == wholeRandom)
    #expect(begun.state != whole.state, "three more epochs move something")
  }

  /// The same where another process reads the state: nothing that counts stays behind in memory.
  @Test func anotherProcessGoesOnWithTheSameBits() async throws {
    var (whole, wholeRandom) = try session(.float32, Adam(), seed: 3)
    try train(whole, &wholeRandom, epochs: 5)
    var (begun, begunRandom) = try session(.float32, Adam(), seed: 3)
    try train(begun, &begunRandom, epochs: 2)
    var state = begun.state
    state.streams = [begunRandom]
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).state")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(state.bytes).write(to: file)
    await #expect(processExitsWith: .success) { [path = file.path as String] in
      let file = URL(fileURLWithPath: path)
      let read = try SessionState(bytes: Array(Data(contentsOf: file)))
      let tests = SessionStateTests()
      let (session, _) = try tests.session(.float32, Adam(), seed: 77)
      try session.restore(read)
      var random = try #require(read.streams.first)
      try tests.train(session, &random, epochs: 3)
      var state = session.state
      state.streams = [random]
      try Data(state.bytes).write(to: file)
    }
    var expected = whole.state
    expected.streams = [wholeRandom]
    #expect(try SessionState(bytes: Array(Data(contentsOf: file))) == expected)
  }

  @Test func aStateOfAnotherNetworkIsRefused() throws {
    let (session, _) = try session(.float32, Adam(), seed: 1)
    let before = session.state
    let (other, _) = try self.session(.float32, Adam(), seed: 1, hidden: 6)
    let (plain, _) = try self.session(.float32, SGD(), seed: 1)
    for state in [other.state, plain.state, SessionState()] {
      #expect(throws: TrainingError.stateMismatch) { try session.restore(state) }
    }
    #expect(session.state == before)
  }

  @Test func damagedBytesAreRefused() throws {
    var (session, random) = try session(.float32, Adam(), seed: 1)
    try train(session, &random, epochs: 1)
    var state = session.state
    state.streams = [random, .numpy(NumPyGenerator(seed: 5))]
    let bytes = state.bytes
    #expect(try SessionState(bytes: bytes) == state)
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: SessionStateError.self) { try SessionState(bytes: Array(bytes.prefix(count))) }
    }
    #expect(throws: SessionStateError.damaged) { try SessionState(bytes: bytes + [0]) }
    var version = bytes
    version[21] = 9
    #expect(throws: SessionStateError.version(9)) { try SessionState(bytes: version) }
    #expect(throws: SessionStateError.notAState) { try SessionState(bytes: Array("state".utf8)) }
    // Counts that cannot be are noticed before memory is asked for.
    for place in 29..<min(bytes.count, 200) {
      var changed = bytes
      changed[place] = 255
      _ = try? SessionState(bytes: changed)
    }
  }

  private let examples: GivenExamples = {
    var spread = Spread(5)
    return GivenExamples(
      features: spread.numbers(50 * 7), featureCount: 7, targets: .classes(spread.classes(50, of: 3)))
  }()

  private func session(
    _ precision: Precision, _ optimizer: any Optimizer, seed: Int, hidden: Int = 20
  ) throws -> (any TrainingSession, RandomGenerator) {
    var random = RandomGenerator.torch(TorchGenerator(seed: seed))
    let session = try makeTrainingSession(
      precision: precision,
      network: Network(
        inputShape: [7],
        layers: [
          Dense(units: hidden, activation: Tanh()), BatchNorm(), Dropout(probability: 0.2), Dense(units: 3),
        ]),
      loss: CrossEntropy(), optimizer: optimizer, source: examples, maximumBatch: 16, random: &random)
    return (session, random)
  }

  private func train(_ session: any TrainingSession, _ random: inout RandomGenerator, epochs: Int) throws {
    for _ in 0..<epochs {
      let order = random.epochOrder(count: 50, shuffled: true)
      for start in stride(from: 0, to: 50, by: 16) {
        try order.withUnsafeBufferPointer {
          _ = try session.step(start..<min(50, start + 16), of: $0, random: &random)
        }
      }
    }
  }
}
