import Dispatch
import Synchronization
import Model
import Testing

@testable import NeuralNetwork

/// The number of threads that train and evaluate a network moves no bit.
@Suite struct TeamTrainingTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var features: Int
    /// The shape of an example, where it is an image.
    var shape: [Int]?
    var layers: [LayerEntry]
    var loss: any Loss
    var optimizer: any Optimizer
    var gradients = GradientRules()
    var testDescription: String { name }

    init(
      name: String, features: Int = 101, layers: [any LayerElement], loss: any Loss = CrossEntropy(),
      optimizer: any Optimizer = Adam(learningRate: 0.01), gradients: GradientRules = GradientRules()
    ) {
      self.init(
        name: name, features: features, entries: layers.map { LayerEntry($0) }, loss: loss,
        optimizer: optimizer)
      self.gradients = gradients
    }

    init(
      name: String, features: Int = 101, shape: [Int]? = nil, entries: [LayerEntry],
      loss: any Loss = CrossEntropy(), optimizer: any Optimizer = Adam(learningRate: 0.01)
    ) {
      self.shape = shape
      self.name = name
      self.features = features
      layers = entries
      self.loss = loss
      self.optimizer = optimizer
    }
  }

  static let cases = [
    Case(name: "cross-entropy", layers: [.dense(200, ReLU()), .dense(70, Tanh()), .dense(10)]),
    Case(
      name: "mean squared error",
      layers: [.dense(130, Sigmoid()), .dense(33, LeakyReLU(slope: 0.1)), .dense(10)],
      loss: MeanSquaredError(), optimizer: SGD(learningRate: 0.1, momentum: 0.9)),
    Case(
      name: "binary cross-entropy", layers: [.dense(150, Tanh()), .dense(10, Sigmoid())],
      loss: BinaryCrossEntropy(),
      optimizer: SGD(learningRate: 0.1, momentum: 0)),
    Case(
      name: "activations that keep their inputs",
      layers: [
        .dense(150, GELU()), .dense(70, Mish()), .dense(40), SiLU(), .dense(33, Softplus()), .dense(10),
      ]),
    Case(
      name: "prelu and log softmax",
      layers: [.dense(150), PReLU(), .dense(70), PReLU(slopes: .perChannel), .dense(10), LogSoftmax()],
      loss: MeanSquaredError()),
    Case(
      name: "cross-entropy with weights", layers: [.dense(150, ReLU()), .dense(10)],
      loss: CrossEntropy(labelSmoothing: 0.1, classWeights: (1...10).map { Double($0) / 7 })),
    Case(
      name: "binary cross-entropy with logits", layers: [.dense(150, ReLU()), .dense(10)],
      loss: BinaryCrossEntropyWithLogits(positiveWeights: [3])),
    Case(
      name: "divergence", layers: [.dense(150, ReLU()), .dense(10), LogSoftmax()], loss: KLDivergence()),
    Case(name: "one panel", layers: [.dense(16, ReLU()), .dense(500, Tanh()), .dense(10)]),
    Case(name: "one panel, a batch in one copy", features: 800, layers: [.dense(10)]),
    Case(
      name: "dropout and batch normalisation", features: 400,
      layers: [.dense(150), BatchNorm(), ReLU(), Dropout(probability: 0.3), .dense(100, Tanh()), .dense(10)]),
    Case(
      name: "branches, sums and ties",
      entries: [
        LayerEntry(.dense(130, Tanh()), name: "a"), LayerEntry(.dense(70, Sigmoid()), source: "input"),
        LayerEntry(Residual(layers: [LayerEntry(.dense(70, Tanh())), LayerEntry(.dense(70))]), name: "b"),
        LayerEntry(Concat(sources: ["b", "a"])), LayerEntry(.dense(130)),
        LayerEntry(.dense(101, Tanh()), tie: "a"), LayerEntry(.dense(10)),
      ]),
    Case(
      name: "convolutions", features: 144, shape: [12, 12],
      entries: [
        LayerEntry(
          Conv2D(
            ConvolutionOptions(
              channels: 6, window: SlidingWindow(size: [3], stride: [1], padding: .amount([1]))))),
        LayerEntry(BatchNorm()), LayerEntry(ReLU()), LayerEntry(MaxPool2D(SlidingWindow(size: [2]))),
        LayerEntry(Dropout(probability: 0.2)),
        LayerEntry(
          Conv2D(
            ConvolutionOptions(
              channels: 20, window: SlidingWindow(size: [3], stride: [1]), groups: 2, activation: Tanh()))),
        LayerEntry(AveragePool2D(SlidingWindow(size: [2]))), LayerEntry(Flatten()), LayerEntry(.dense(10)),
      ]),
    Case(
      name: "ties behind an activation",
      entries: [
        LayerEntry(Tanh()), LayerEntry(.dense(130, Tanh()), name: "a"), LayerEntry(.dense(101), tie: "a"),
        LayerEntry(.dense(10)),
      ], optimizer: SGD(learningRate: 0.1)),
    Case(
      name: "recurrent layers", features: 96, shape: [12, 8],
      entries: [
        LayerEntry(LSTM(RecurrentOptions(units: 24, isBidirectional: true, output: .all))),
        LayerEntry(LayerNorm()), LayerEntry(GRU(RecurrentOptions(units: 20, layers: 2, output: .mean))),
        LayerEntry(GroupNorm(groups: 4)), LayerEntry(.dense(10)),
      ]),
    Case(name: "an activation first", layers: [Tanh(), .dense(200, ReLU()), .dense(70, Tanh()), .dense(10)]),
    Case(
      name: "a rule with three slots", layers: [.dense(200, ReLU()), .dense(10)],
      optimizer: RMSProp(momentum: 0.5, isCentered: true, weightDecay: 0.01)),
    Case(
      name: "decoupled decay", layers: [.dense(200, ReLU()), .dense(10)],
      optimizer: AdamW(learningRate: 0.01, amsgrad: true, weightDecay: 0.1)),
    Case(
      name: "gradients clipped by their norm", layers: [.dense(200), BatchNorm(), ReLU(), .dense(10)],
      gradients: GradientRules(clip: .norm(0.5), penalties: [Penalty(l1: 1e-4, l2: 1e-3)])),
    Case(
      name: "gradients clipped by their value", layers: [.dense(200), BatchNorm(), ReLU(), .dense(10)],
      gradients: GradientRules(clip: .value(0.001), penalties: [Penalty(l1: 1e-4, l2: 1e-3)])),
    Case(name: "a batch in one copy", features: 900, layers: [.dense(40, ReLU()), .dense(10)]),
  ]

  @Test(arguments: cases) func inSinglePrecision(_ testCase: Case) throws { try check(Float.self, testCase) }
  @Test(arguments: cases) func inDoublePrecision(_ testCase: Case) throws { try check(Double.self, testCase) }

  private func check<S: Scalar>(_: S.Type, _ testCase: Case) throws {
    let alone = try train(S.self, testCase, helpers: 0)
    #expect(alone.losses[0] != alone.losses[11], "nothing was learned")
    for helpers in [1, 2, 6] {
      #expect(
        try train(S.self, testCase, helpers: helpers) == alone, "with \(helpers) helpers from the start")
    }
    let late = try train(S.self, testCase, helpers: 3, joining: [3, 7, 10])
    #expect(late == alone, "with helpers that come in mid-training")
    let measured = try train(S.self, testCase, helpers: 0, measuresNorms: true)
    #expect(measured.parameters == alone.parameters, "where norms are measured")
    #expect(
      try train(S.self, testCase, helpers: 3, measuresNorms: true) == measured,
      "with helpers where norms are measured")
  }

  /// Twelve steps with `helpers` threads from the start, or each of them from one of the steps `joining` on.
  private func train<S: Scalar>(
    _: S.Type, _ testCase: Case, helpers: Int, joining: [Int]? = nil, measuresNorms: Bool = false
  ) throws -> TrainingOutcome {
    var spread = Spread(7)
    let examples = GivenExamples(
      features: spread.numbers(300 * testCase.features), featureCount: testCase.features,
      targets: .classes(spread.classes(300, of: 10)))
    let trainer = try Trainer<S>(
      Network(inputShape: testCase.shape ?? [testCase.features], layers: testCase.layers),
      loss: testCase.loss, on: examples, optimizer: testCase.optimizer, gradients: testCase.gradients)
    trainer.spreadParameters(8, scale: 0.3)
    trainer.measuresNorms = measuresNorms
    #expect(trainer.team.capacity >= 7, "too small to be shared by as many threads as the test has")
    let team = trainer.team
    var losses: [Double] = []
    var evaluation: Evaluation?
    try withHelpers(joining == nil ? helpers : 0, of: team) {
      if joining == nil { while team.workers <= helpers {} }
      let late = DispatchGroup()
      defer {
        team.shutDown()
        late.wait()
      }
      for step in 0..<12 {
        if let joining, joining.contains(step) {
          startThread(in: late) { team.help() }
          while team.workers <= joining.count(where: { $0 <= step }) {}
        }
        // 300 rows, then fewer.
        losses.append(try trainer.step(rows: Array(Int32(step * 7)..<300)))
      }
      evaluation = try trainer.evaluate(examples)
    }
    return TrainingOutcome(
      losses: losses, parameters: trainer.parameters(), evaluation: try #require(evaluation),
      norms: trainer.norms?.norms ?? [])
  }

  @Test func aLargeBatchIsInOneCopy() {
    let values = InputFeatures.values([])
    #expect(BatchInput<Float>.copyCount(of: values, rows: 64, width: 784, workers: 7) == 7)
    #expect(BatchInput<Double>.copyCount(of: values, rows: 64, width: 784, workers: 7) == 7)
    #expect(BatchInput<Float>.copyCount(of: values, rows: 300, width: 900, workers: 7) == 1)
    #expect(BatchInput<Float>.copyCount(of: values, rows: .max, width: 2, workers: 7) == 1)
  }

  /// Each block is updated by one worker, and on two cores each has whole columns of the first layer.
  @Test(arguments: [1, 2, 3, 8, 50]) func workersShareTheBlocks(_ workers: Int) throws {
    var random = RandomGenerator.torch(TorchGenerator(seed: 1))
    let program = try Program<Float>(
      Network(inputShape: [784], layers: [.dense(128), .dense(64), .dense(10)]),
      kernels: #require(Float.kernels(for: .best)), random: &random)
    let blocks = program.parameters.blocks
    let shares = BlockShares(blocks, workers: workers)
    #expect(shares.order.sorted() == blocks.indices.map { Int32($0) })
    #expect(shares.starts.count == workers + 1 && shares.starts == shares.starts.sorted())
    #expect(shares.starts.first == 0 && shares.starts.last == blocks.count)
    guard workers == 2 else { return }
    for worker in 0..<2 {
      let own = shares.order[shares.starts[worker]..<shares.starts[worker + 1]].map { blocks[Int($0)] }
      let weights = own.filter { $0.layer == 0 && $0.parameter == 0 }
      #expect(weights.count == 4)
      #expect(Set(weights.map(\.place.columns)) == [64 * worker..<64 * (worker + 1)])
    }
  }

  /// Each element of a batch's matrix is in one piece, in the order of the columns.
  @Test(arguments: [1, 2, 3, 7], [(64, 128), (10, 100), (300, 33), (1, 1), (7, 10)])
  func piecesCoverABatchOnce(_ workers: Int, _ shape: (rows: Int, columns: Int)) {
    for unit in [32, nil] {
      let pieces = BatchPieces(
        rows: shape.rows, columns: shape.columns, workers: workers, columnUnit: unit,
        rowUnit: ProductTile.rows)
      var counts = [Int](repeating: 0, count: shape.rows * shape.columns)
      var lastColumn = 0
      for index in 0..<pieces.count {
        let piece = pieces[index]
        #expect(piece.columns.lowerBound >= lastColumn && piece.columns.lowerBound % (unit ?? .max) == 0)
        lastColumn = piece.columns.lowerBound
        for row in piece.rows { for column in piece.columns { counts[row * shape.columns + column] += 1 } }
      }
      #expect(counts.allSatisfy { $0 == 1 })
    }
    #expect(
      BatchPieces(rows: 64, columns: 128, workers: 2, columnUnit: 32, rowUnit: ProductTile.rows).count == 4)
    #expect(
      BatchPieces(rows: 64, columns: 128, workers: 1, columnUnit: 32, rowUnit: ProductTile.rows).count == 1)
  }

  @Test func noMoreThreadsThanAskedFor() throws {
    let examples = GivenExamples(
      features: [Double](repeating: 1, count: 64 * 500), featureCount: 500,
      targets: .values([Double](repeating: 0, count: 64), width: 1))
    for (maximum, capacity) in [(0, 1), (1, 1), (2, 2)] {
      let trainer = try Trainer<Float>(
        [.dense(500), .dense(1)], loss: MeanSquaredError(), on: examples, maximumThreads: maximum)
      #expect(trainer.team.capacity == capacity)
    }
  }

  /// All rows of the batch after this one are to be prefetched, part by part, if they exist.
  @Test func theNextBatchIsPrefetched() throws {
    func prefetched(_ order: [Int32], batch: Range<Int>, parts: Int, features: Int = 40) throws -> [Int32] {
      let pixels = try Pixels(count: 50, featureCount: features)
      let input = try BatchInput<Float>(
        copies: [], features: InputFeatures(pixels, asBytes: true), sourceCount: pixels.count)
      return order.withUnsafeBufferPointer { order in
        input.begin(batch, of: order)
        return (0..<parts).flatMap {
          input.rowsToPrefetch(part: $0, of: parts).map { Array($0.examples) } ?? []
        }
      }
    }
    let order: [Int32] = [7, 3, 1, 2, 9, 8, 30]
    for parts in [1, 2, 3, 7] {
      #expect(try prefetched(order, batch: 0..<3, parts: parts) == [2, 9, 8])
      #expect(try prefetched(order, batch: 3..<6, parts: parts) == [30])
      #expect(try prefetched(order, batch: 6..<7, parts: parts) == [])
    }
    #expect(try prefetched([1, 2, 3, 4, 50, -1], batch: 0..<3, parts: 3) == [4], "there are no such rows")
    let most = BatchInput<Float>.prefetchedBytes / 2
    #expect(try prefetched([1, 2, 3, 4], batch: 0..<2, parts: 1, features: most) == [3, 4])
    #expect(try prefetched([1, 2, 3, 4], batch: 0..<2, parts: 1, features: most + 1) == [], "too large")
  }

  @Test func divergenceEndsTheStepForAllWorkers() throws {
    let examples = GivenExamples(
      features: [Double](repeating: 1e30, count: 256 * 80), featureCount: 80,
      targets: .values([Double](repeating: 0, count: 256 * 64), width: 64))
    let trainer = try Trainer<Float>([.dense(64)], loss: MeanSquaredError(), on: examples)
    trainer.spreadParameters(1, scale: 1)
    let before = trainer.parameters()
    withHelpers(1, of: trainer.team) {
      while trainer.team.workers <= 1 {}
      for _ in 0..<3 {
        #expect(throws: TrainingError.diverged(loss: .infinity)) { try trainer.step(rows: Array(0..<256)) }
      }
    }
    #expect(trainer.parameters() == before)
  }

  @Test func smallWorkIsNotShared() throws {
    let trainer = try Trainer<Double>([.dense(4, Sigmoid()), .dense(1)], loss: MeanSquaredError(), on: .xor)
    #expect(trainer.team.capacity == 1)
  }
}
