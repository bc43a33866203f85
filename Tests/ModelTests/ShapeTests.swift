import Testing

@testable import Model

/// The rules of shapes that files, engine and tables share.
@Suite struct ShapeTests {
  @Test(arguments: [
    ([], 1), ([5], 5), ([2, 3, 4], 24), ([7, 0], 0), ([1 << 31, 1 << 31], 1 << 62),
    ([1 << 32, 1 << 31], Int.max),
    ([.max], .max), ([.max, 1], .max), ([.max, 2], .max), ([1 << 40, 1 << 40, 1 << 40], .max),
  ])
  func elementsAreCountedAsFarAsAnIntegerGoes(_ shape: [Int], _ count: Int) {
    #expect(shape.elementCount == count)
  }

  @Test(arguments: [
    (1, 2, 3), (Int.max, 0, Int.max), (.max, 1, .max), (.max - 1, 1, .max), (.max, .max, .max), (0, 0, 0),
  ])
  func countsAreAddedAsFarAsAnIntegerGoes(_ a: Int, _ b: Int, _ sum: Int) {
    #expect(a.addingSaturated(b) == sum && b.addingSaturated(a) == sum)
  }

  @Test(
    arguments: [
      ([], [], []), ([], [3], [3]), ([1], [3], [3]), ([3], [3], [3]), ([2, 1], [1, 3], [2, 3]),
      ([2, 1], [3], [2, 3]),
      ([4, 2, 3], [2, 3], [4, 2, 3]), ([4, 1, 1], [2, 3], [4, 2, 3]), ([3], [2], nil), ([2, 3], [2], nil),
      ([2, 3], [3, 2], nil), ([4, 2, 3], [4, 3, 3], nil), ([0], [1], [0]), ([2], [0], nil),
    ] as [([Int], [Int], [Int]?)])
  func shapesAreBroadcastEitherWayRound(_ a: [Int], _ b: [Int], _ expected: [Int]?) {
    #expect(a.broadcast(with: b) == expected)
    #expect(b.broadcast(with: a) == expected)
  }

  @Test(
    arguments: [
      ([2, 3], [3, 4], [2, 4]), ([3], [3, 4], [4]), ([2, 3], [3], [2]), ([3], [3], []),
      ([1, 1], [1, 1], [1, 1]),
      ([2, 3], [2, 3], nil), ([3], [2], nil), ([], [3], nil), ([3], [], nil), ([1, 2, 3], [3], nil),
      ([3], [1, 3, 2], nil),
    ] as [([Int], [Int], [Int]?)])
  func productsAreOfMatricesAndVectors(_ a: [Int], _ b: [Int], _ expected: [Int]?) {
    #expect(a.matrixProduct(with: b) == expected)
  }

  @Test func aNetworkTooLargeToCountHasACount() throws {
    let huge = Dense(units: .max)
    let graph = try Network(inputShape: [2, 3], layers: [huge, huge, Dense(units: 1)]).graph()
    #expect(graph.nodes.map(\.inputCount) == [6, .max, .max])
    #expect(graph.nodes.map(\.parameterCount) == [.max, .max, .max] && graph.parameterCount == .max)
  }

  @Test func shapesGoFromLayerToLayer() throws {
    let graph = try Network(inputShape: [2, 3], layers: [Dense(units: 4), Dense(units: 5)]).graph()
    #expect(graph.nodes.map(\.input) == [[2, 3], [4]] && graph.nodes.map(\.output) == [[4], [5]])
    #expect(graph.parameterCount == 6 * 4 + 4 + 4 * 5 + 5)
    #expect(
      graph.parameters.joined().map { "\($0.name) \($0.shape)" } == [
        "layers.0.weight [4, 6]", "layers.0.bias [4]", "layers.1.weight [5, 4]", "layers.1.bias [5]",
      ])
  }

  @Test func aNetworkThatCannotBeBuiltSaysWhy() {
    #expect(throws: NetworkFault.inputShape([2, 0])) {
      try Network(inputShape: [2, 0], layers: [Dense(units: 1)]).graph()
    }
    #expect(throws: NetworkFault.noLayers) {
      try Network(inputShape: [2], layers: [] as [LayerEntry]).graph()
    }
    #expect(throws: NetworkFault.layer(path: ["layers", "1"], .units(0))) {
      try Network(inputShape: [2], layers: [Dense(units: 1), Dense(units: 0)]).graph()
    }
  }
}
