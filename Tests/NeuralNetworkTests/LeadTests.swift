import Testing

@testable import NeuralNetwork

/// What the rows and columns of a batch have in common saves work and moves no bit.
@Suite struct LeadTests {
  @Test func ordersTheRowsOfEachGroup() throws {
    let table = try LeadTable(count: 12)
    for (row, length) in ([0, 0, 9, 9, 0, 255, 1, 2, 1, 255, 0, 1] as [UInt8]).enumerated() {
      table.bytes[row] = length
    }
    // A length in units of three places.
    table.order(0..<12, groupHeight: 8, places: 600, background: 0.5)
    try expect(
      table.leads.group(0..<8), rows: [0, 1, 4, 6, 7, 2, 3, 5], lengths: [0, 0, 0, 3, 6, 27, 27, 765])
    try expect(table.leads.group(8..<12), rows: [2, 0, 3, 1], lengths: [0, 3, 3, 765])
    for range in [0..<12, 1..<8, 0..<7, 8..<11] { #expect(table.leads.group(range) == nil) }
    // A group of any size by itself, in the place of others.
    table.order(0..<5, groupHeight: 5, places: 600, background: 0.5)
    try expect(table.leads.group(0..<5), rows: [0, 1, 4, 2, 3], lengths: [0, 0, 0, 27, 27])
    #expect(table.leads.group(0..<8) == nil)
  }

  private func expect(
    _ leads: Leads?, rows: [Int32], lengths: [Int32], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(leads, sourceLocation: sourceLocation).pointer.pointee
    #expect(rows.indices.map { found.rows[$0] } == rows, sourceLocation: sourceLocation)
    #expect(rows.indices.map { found.lengths[$0] } == lengths, sourceLocation: sourceLocation)
    #expect(found.value == 0.5, sourceLocation: sourceLocation)
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
    #expect(
      try train(S.self, testCase, .true, helpers: 3, joiningAt: 3) == plain, "with helpers that come late")
    // The leads are used: where they are wrong, the results are.
    #expect(try train(S.self, testCase, .falseRows, helpers: 0) != plain)
    #expect(try train(S.self, testCase, .falseColumns, helpers: 0) != plain)
  }

  /// Nobody knows the columns of a batch that was gathered in parts, nor a background that is not the source's.
  @Test(arguments: [Pixels.Leads.true, .none]) func whatIsKnownOfABatch(_ leads: Pixels.Leads) throws {
    let pixels = Pixels(count: 40, featureCount: 300, leads: leads)
    let source = FeatureSource<Float>(pixels, kernels: try #require(Float.kernels(for: .best)))
    let workspace = try Workspace<Float>(rows: 40, widths: [300, 1], mode: .training)
    let matrix = try FeatureMatrix(workspace.inputs[0], findsRowLeads: true, findsColumnLeads: true)
    let examples = (0..<40).map { Int32($0) }
    examples.withUnsafeBufferPointer { examples in
      for whole in [true, false] {
        let x = matrix.gather(examples, from: source, into: 0, whole: whole, pieceHeight: 16)
        #expect(x.rows == 40 && x.rowLeads == nil, "two pieces and a half")
        #expect((x.columnLeads != nil) == (whole && leads == .true))
        let piece = matrix.rows(16..<32, of: source, whole: false)
        #expect((piece.rowLeads != nil) == (leads == .true) && piece.columnLeads == nil)
      }
      let x = matrix.gather(examples, from: source, into: 0, whole: true, pieceHeight: 40)
      #expect((x.rowLeads != nil) == (leads == .true) && x.rows(0..<40).rowLeads == nil)
      let columns = PanelLayout<Float>.blockHeight(rows: 300, limit: ParameterBlock<Float>.rows)
      #expect((x.columnLeads?.group(0..<columns) != nil) == (leads == .true))
      #expect((x.columnLeads?.group(columns..<300) != nil) == (leads == .true))
    }
  }

  /// Six steps, some of them on smaller batches, with `helpers` from one of the steps on.
  private func train<S: Scalar>(
    _: S.Type, _ testCase: Case, _ leads: Pixels.Leads, helpers: Int, joiningAt firstStep: Int = 0
  ) throws -> TrainingOutcome {
    let pixels = Pixels(count: 310, featureCount: testCase.features, leads: leads)
    let trainer = try Trainer<S>(
      [.dense(130, .relu), .dense(10)], loss: .softmaxCrossEntropy, on: pixels, optimizer: testCase.optimizer,
      maximumBatch: testCase.batch)
    trainer.spreadParameters(3, scale: 0.2)
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
      defer { team.dismiss() }
      while team.members <= helpers {}
      try steps(firstStep..<6)
      evaluation = try trainer.evaluate(pixels)
    }
    return TrainingOutcome(
      losses: losses, parameters: trainer.parameters(), evaluation: try #require(evaluation))
  }
}

/// Bytes of which most are 0, as those of images, whose margins are 0 in all of them.
struct Pixels: BatchSource {
  /// Whether the source tells of leads, and the truth.
  enum Leads { case none, `true`, falseRows, falseColumns }

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
    guard let leads else { return }
    if self.leads == .falseRows { for row in rows.indices { leads.rows[row] = 255 } }
    if self.leads == .falseColumns, let columns = leads.columns {
      for column in 0..<featureCount { columns[column] = 255 }
    }
  }
}
