/// A feed-forward network: the shape of one example, without the batch, and the layers from input to output.
package struct Network: Sendable, Equatable {
  package var inputShape: [Int]
  @AnyValue package var layers: [any Layer]

  package init(inputShape: [Int], layers: [any Layer]) {
    self.inputShape = inputShape
    self.layers = layers
  }

  /// What goes into each layer and comes out of it.
  ///
  /// - Throws: ``NetworkFault``.
  package func shapes() throws(NetworkFault) -> NetworkShapes {
    guard inputShape.allSatisfy({ $0 >= 1 }) else { throw .inputShape(inputShape) }
    guard !layers.isEmpty else { throw .noLayers }
    var shapes = NetworkShapes()
    var input = inputShape
    for (index, layer) in layers.enumerated() {
      let output: [Int]
      do throws(LayerFault) {
        output = try layer.outputShape(for: input)
      } catch {
        throw .layer(index, error)
      }
      let parameters = layer.parameters(for: input)
      shapes.layers.append(
        LayerShapes(
          input: input, output: output, parameters: parameters,
          multiplyAdds: layer.multiplyAdds(for: input)))
      input = output
    }
    return shapes
  }
}

/// Why a network cannot be built.
package enum NetworkFault: Error, Hashable, Sendable {
  /// A dimension of the input is less than 1.
  case inputShape([Int])
  case noLayers
  /// What is wrong with a layer, which counts from 0.
  case layer(Int, LayerFault)
}

/// The shapes of a network, layer by layer.
package struct NetworkShapes: Sendable, Equatable {
  package var layers: [LayerShapes] = []

  /// Trainable numbers; `Int.max` where an `Int` cannot hold them.
  package var parameterCount: Int { layers.reduce(0) { $0.addingSaturated($1.parameterCount) } }

  /// The multiply-adds of the forward pass of one example; `Int.max` where an `Int` cannot hold them.
  package var multiplyAdds: Int { layers.reduce(0) { $0.addingSaturated($1.multiplyAdds) } }

  /// The multiply-adds of a step of training on one example: those of the forward pass, as many for the
  /// gradients of the weights, and as many for the gradients of the inputs, which the first layer does not
  /// need.
  package var trainingMultiplyAdds: Int {
    layers.enumerated().reduce(0) { sum, layer in
      (0..<(layer.offset == 0 ? 2 : 3)).reduce(sum) { sum, _ in
        sum.addingSaturated(layer.element.multiplyAdds)
      }
    }
  }

  /// The parameters of each layer, named as PyTorch would: `layers.0.weight`.
  package var parameters: [[ParameterShape]] {
    layers.enumerated().map { index, layer in
      layer.parameters.map {
        var parameter = $0
        parameter.name = "layers.\(index).\($0.name)"
        return parameter
      }
    }
  }
}

/// The shapes of one example on its way through a layer, and of the layer's parameters.
package struct LayerShapes: Sendable, Equatable {
  package var input: [Int]
  package var output: [Int]
  package var parameters: [ParameterShape]
  /// The multiply-adds of the forward pass of one example.
  package var multiplyAdds = 0

  /// The elements of one example's input; `Int.max` where an `Int` cannot hold them.
  package var inputs: Int { input.elementCount }
  /// The elements of one example's output.
  package var outputs: Int { output.elementCount }
  /// Trainable numbers; `Int.max` where an `Int` cannot hold them.
  package var parameterCount: Int {
    parameters.reduce(0) { $1.isTrained ? $0.addingSaturated($1.count) : $0 }
  }
}
