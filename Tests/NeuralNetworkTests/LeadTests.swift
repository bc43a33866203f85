import Testing

@testable import NeuralNetwork

/// What the rows and columns of a batch have in common saves work and moves no bit.
@Suite struct LeadTests {
  @Test func ordersTheRowsOfEachGroup() throws {
    let table = try LeadTable(count: 12)
    for (row, length) in ([9, 9, 0, 255, 3, 1, 2, 255, 0, 1] as [UInt8]).enumerated() {
      table.bytes[row + 2] = length
    }
    table.order(2..<12, groupHeight: 4, places: 600)
    let leads = table.leads(2..<12, groupHeight: 4, background: 0.5)
    #expect((0..<10).map { leads.rows[$0] } == [2, 0, 1, 3, 1, 2, 0, 3, 0, 1])
    // In units of three places.
    #expect((0..<10).map { leads.lengths[$0] } == [0, 27, 27, 765, 3, 6, 9, 765, 0, 3])
    let group = try #require(leads.group(4..<8))
    #expect(group.rows == leads.rows + 4 && group.lengths == leads.lengths + 4)
    #expect(group.count == 4 && group.background == 0.5 && group.group(0..<4) != nil)
    #expect(leads.group(8..<10)?.count == 2, "the last group is smaller")
    for range in [0..<8, 1..<5, 4..<7, 8..<9] { #expect(leads.group(range) == nil) }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var features: Int
    var batch: Int
    var optimizer = OptimizerDescription.adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    var testDescription: String { "\(batch)×\(features), \(optimizer)" }
  }

  static let cases = [
    Case(features: 784, batch: 64),
    Case(features: 784, batch: 61, optimizer: .sgd(learningRate: 0.1, momentum: 0.9)),
    Case(features: 900, batch: 300), Case(features: 3, batch: 10), Case(features: 1100, batch: 2),
  ]

  @Test(arguments: cases) func inSinglePrecision(_ testCase: Case) throws { try check(Float.self, testCase) }
  @Test(arguments: cases) func inDoublePrecision(_ testCase: Case) throws { try check(Double.self, testCase) }

  private func check<S: Scalar>(_: S.Type, _ testCase: Case) throws {
    let plain = try train(S.self, testCase, .none, helpers: 0)
    #expect(plain.losses[0] != plain.losses[5], "nothing was learned")
    for helpers in [0, 1, 5] {
      #expect(try train(S.self, testCase, .true, helpers: helpers) == plain, "with \(helpers) helpers")
    }
    // The leads are used: where they are wrong, the results are.
    #expect(try train(S.self, testCase, .false, helpers: 0) != plain)
  }

  private struct Outcome: Equatable {
    var losses: [Double]
    var parameters: [NamedParameter]
    var evaluation: Evaluation
  }

  private func train<S: Scalar>(
    _: S.Type, _ testCase: Case, _ leads: Pixels.Leads, helpers: Int
  ) throws -> Outcome {
    let pixels = Pixels(count: 310, featureCount: testCase.features, leads: leads)
    let trainer = try Trainer<S>(
      [.dense(130, .relu), .dense(10)], loss: .softmaxCrossEntropy, on: pixels, optimizer: testCase.optimizer,
      maximumBatch: testCase.batch)
    trainer.spreadParameters(3, scale: 0.2)
    let team = trainer.team
    let helpers = min(helpers, team.capacity - 1)
    var losses: [Double] = []
    var evaluation: Evaluation?
    try withHelpers(helpers, of: team) {
      defer { team.dismiss() }
      while team.members <= helpers {}
      for step in 0..<6 {
        losses.append(try trainer.step(rows: (0..<testCase.batch).map { Int32(($0 * 7 + step * 31) % 310) }))
      }
      evaluation = try trainer.evaluate(pixels)
    }
    return Outcome(losses: losses, parameters: trainer.parameters(), evaluation: try #require(evaluation))
  }
}

/// Bytes of which most are 0, as those of images, whose margins are 0 in all of them.
private struct Pixels: BatchSource {
  /// Whether the source tells of leads, and the truth.
  enum Leads { case none, `true`, `false` }

  let count: Int
  let featureCount: Int
  let leads: Leads
  let targets: Targets
  private let bytes: [UInt8]

  init(count: Int, featureCount: Int, leads: Leads) {
    var random = LinearCongruentialGenerator(seed: 17)
    self.count = count
    self.featureCount = featureCount
    self.leads = leads
    targets = .classes((0..<count).map { _ in Int32(random.integer(0...9)) })
    bytes = (0..<count * featureCount).map { index in
      let feature = index % featureCount
      let isMargin = feature < featureCount / 5 || feature % 28 > 20
      return isMargin || random.next() % 4 > 0 ? 0 : UInt8(truncatingIfNeeded: random.next())
    }
  }

  func background<S: Scalar>(as type: S.Type) -> S? { leads == .none ? nil : -0.5 }

  func gather<S: Scalar>(
    rows: UnsafeBufferPointer<Int32>, into x: UnsafeMutablePointer<S>, stride: Int, leads: LeadBytes?,
    kernels: Kernels<S>
  ) {
    guard let first = rows.baseAddress else { return }
    kernels.gatherBytes(
      m: rows.count, n: featureCount, stride: stride, source: bytes, rows: first, scale: 1 / 64, offset: -0.5,
      into: x, leads: leads)
    guard self.leads == .false, let leads else { return }
    for row in rows.indices { leads.rows[row] = 255 }
    for column in 0..<(leads.columns == nil ? 0 : featureCount) { leads.columns?[column] = 255 }
  }
}
