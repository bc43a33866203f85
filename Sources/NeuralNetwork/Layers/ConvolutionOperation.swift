import Model

extension Conv1D: TrainableConvolution {}
extension Conv2D: TrainableConvolution {}

/// A convolution as a layer that can be trained.
protocol TrainableConvolution: Convolution, TrainableLayer {}

extension TrainableConvolution {
  static var layout: TensorLayout { .interleaved }

  func makeOperation<S>(_ context: OperationContext<S>) throws(TrainingError) -> any Operation<S> {
    try ConvolutionOperation(
      ImageWindow(options.window, axes: Self.axes, context.node), groups: options.groups, context,
      activation: KernelActivation(activation))
  }
}

/// y = f(b + Σ w · x), over what lies under the kernel in the channels of an output's group.
///
/// A group of examples at a time: its images are put into padded ones, which are kept for the gradient of w.
/// The gradient of x is the convolution of dz with the kernels turned round, from outputs to inputs; there dz
/// is padded, and a stride's steps are filled with zeros.
final class ConvolutionOperation<S: Scalar>: Operation {
  private let kernels: Kernels<S>
  private let activation: KernelActivation
  private let weights: Parameter<S>
  private let bias: UnsafeMutablePointer<S>?
  private let groups: Int
  private let outputs: Int
  /// Over the padded images of the channels of a group.
  private let window: ImageWindow
  /// Where the images lie in the padded ones; `nil` where there is no padding.
  private let padding: ImagePlacement?
  private let inputCount: Int
  /// What the gradient of x is computed with; `nil` where it is not needed.
  private let reverse: Reverse?

