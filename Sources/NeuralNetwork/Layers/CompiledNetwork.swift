import Model

/// A feed-forward network in a trial: its layers and their parameters. Workspaces are passed in.
final class CompiledNetwork<S: Scalar> {
  let parameters: ParameterStore<S>
  /// The elements of one example: of the input, then of each layer's output.
  let widths: [Int]
  private let layers: [any LayerOperation<S>]

  /// Builds the layers; the parameters get their initial values, layer by layer, in their order.
  ///
  /// - Throws: ``TrainingError/inputShape(_:)``, ``TrainingError/noLayers``,
  ///   ``TrainingError/units(_:layer:)``, ``TrainingError/noOperation(_:)`` or
  ///   ``TrainingError/outOfMemory(elements:)``.
  init(
    _ network: Network, kernels: Kernels<S>, random: inout RandomGenerator
  ) throws(TrainingError) {
    let shapes: NetworkShapes
    do throws(NetworkFault) {
      shapes = try network.shapes()
    } catch {
      throw TrainingError(error)
    }
    let parameters = try ParameterStore<S>(shapes.parameters)
    for parameter in parameters.layers.joined() {
      parameter.load(parameter.description.draw(using: &random))
    }
    var layers: [any LayerOperation<S>] = []
    for (index, layer) in network.layers.enumerated() {
      guard let layer = layer as? any TrainableLayer else {
        throw .noOperation(type(of: layer).name)
      }
      layers.append(
        try layer.makeOperation(
          shapes.layers[index], parameters: parameters.layers[index], kernels: kernels, isFirst: index == 0))
    }
    self.parameters = parameters
    self.layers = layers
    self.widths = [network.inputShape.elementCount] + shapes.layers.map(\.outputs)
  }

  /// The elements of one example's input.
  var inputCount: Int { widths[0] }

  /// The elements of one example's output.
  var outputCount: Int { widths[widths.count - 1] }

  /// In how many parts ``prepareBackward(part:)`` is done.
  var preparationParts: Int { layers.reduce(0) { $0 + $1.preparationParts } }

  /// A part of what ``backward(_:rows:)`` needs of the parameters as they stand.
  func prepareBackward(part: Int) {
    var part = part
    for layer in layers {
      if part < layer.preparationParts { return layer.prepareBackward(part: part) }
      part -= layer.preparationParts
    }
  }

  /// The network's output (rows×outputs) for x (rows×inputs), the examples `rows` of the batch in
  /// `workspace`.
  func forward(
    _ x: LayerInput<S>, _ workspace: Workspace<S>, rows: Range<Int>, mode: NetworkMode
  ) -> MatrixView<S> {
    forwardFirst(x, workspace, rows: rows, columns: 0..<firstOutputCount, mode: mode)
    return forwardRest(workspace, rows: rows, mode: mode)
  }

  /// The elements of one example's output of the first layer.
  var firstOutputCount: Int { widths[1] }

  /// The columns of the first layer's output that are computed together; see ``LayerOperation/columnUnit``.
  var firstColumnUnit: Int { layers[0].columnUnit }

  /// The first part of ``forward(_:_:rows:mode:)``: some columns of the first layer's output.
  func forwardFirst(
    _ x: LayerInput<S>, _ workspace: Workspace<S>, rows: Range<Int>, columns: Range<Int>, mode: NetworkMode
  ) {
    layers[0].forward(x, into: workspace.output(ofLayer: 0, rows: rows), columns: columns, mode: mode)
  }

  /// The rest of ``forward(_:_:rows:mode:)``, when all columns of the first layer's output are there.
  func forwardRest(_ workspace: Workspace<S>, rows: Range<Int>, mode: NetworkMode) -> MatrixView<S> {
    for index in layers.indices.dropFirst() {
      layers[index].forward(
        .matrix(workspace.output(ofLayer: index - 1, rows: rows)),
        into: workspace.output(ofLayer: index, rows: rows), columns: 0..<widths[index + 1], mode: mode)
    }
    return workspace.output(ofLayer: layers.count - 1, rows: rows)
  }

  /// The gradients of `rows` of all activations, from ``outputGradient(_:rows:)`` as the loss has written it;
  /// x (rows×inputs) is what the forward pass has read.
  func backward(_ x: LayerInput<S>, _ workspace: Workspace<S>, rows: Range<Int>) {
    for index in layers.indices.reversed() {
      layers[index].backward(
        x: index == 0 ? x : .matrix(workspace.output(ofLayer: index - 1, rows: rows)),
        y: workspace.output(ofLayer: index, rows: rows), dy: workspace.gradient(ofLayer: index, rows: rows),
        dx: index == 0 ? nil : workspace.gradient(ofLayer: index - 1, rows: rows))
    }
  }

  /// The gradient of a block of the parameters, from what ``backward(_:_:rows:)`` has left for all rows of
  /// the batch x (rows×inputs).
  func gradient(
    of block: ParameterBlock<S>, _ x: LayerInput<S>, _ workspace: Workspace<S>
  ) -> BlockGradient<S> {
    let rows = 0..<x.rows
    return layers[block.layer].gradient(
      of: block.parameter, in: block.place,
      x: block.layer == 0 ? x : .matrix(workspace.output(ofLayer: block.layer - 1, rows: rows)),
      dy: workspace.gradient(ofLayer: block.layer, rows: rows))
  }

  /// Where the loss writes the gradient (rows×outputs) of the network's output.
  func outputGradient(_ workspace: Workspace<S>, rows: Range<Int>) -> MatrixView<S> {
    workspace.gradient(ofLayer: layers.count - 1, rows: rows)
  }
}
