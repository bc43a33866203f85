/// Why a layer cannot be built on what it reads.
package enum LayerFault: Error, Hashable, Sendable {
  /// Fewer than one unit.
  case units(Int)
  /// It reads examples of another rank: `expected` in words, "images (channels, rows, columns)".
  case rank(expected: String, found: [Int])
  /// It reads indices, and what comes before it is not the network's input.
  case computedIndices
  /// A window of `window` does not fit into `input` with its padding.
  case window(size: Int, input: Int)
  /// More padding than half of the window: a window would read nothing but that.
  case poolPadding(Int, size: Int)
  /// The groups do not divide the channels; `of` says which, "input".
  case groups(Int, channels: Int, of: String)
  /// Padding to the size of the input needs a stride of 1.
  case samePaddingWithStride(Int)
  /// Tensors whose shapes should be the same.
  case shapesDiffer([[Int]])
  /// Tensors whose shapes should be the same behind the first dimension.
  case shapesDifferBehindFirst([[Int]])
  /// A shape that the elements do not fill.
  case reshape(from: [Int], to: [Int])
  /// The layer can be given no projection from the one shape to the other.
  case noProjection(from: [Int], to: [Int])
}
