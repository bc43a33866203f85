import Model
import Testing

/// How lists of layers become nodes.
@Suite struct NetworkGraphTests {
  private func graph(_ layers: [LayerEntry], _ input: [Int] = [4]) throws -> NetworkGraph {
    try Network(inputShape: input, layers: layers).graph()
  }

  private func inputs(_ graph: NetworkGraph) -> [[Int]] { graph.nodes.map(\.inputs) }

  @Test func aResidualAddsWhatItReads() throws {
    let graph = try graph([
      LayerEntry(Dense(units: 3)),
      LayerEntry(Residual(layers: [LayerEntry(Dense(units: 5)), LayerEntry(Dense(units: 3))])),
    ])
    #expect(inputs(graph) == [[0], [1], [2], [3, 1]])
    #expect(graph.nodes.map(\.name) == ["layers.0", "layers.1.0", "layers.1.1", "layers.1"])
    #expect(graph.nodes.last?.layer is Add && graph.outputs == 3)
  }

  @Test func aShortcutIsProjectedWhereShapesDiffer() throws {
    func names(_ units: Int) throws -> [String] {
      let layers = [LayerEntry(Residual(layers: [LayerEntry(Dense(units: units))], shortcut: .automatic))]
      return try graph(layers).nodes.map(\.name)
    }
    #expect(try names(4) == ["layers.0.0", "layers.0"])
    #expect(try names(7) == ["layers.0.0", "layers.0.shortcut", "layers.0"])
    let own = try graph([
      LayerEntry(
        Residual(
          layers: [LayerEntry(Dense(units: 2))],
          shortcut: .layers([LayerEntry(Tanh()), LayerEntry(Dense(units: 2))])))
    ])
    #expect(
      own.nodes.map(\.name) == ["layers.0.0", "layers.0.shortcut.0", "layers.0.shortcut.1", "layers.0"])
    #expect(inputs(own) == [[0], [0], [2], [1, 3]])
  }

  /// An image without channels has one.
  @Test func aShortcutGivesAnImageChannels() throws {
    func projection(_ shape: [Int], _ layer: any LayerElement) throws -> NetworkNode? {
      let layers = [LayerEntry(Residual(layers: [LayerEntry(layer)], shortcut: .automatic))]
      return try Network(inputShape: shape, layers: layers).graph().nodes.first {
        $0.name == "layers.0.shortcut"
      }
    }
    let window = SlidingWindow(size: [3], stride: [2], padding: .amount([1]))
    let image = try projection([8, 6], Conv2D(ConvolutionOptions(channels: 4, window: window)))
    #expect(image?.output == [4, 4, 3] && image?.parameters.first?.shape == [4, 1, 1, 1])
    let sequence = try projection([9], Conv1D(ConvolutionOptions(channels: 4, window: window)))
    #expect(sequence?.output == [4, 5] && sequence?.parameters.first?.shape == [4, 1, 1])
  }

  @Test func entriesReadOutputsByName() throws {
    let graph = try graph([
      LayerEntry(Dense(units: 3), name: "a"), LayerEntry(Dense(units: 2), source: "input"),
      LayerEntry(Tanh(), name: "b"), LayerEntry(Concat(sources: ["a", "b", "a"])),
    ])
    #expect(inputs(graph) == [[0], [0], [2], [1, 3, 1]] && graph.outputs == 8)
    #expect(graph.nodes.map(\.name) == ["layers.a", "layers.1", "layers.b", "layers.3"])
  }

  @Test func repetitionsAndStacksHaveParametersOfTheirOwn() throws {
    var stack = Dense(units: 6)
    stack.widths = [6, 5]
    let graph = try graph([
      LayerEntry(Repeat(times: 2, layers: [LayerEntry(Dense(units: 4))])), LayerEntry(stack),
      LayerEntry(Block(layers: [LayerEntry(Dense(units: 1))])),
    ])
    #expect(
      graph.parameters.joined().map(\.name).filter { $0.hasSuffix("weight") } == [
        "layers.0.0.0.weight", "layers.0.1.0.weight", "layers.1.0.weight", "layers.1.1.weight",
        "layers.2.0.weight",
      ])
  }

  @Test func namesOfAListAreKnownWithinItAlone() throws {
    let block = Block(layers: [LayerEntry(Tanh(), name: "a"), LayerEntry(Tanh(), source: "a")])
    #expect(try graph([LayerEntry(block), LayerEntry(block)]).nodes.count == 4)
    #expect(throws: NetworkFault.unknownOutput(path: ["layers", "1"], name: "a", known: ["input"])) {
      try graph([LayerEntry(block), LayerEntry(Tanh(), source: "a")])
    }
    let outer = Block(layers: [LayerEntry(Add(sources: ["x", "input"]))])
    #expect(inputs(try graph([LayerEntry(Tanh(), name: "x"), LayerEntry(outer)])) == [[0], [1, 0]])
  }

  @Test func tiesAreOfTheOwner() throws {
    let tied = try graph([
      LayerEntry(Dense(units: 3), name: "a"), LayerEntry(Dense(units: 4), name: "b", tie: "a"),
      LayerEntry(Dense(units: 3), tie: "b"), LayerEntry(Dense(units: 1)),
    ])
    #expect(tied.nodes[1].tie(of: 0) == ParameterTie(node: 0, parameter: 0, isTransposed: true))
    #expect(tied.nodes[1].tie(of: 1) == nil)
    #expect(tied.nodes[2].tie(of: 0) == ParameterTie(node: 0, parameter: 0, isTransposed: false))
    #expect(tied.nodes[2].tie(of: 1) == nil)
    #expect(tied.parameterCount == 12 + 3 + 4 + 3 + 3 + 1)
    let frozen = try graph([
      LayerEntry(Dense(units: 4), name: "a", isFrozen: true), LayerEntry(Dense(units: 4), tie: "a"),
    ])
    #expect(frozen.parameterCount == 0 && !frozen.nodes[1].isTrained)
    #expect(frozen.dependsOnParameters == [false, false, false])
  }

  @Test func whatCannotBeBuiltSaysWhere() {
    func fault(_ layers: [LayerEntry]) -> NetworkFault? {
      #expect(throws: NetworkFault.self) { try graph(layers) }
    }
    let dense = LayerEntry(Dense(units: 3))
    #expect(fault([dense, LayerEntry(Tanh(), source: "input")]) == .unread(path: ["layers", "0"]))
    #expect(
      fault([dense, LayerEntry(Block(layers: [dense, LayerEntry(Dense(units: 0))]))])
        == .layer(path: ["layers", "1", "block", "layers", "1"], .units(0)))
    #expect(
      fault([LayerEntry(Residual(layers: [dense]))])
        == .layer(path: ["layers", "0", "residual"], .shapesDiffer([[3], [4]])))
    #expect(
      fault([LayerEntry(Tanh(), name: "a"), LayerEntry(Tanh(), name: "a")])
        == .repeatedName(path: ["layers", "1"], name: "a"))
    #expect(
      fault([LayerEntry(Tanh(), name: "input")]) == .repeatedName(path: ["layers", "0"], name: "input"))
    #expect(
      fault([LayerEntry(Tanh(), name: "a"), LayerEntry(Dense(units: 1), tie: "a")])
        == .tie(path: ["layers", "1"], name: "a", .noParameters))
    #expect(
      fault([LayerEntry(Reshape(shape: [5]))])
        == .layer(path: ["layers", "0"], .reshape(from: [4], to: [5])))
    #expect(
      fault([
        LayerEntry(Repeat(times: 1000, layers: [LayerEntry(Repeat(times: 1000, layers: [dense]))]))
      ])?.path.first == "layers")
    #expect(fault([LayerEntry(Block())]) == .noLayers)
  }

  @Test func operationsOfAStepLeaveOutGradientsThatNobodyNeeds() throws {
    let frozen = try graph([
      LayerEntry(Dense(units: 3), isFrozen: true), LayerEntry(Dense(units: 2)), LayerEntry(Dense(units: 1)),
    ])
    #expect(frozen.multiplyAdds == 12 + 6 + 2)
    #expect(frozen.trainingMultiplyAdds == 2 * 12 + 2 * 6 + 3 * 2)
  }
}
