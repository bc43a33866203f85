/// A number for each place of a window, channel by channel: the largest, or the mean. PyTorch's
/// `nn.MaxPool1d`, `nn.MaxPool2d`, `nn.AvgPool1d` and `nn.AvgPool2d`.
package protocol Pooling: PlainLayer {
  /// 1 for sequences, 2 for images.
  static var axes: Int { get }
  static var takesLargest: Bool { get }
  var window: SlidingWindow { get set }
}

extension Pooling {
  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    let image = try ImageShape(input, axes: Self.axes)
    for index in 0..<Self.axes {
      let axis = window.axis(index)
      guard 2 * axis.before <= axis.size else { throw .poolPadding(axis.before, size: axis.size) }
    }
    return [image.channels] + (try window.outputSizes(image.sizes))
  }
}

package struct MaxPool2D: Pooling {
  package static let name = "max_pool2d"
  package static let (axes, takesLargest) = (2, true)
  package var window: SlidingWindow
  package init(_ window: SlidingWindow = SlidingWindow()) { self.window = window }
}

package struct MaxPool1D: Pooling {
  package static let name = "max_pool1d"
  package static let (axes, takesLargest) = (1, true)
  package var window: SlidingWindow
  package init(_ window: SlidingWindow = SlidingWindow()) { self.window = window }
}

package struct AveragePool2D: Pooling {
  package static let name = "average_pool2d"
  package static let (axes, takesLargest) = (2, false)
  package var window: SlidingWindow
  package init(_ window: SlidingWindow = SlidingWindow()) { self.window = window }
}

package struct AveragePool1D: Pooling {
  package static let name = "average_pool1d"
  package static let (axes, takesLargest) = (1, false)
  package var window: SlidingWindow
  package init(_ window: SlidingWindow = SlidingWindow()) { self.window = window }
}

/// The mean of each channel. PyTorch's `nn.AdaptiveAvgPool2d(1)`, flattened.
package struct GlobalAveragePool: PlainLayer {
  package static let name = "global_average_pool"

  package init() {}

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] {
    guard input.count >= 2 else {
      throw .rank(expected: "images (channels, rows, columns) or sequences", found: input)
    }
    return [input[0]]
  }
}
