/// What a model's layers make of a dataset's examples.
package struct ModelShapes: Sendable, Equatable {
  /// Features that go into each layer and come out of it.
  package var layers: [(inputs: Int, outputs: Int)]
  /// Trainable numbers.
  package var parameterCount: Int

  package static func == (a: ModelShapes, b: ModelShapes) -> Bool {
    a.parameterCount == b.parameterCount && a.layers.elementsEqual(b.layers, by: ==)
  }

  /// The shapes behind a given number of features; layer sizes are limited, so the product of two does not overflow.
  init(_ model: ModelSpec, featureCount: Int) {
    layers = []
    parameterCount = 0
    var width = featureCount
    for layer in model.layers {
      switch layer {
      case .dense(let dense):
        layers.append((width, dense.units))
        parameterCount += (width + 1) * dense.units
        width = dense.units
      }
    }
  }
}
