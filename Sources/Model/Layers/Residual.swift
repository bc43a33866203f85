/// Layers whose output is added to what they read.
///
/// K. He, X. Zhang, S. Ren and J. Sun, Deep residual learning for image recognition, CVPR 2016.
package struct Residual: LayerGroup {
  package static let name = "residual"

  /// What is added to the layers' output.
  package enum Shortcut: Sendable, Equatable {
    /// What they read.
    case identity
    /// That, or, where its shape is another one, its projection: a convolution of 1×1 pixels, with the stride
    /// that makes the sizes the same, or a dense layer of features.
    case automatic
    /// What layers make of it.
    case layers([LayerEntry])
  }

  package var layers: [LayerEntry]
  package var shortcut: Shortcut

  package init(layers: [LayerEntry] = [], shortcut: Shortcut = .identity) {
    self.layers = layers
    self.shortcut = shortcut
  }

  package func build(_ builder: inout NetworkBuilder) throws(NetworkFault) {
    let input = builder.current
    try builder.add(layers, behind: "layers")
    let output = builder.current
    builder.go(to: input)
    switch shortcut {
    case .identity: break
    case .automatic:
      let (from, to) = (builder.shape(of: input), builder.shape(of: output))
      if from != to {
        guard let projection = Self.projection(from: from, to: to) else {
          throw builder.fault(.noProjection(from: from, to: to))
        }
        try builder.add(projection, scope: "shortcut")
      }
    case .layers(let layers): try builder.add(layers, behind: "shortcut", scope: "shortcut")
    }
    try builder.add(Add(), reading: [output, builder.current])
  }

  /// The layer that makes the one shape of the other. An image or sequence without channels has one.
  private static func projection(from: [Int], to: [Int]) -> (any Layer)? {
    if to.count == 1 { return Dense(units: to[0]) }
    let sizes = from.count == to.count ? from.dropFirst() : from[...]
    guard sizes.count + 1 == to.count, 2...3 ~= to.count else { return nil }
    let strides = zip(sizes, to.dropFirst()).map { ($0 + $1 - 1) / $1 }
    let options = ConvolutionOptions(channels: to[0], window: SlidingWindow(size: [1], stride: strides))
    let projection: any Layer = to.count == 3 ? Conv2D(options) : Conv1D(options)
    return (try? projection.outputShape(for: from)) == to ? projection : nil
  }
}
