import Model

/// The parameters of a network in one flat buffer, whose places an optimizer's state shares.
///
/// The padding of a parameter is part of the buffer. It starts as 0 and stays 0, since its gradient is 0.
final class ParameterStore<S: Scalar> {
  let values: AlignedBuffer<S>
  /// Layer by layer, in the order of the descriptions.
  let layers: [[Parameter<S>]]

  /// All parameters, cut into pieces for a gradient and the optimizer's step along it while it is in the
  /// cache, so that the gradients of all parameters are never kept at once.
  let blocks: [ParameterBlock<S>]

  var count: Int { values.count }

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(_ descriptions: [[ParameterShape]]) throws(TrainingError) {
    var total = 0
    for parameter in descriptions.joined() {
      let layout = Parameter<S>.layout(shape: parameter.shape)
      // The padding at most multiplies a count by the lanes; what passes that bound fits nowhere anyway.
      guard parameter.count < Int.max / (4 * S.lanes), total < Int.max / 4 else {
        throw .outOfMemory(elements: parameter.count)
      }
      total += layout.count
    }
    let values = try AlignedBuffer<S>(count: total)
    var offset = 0
    let layers = descriptions.map { layer in
      layer.map { parameter in
        defer { offset += Parameter<S>.layout(shape: parameter.shape).count }
        return Parameter(description: parameter, value: values.pointer + offset, offset: offset)
      }
    }
    self.layers = layers
    self.blocks = layers.enumerated().flatMap { layer, parameters in
      parameters.enumerated().flatMap { index, parameter in
        parameter.layout.blocks(rows: ParameterBlock<S>.rows).map { place in
          ParameterBlock(
            layer: layer, parameter: index, place: place, weights: parameter.value + place.offset,
            offset: parameter.offset + place.offset)
        }
      }
    }
    self.values = values
  }
}

/// One parameter of a ``ParameterStore``, which owns its memory.
///
/// A weight, [outputs, inputs] in PyTorch's order, is kept as its transpose (inputs×outputs) in panels: what
/// the forward product reads. A vector is one row of that layout.
struct Parameter<S: Scalar> {
  let description: ParameterShape
  let value: UnsafeMutablePointer<S>
  /// The place of ``value`` in the store's buffer.
  let offset: Int

  let layout: PackedLayout<S>

  init(description: ParameterShape, value: UnsafeMutablePointer<S>, offset: Int) {
    self.description = description
    self.value = value
    self.offset = offset
    layout = Self.layout(shape: description.shape)
  }

  static func layout(shape: [Int]) -> PackedLayout<S> {
    PackedLayout(rows: Array(shape.dropFirst()).elementCount, columns: shape.first ?? 1)
  }

  /// Takes the values (inputs×outputs, row-major: the order of ``Initializer``'s draws).
  func load(_ elements: [S]) { layout.pack(elements, into: value) }

  /// The values in PyTorch's order.
  var logicalValues: [S] { layout.unpackTransposed(value) }
}

/// A piece of a parameter.
struct ParameterBlock<S: Scalar> {
  /// The most rows of a block: few enough for the cache and for shares of equal size, many enough for the
  /// product.
  static var rows: Int { 200 }
  /// The most numbers in a block.
  static var count: Int { rows * PanelBlock<S>.largestWidth }

  let layer: Int
  /// The parameter's place among those of the layer.
  let parameter: Int
  let place: PanelBlock<S>
  let weights: UnsafeMutablePointer<S>
  /// The place of ``weights`` in the store's buffer.
  let offset: Int
}
