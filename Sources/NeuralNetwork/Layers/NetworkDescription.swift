/// A feed-forward network as an experiment declares it.
package struct NetworkDescription: Equatable, Sendable {
  /// The shape of one example, without the batch.
  package var inputShape: [Int]
  package var layers: [LayerDescription]

  package init(inputShape: [Int], layers: [LayerDescription]) {
    self.inputShape = inputShape
    self.layers = layers
  }

  /// The shape of one example's output, layer by layer.
  ///
  /// - Throws: ``TrainingError/inputShape(_:)``, ``TrainingError/noLayers`` or
  ///   ``TrainingError/units(_:layer:)``.
  package func outputShapes() throws(TrainingError) -> [[Int]] {
    guard inputShape.allSatisfy({ $0 >= 1 }) else { throw .inputShape(inputShape) }
    guard !layers.isEmpty else { throw .noLayers }
    var shapes: [[Int]] = []
    for (index, layer) in layers.enumerated() {
      shapes.append(try layer.outputShape(input: shapes.last ?? inputShape, index: index))
    }
    return shapes
  }

  /// The parameters, layer by layer, named as PyTorch would (`layers.0.weight`), in the order of their draws.
  ///
  /// - Throws: as ``outputShapes()``.
  package func parameters() throws(TrainingError) -> [ParameterDescription] {
    try parametersByLayer().flatMap { $0 }
  }

  /// The number of trainable numbers; `Int.max` where an `Int` cannot hold it.
  ///
  /// - Throws: as ``outputShapes()``.
  package func parameterCount() throws(TrainingError) -> Int {
    try parameters().reduce(0) { sum, parameter in
      let (total, overflow) = sum.addingReportingOverflow(parameter.count)
      return overflow ? .max : total
    }
  }

  func parametersByLayer() throws(TrainingError) -> [[ParameterDescription]] {
    let outputs = try outputShapes()
    let inputs = [inputShape] + outputs
    return layers.indices.map { index in
      layers[index].parameters(input: inputs[index], output: outputs[index]).map { parameter in
        ParameterDescription(name: "layers.\(index).\(parameter.name)", shape: parameter.shape)
      }
    }
  }
}
