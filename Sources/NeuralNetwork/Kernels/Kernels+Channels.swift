internal import CKernels

/// Some rows of a matrix whose columns are channels, each of `inner` elements side by side. A group of an
/// interleaved matrix is a row, in which each element has its number of each example.
package struct ChannelRows<S: Scalar> {
  package var pointer: UnsafeMutablePointer<S>
  package var rows: Int
  package var stride: Int
  package var channels: Int
  package var inner: Int
  /// Of the last row, only so many of every ``Scalar/lanes`` elements count.
  package var lastLanes: Int

  package init(
    pointer: UnsafeMutablePointer<S>, rows: Int, stride: Int, channels: Int, inner: Int,
    lastLanes: Int = S.lanes
  ) {
    self.pointer = pointer
    self.rows = rows
    self.stride = stride
    self.channels = channels
    self.inner = inner
    self.lastLanes = lastLanes
  }

  init(_ matrix: MatrixView<S>, channels: Int) {
    let inner = matrix.columns / channels
    if matrix.isInterleaved {
      let rest = matrix.rows % S.lanes
      self.init(
        pointer: matrix.pointer, rows: matrix.groups, stride: matrix.columns * S.lanes, channels: channels,
        inner: inner * S.lanes, lastLanes: rest == 0 ? S.lanes : rest)
    } else {
      self.init(
        pointer: matrix.pointer, rows: matrix.rows, stride: matrix.stride, channels: channels, inner: inner)
    }
  }

  /// The elements of a channel that count.
  var count: Int { rows * inner - (S.lanes - lastLanes) * (inner / S.lanes) }
}

extension Kernels {
  /// The mean of some channels of x over all its rows, and their biased variance.
  package func batchMoments(
    _ x: ChannelRows<S>, channels: Range<Int>, mean: UnsafeMutablePointer<S>,
    variance: UnsafeMutablePointer<S>
  ) {
    table.pointee.batch_moments(
      x.rows, x.stride, x.inner, x.lastLanes, channels.lowerBound, channels.upperBound, x.pointer, mean,
      variance)
  }

  /// The sums of some channels of x over all its rows, and of the products with y less its `mean`.
  package func batchSums(
    _ x: ChannelRows<S>, _ y: ChannelRows<S>, mean: UnsafePointer<S>, channels: Range<Int>,
    sums: UnsafeMutablePointer<S>, products: UnsafeMutablePointer<S>
  ) {
    table.pointee.batch_sums(
      x.rows, x.stride, x.inner, x.lastLanes, channels.lowerBound, channels.upperBound, x.pointer, y.pointer,
      mean,
      sums, products)
  }

  /// z = y where x > 0, else y times the slope of the channel; y and z in the layout of x.
  package func channelSlopes(
    _ x: ChannelRows<S>, _ slopes: UnsafePointer<S>, of y: UnsafePointer<S>, into z: UnsafeMutablePointer<S>
  ) {
    table.pointee.channel_slopes(x.rows, x.stride, x.inner, x.channels, x.pointer, slopes, y, z)
  }

  /// z = (x · a + c) + y · b, with the numbers a, b and c of each channel.
  package func channelAffine(
    _ x: ChannelRows<S>, _ a: UnsafePointer<S>, plus c: UnsafePointer<S>,
    _ y: (rows: ChannelRows<S>, b: UnsafePointer<S>)? = nil, into z: UnsafeMutablePointer<S>
  ) {
    table.pointee.channel_affine(
      x.rows, x.stride, x.inner, x.channels, x.pointer, a, y?.rows.pointer, y?.b, c, z)
  }
}