  /// The convolution from dz to dx.
  private struct Reverse {
    /// Over the padded gradients of the output channels of a group.
    var window: ImageWindow
    /// Where dz lies in the padded ones; `nil` where it is as it is.
    var padding: ImagePlacement?
    /// The kernels turned round: (outputs of a group · rows · columns)×inputs, panels.
    var weights: AlignedBuffer<S>
    var layout: PackedLayout<S>
  }

  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    _ image: ImageWindow, groups: Int, _ context: OperationContext<S>, activation: KernelActivation
  ) throws(TrainingError) {
    kernels = context.kernels
    self.activation = activation
    self.groups = groups
    weights = context.parameters[0]
    bias = context.parameters.count > 1 ? context.parameters[1].value : nil
    outputs = context.node.output[0]
    inputCount = image.count
    let padded = (image.rows.paddedSize(image.size.rows), image.columns.paddedSize(image.size.columns))
    window = ImageWindow(
      channels: image.channels / groups, size: padded, rows: image.rows, columns: image.columns,
      output: image.output)
    padding =
      padded == image.size
      ? nil
      : ImagePlacement(
        channels: image.channels, size: image.size, rows: (image.rows.before, 1),
        columns: (image.columns.before, 1), output: padded)
    reverse =
      context.needsInputGradient
      ? try Self.reverse(image, groups: groups, outputs: context.node.output[0]) : nil
  }

  private static func reverse(
    _ image: ImageWindow, groups: Int, outputs: Int
  ) throws(TrainingError) -> Reverse {
    func axis(_ axis: WindowAxis) -> WindowAxis {
      WindowAxis(size: axis.size, dilation: axis.dilation)
    }
    let (rows, columns) = (image.rows, image.columns)
    let padded = (image.size.rows + rows.span - 1, image.size.columns + columns.span - 1)
    let placement = ImagePlacement(
      channels: outputs, size: image.output, rows: (rows.span - 1 - rows.before, rows.stride),
      columns: (columns.span - 1 - columns.before, columns.stride), output: padded)
    let isPlain =
      padded == image.output && rows.stride == 1 && columns.stride == 1 && placement.rows.first == 0
      && placement.columns.first == 0
    let window = ImageWindow(
      channels: outputs / groups, size: padded, rows: axis(rows), columns: axis(columns), output: image.size)
    let layout = PackedLayout<S>(rows: window.taps, columns: image.channels)
    return Reverse(
      window: window, padding: isPlain ? nil : placement, weights: try AlignedBuffer(count: layout.count),
      layout: layout)
  }

  /// What is kept, in this order, as far as it is needed.
  private enum Saved: CaseIterable { case images, gradients, sums }

  /// The elements of one example of each.
  private func width(_ saved: Saved, _ mode: NetworkMode) -> Int? {
    switch saved {
    case .images: padding?.count
    case .gradients: mode == .training ? reverse?.padding?.count : nil
    // The derivative of some activations is computed from them.
    case .sums: mode == .training && activation.readsInput ? outputs * window.places : nil
    }
  }

  /// The padded images; in training, the padded gradients and the sums too.
  func savedWidths(_ mode: NetworkMode) -> [Int] { Saved.allCases.compactMap { width($0, mode) } }

  /// One of them in training; `nil` where it is not kept.
  private func kept(_ saved: Saved, _ tensors: NodeTensors<S>) -> MatrixView<S>? {
    guard width(saved, .training) != nil else { return nil }
    let before = Saved.allCases.prefix { $0 != saved }
    return tensors.saved(before.count { width($0, .training) != nil })
  }

  /// The kernels of an input channel are a part.
  var preparationParts: Int { reverse.map(\.layout.columns) ?? 0 }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func prepare(part channel: Int) {
    guard let reverse else { return }
    let size = window.rows.size * window.columns.size
    let (inner, perGroup) = (channel % window.channels, outputs / groups)
    let firstOutput = channel / window.channels * perGroup
    for output in 0..<perGroup {
      for tap in 0..<size {
        let from = weights.layout.offset(row: inner * size + tap, column: firstOutput + output)
        let to = reverse.layout.offset(row: output * size + size - 1 - tap, column: channel)
        reverse.weights.pointer[to] = weights.value[from]
      }
    }
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func forward(_ tensors: NodeTensors<S>, columns: Range<Int>, mode: NetworkMode) {
    let (x, y) = (tensors.matrix(), tensors.output)
    let padded = padding == nil ? x : tensors.saved()
    let sums = mode == .training ? kept(.sums, tensors) ?? y : y
    for index in 0..<y.groups {
      if let padding {
        if mode == .evaluation { padded.group(index).update(repeating: 0, count: padded.columns * S.lanes) }
        kernels.place(padding, x.group(index), into: padded.group(index))
      }
      for group in 0..<groups {
        let outputs = outputs(of: group)
        kernels.convolve(
          window, outputs: outputs, of: self.outputs, x: padded.group(index) + group * window.count * S.lanes,
          weights: weights.value, bias: bias,
          into: sums.group(index) + outputs.lowerBound * window.places * S.lanes)
      }
    }
    if activation != .identity {
      kernels.activate(activation, count: y.count, sums.pointer, into: y.pointer)
    }
  }

  /// The output channels of a group of channels.
  private func outputs(of group: Int) -> Range<Int> {
    group * (outputs / groups)..<(group + 1) * (outputs / groups)
  }

  /// dz = dy · f′(z), which takes the place of dy.
  @_specialize(where S == Float) @_specialize(where S == Double)
  func backward(_ tensors: NodeTensors<S>) {
    let dy = tensors.outputGradient
    if activation != .identity {
      let known = kept(.sums, tensors) ?? tensors.output
      kernels.activateBackward(
        activation, count: dy.count, known: known.pointer, dy: dy.pointer, into: dy.pointer)
    }
    guard let reverse, let dx = tensors.inputGradient() else { return }
    let padded = kept(.gradients, tensors) ?? dy
    let (inputs, places) = (reverse.layout.columns / groups, reverse.window.places)
    for index in 0..<dy.groups {
      if let placement = reverse.padding {
        kernels.place(placement, dy.group(index), into: padded.group(index))
      }
      for group in 0..<groups {
        kernels.convolve(
          reverse.window, outputs: group * inputs..<(group + 1) * inputs, of: reverse.layout.columns,
          x: padded.group(index) + group * reverse.window.count * S.lanes,
          weights: reverse.weights.pointer, bias: nil,
          into: dx.group(index) + group * inputs * places * S.lanes)
      }
    }
  }

  func gradient(of parameter: Int, _ tensors: NodeTensors<S>) -> Gradient<S> {
    .computed(by: self, parameter: parameter, tensors)
  }

  @_specialize(where S == Float) @_specialize(where S == Double)
  func computeGradient(
    of parameter: Int, _ place: PanelBlock<S>, _ tensors: NodeTensors<S>,
    into gradient: UnsafeMutablePointer<S>
  ) {
    let dz = tensors.outputGradient
    let x = kept(.images, tensors) ?? tensors.matrix()
    let plane = window.places * S.lanes
    for index in 0..<place.panelCount {
      let panel = place.panel(index)
      let sums = gradient + index * place.panel(0).count
      sums.update(repeating: 0, count: panel.count)
      if parameter == 1 {
        kernels.channelTotals(
          groups: dz.groups, step: dz.columns * S.lanes, channels: panel.columns.count, inner: window.places,
          dz.pointer + panel.columns.lowerBound * plane, into: sums)
        continue
      }
      for group in 0..<groups {
        let columns = outputs(of: group).clamped(to: panel.columns)
        guard !columns.isEmpty else { continue }
        kernels.convolveGradient(
          window, groups: dz.groups, taps: panel.rows, outputs: columns.count,
          x: x.pointer + group * window.count * S.lanes, dy: dz.pointer + columns.lowerBound * plane,
          steps: (x.columns * S.lanes, dz.columns * S.lanes),
          into: sums + columns.lowerBound - panel.columns.lowerBound, stride: panel.width)
      }
    }
  }
}
