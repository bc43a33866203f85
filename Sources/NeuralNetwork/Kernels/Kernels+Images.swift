internal import CKernels
import Model

/// A window and the images of one channel or more that it goes over; sequences are images of one row.
package struct ImageWindow: Sendable {
  package var channels: Int
  /// Rows and columns, of the padded images for a convolution.
  package var size: (rows: Int, columns: Int)
  package var rows: WindowAxis
  package var columns: WindowAxis
  package var output: (rows: Int, columns: Int)

  package init(
    channels: Int, size: (rows: Int, columns: Int), rows: WindowAxis, columns: WindowAxis,
    output: (rows: Int, columns: Int)
  ) {
    self.channels = channels
    self.size = size
    self.rows = rows
    self.columns = columns
    self.output = output
  }

  /// The elements of an input image.
  package var count: Int { channels * size.rows * size.columns }
  /// The places of the window.
  package var places: Int { output.rows * output.columns }
  /// The weights of an output.
  package var taps: Int { channels * rows.size * columns.size }

  fileprivate var window: nn_window {
    nn_window(
      channels: channels, height: size.rows, width: size.columns, kernel_height: rows.size,
      kernel_width: columns.size, stride_y: rows.stride, stride_x: columns.stride, dilation_y: rows.dilation,
      dilation_x: columns.dilation, top: rows.before, left: columns.before, out_height: output.rows,
      out_width: output.columns)
  }
}

/// Where the elements of an image lie in a larger one: element (y, x) at (y · rows.step + rows.first, ...);
/// what lies outside is left out.
package struct ImagePlacement: Sendable {
  package var channels: Int
  package var size: (rows: Int, columns: Int)
  package var rows: (first: Int, step: Int)
  package var columns: (first: Int, step: Int)
  package var output: (rows: Int, columns: Int)

  /// The elements of the larger image.
  package var count: Int { channels * output.rows * output.columns }
}

extension Kernels {
  /// A matrix (m×n, row-major) to an interleaved one.
  package func interleave(
    m: Int, n: Int, _ x: UnsafePointer<S>, stride: Int, into z: UnsafeMutablePointer<S>
  ) {
    table.pointee.interleave(m, n, stride, x, z)
  }

  /// An interleaved matrix (m×n) to a row-major one.
  package func deinterleave(
    m: Int, n: Int, _ z: UnsafePointer<S>, into x: UnsafeMutablePointer<S>, stride: Int
  ) {
    table.pointee.deinterleave(m, n, stride, z, x)
  }

  /// Some output channels, of `count` in all, of the convolution of a group of padded images x with the
  /// weights w ((channels · rows · columns)×count, panels).
  package func convolve(
    _ window: ImageWindow, outputs: Range<Int>, of count: Int, x: UnsafePointer<S>, weights: UnsafePointer<S>,
    bias: UnsafePointer<S>?, into y: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: window.window) {
      table.pointee.convolve($0, outputs.lowerBound, outputs.count, count, x, weights, bias, y)
    }
  }

  /// The gradient of some taps of output channels, over `groups` groups of padded images x and of dy, which
  /// are `steps` from each other.
  package func convolveGradient(
    _ window: ImageWindow, groups: Int, taps: Range<Int>, outputs: Int, x: UnsafePointer<S>,
    dy: UnsafePointer<S>, steps: (x: Int, dy: Int), into gradient: UnsafeMutablePointer<S>, stride: Int
  ) {
    withUnsafePointer(to: window.window) {
      table.pointee.convolve_gradient(
        $0, groups, taps.lowerBound, taps.upperBound, outputs, x, steps.x, dy, steps.dy, gradient, stride)
    }
  }

  /// The sum of each channel of `inner` elements over groups that are `step` from each other.
  package func channelTotals(
    groups: Int, step: Int, channels: Int, inner: Int, _ x: UnsafePointer<S>,
    into sums: UnsafeMutablePointer<S>
  ) {
    table.pointee.channel_totals(groups, step, channels, inner, x, sums)
  }

  /// Puts a group of images into larger ones.
  package func place(
    _ placement: ImagePlacement, _ x: UnsafePointer<S>, into z: UnsafeMutablePointer<S>
  ) {
    let placement = nn_placement(
      channels: placement.channels, height: placement.size.rows, width: placement.size.columns,
      step_y: placement.rows.step, step_x: placement.columns.step, top: placement.rows.first,
      left: placement.columns.first, out_height: placement.output.rows, out_width: placement.output.columns)
    withUnsafePointer(to: placement) { table.pointee.place_image($0, x, z) }
  }

  /// The largest element of each window of a group of images, or the mean.
  package func pool(
    _ window: ImageWindow, largest: Bool, x: UnsafePointer<S>, into y: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: window.window) { table.pointee.pool($0, largest ? 1 : 0, x, y) }
  }

  /// The gradient of a pool's input x from that of its output y.
  package func poolBackward(
    _ window: ImageWindow, largest: Bool, x: UnsafePointer<S>, y: UnsafePointer<S>, dy: UnsafePointer<S>,
    into dx: UnsafeMutablePointer<S>
  ) {
    withUnsafePointer(to: window.window) {
      table.pointee.pool_backward($0, largest ? 1 : 0, x, y, dy, dx)
    }
  }
}
