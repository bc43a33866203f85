/// How a window goes over images, or over sequences: its size, and the steps that it takes.
package struct SlidingWindow: Sendable, Equatable {
  /// What is added at the edges: zeros, which a pool's largest element is not looked for in.
  package enum Padding: Sendable, Equatable {
    /// So many on both sides: one number, or one for each axis.
    case amount([Int])
    /// As many as make the output as large as the input, the odd one at the end.
    case same
  }

  /// One number, or one for each axis; so are the others.
  package var size: [Int]
  /// The size itself where there is none.
  package var stride: [Int]
  package var padding: Padding
  package var dilation: [Int]

  package init(size: [Int] = [1], stride: [Int] = [], padding: Padding = .amount([0]), dilation: [Int] = [1])
  {
    self.size = size
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
  }

  /// The window along an axis.
  package func axis(_ index: Int) -> WindowAxis {
    func value(_ values: [Int]) -> Int { values.count == 1 ? values[0] : values[index] }
    let (size, dilation) = (value(size), value(dilation))
    let span = (size - 1) * dilation + 1
    let (before, after) =
      switch padding {
      case .amount(let amount): (value(amount), value(amount))
      case .same: ((span - 1) / 2, span - 1 - (span - 1) / 2)
      }
    return WindowAxis(
      size: size, stride: stride.isEmpty ? size : value(stride), before: before, after: after,
      dilation: dilation)
  }

  /// The sizes of the output of images whose axes have the `sizes`.
  ///
  /// - Throws: ``LayerFault/window(size:input:)`` or ``LayerFault/samePaddingWithStride(_:)``.
  package func outputSizes(_ sizes: [Int]) throws(LayerFault) -> [Int] {
    var outputs: [Int] = []
    for (index, size) in sizes.enumerated() {
      let axis = axis(index)
      if padding == .same, axis.stride != 1 { throw .samePaddingWithStride(axis.stride) }
      guard let count = axis.count(in: size) else {
        throw .window(size: axis.span, input: axis.paddedSize(size))
      }
      outputs.append(count)
    }
    return outputs
  }
}

/// A ``SlidingWindow`` along one axis.
package struct WindowAxis: Sendable, Equatable {
  package var size: Int
  package var stride: Int
  /// The elements that are added before the first one and behind the last one.
  package var before: Int
  package var after: Int
  package var dilation: Int

  package init(size: Int, stride: Int = 1, before: Int = 0, after: Int = 0, dilation: Int = 1) {
    self.size = size
    self.stride = stride
    self.before = before
    self.after = after
    self.dilation = dilation
  }

  /// An axis that the window does not go along.
  package static let none = WindowAxis(size: 1)

  /// From the first to the last element that the window reads.
  package var span: Int { (size - 1) * dilation + 1 }

  package func paddedSize(_ size: Int) -> Int { size.addingSaturated(before).addingSaturated(after) }

  /// The places of the window in so many elements; `nil` where it does not fit.
  package func count(in size: Int) -> Int? {
    let room = paddedSize(size) - span
    return room < 0 ? nil : room / stride + 1
  }
}

/// The shape of examples as images or sequences: channels, and the sizes of the axes behind them.
package struct ImageShape: Sendable, Equatable {
  package var channels: Int
  package var sizes: [Int]

  /// That of an example's shape, for images of so many axes; one without channels has one.
  ///
  /// - Throws: ``LayerFault/rank(expected:found:)``.
  package init(_ shape: [Int], axes: Int) throws(LayerFault) {
    switch shape.count {
    case axes: (channels, sizes) = (1, shape)
    case axes + 1: (channels, sizes) = (shape[0], Array(shape.dropFirst()))
    default:
      let expected = axes == 1 ? "sequences (channels, steps)" : "images (channels, rows, columns)"
      throw .rank(expected: expected, found: shape)
    }
  }
}
