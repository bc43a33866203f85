/// The gradient of a parameter as an operation describes it.
enum Gradient<S: Scalar> {
  /// xᵀ · dy, over the rows of both.
  case product(LayerInput<S>, MatrixView<S>)
  /// Numbers in the parameter's layout.
  case stored(UnsafeMutablePointer<S>)
  /// What the operation computes, block by block, of its parameter.
  case computed(by: any Operation<S>, parameter: Int, NodeTensors<S>)
}

/// The gradient of a block of a parameter: for a product, that of the block's rows (columns of x) and
/// columns.
struct BlockGradient<S: Scalar> {
  var gradient: Gradient<S>
  /// What is added to it, in this order, where several layers share the parameter.
  var others: [Gradient<S>] = []
  var place: PanelBlock<S>

  /// The gradient, with zeros in the block's padding; `scratch` has room for it, and for it twice where there
  /// are ``others``.
  ///
  /// - Returns: where it begins, and the step from one panel to the next.
  func compute(
    scratch: UnsafeMutablePointer<S>, kernels: Kernels<S>
  ) -> (UnsafeMutablePointer<S>, panelStep: Int) {
    if others.isEmpty { return compute(gradient, scratch: scratch, kernels: kernels) }
    for (index, part) in ([gradient] + others).enumerated() {
      let (first, step) = compute(part, scratch: scratch + (index == 0 ? 0 : place.count), kernels: kernels)
      for panel in 0..<place.panelCount {
        let (count, sum) = (place.panel(panel).count, scratch + panel * place.panel(0).count)
        if index > 0 {
          kernels.add(count: count, first + panel * step, to: sum)
        } else if first != scratch {
          sum.update(from: first + panel * step, count: count)
        }
      }
    }
    return (scratch, place.panel(0).count)
  }

  private func compute(
    _ gradient: Gradient<S>, scratch: UnsafeMutablePointer<S>, kernels: Kernels<S>
  ) -> (UnsafeMutablePointer<S>, panelStep: Int) {
    switch gradient {
    case .product(.bytes(let x), let dy):
      kernels.byteGradient(
        rows: place.rows, n: place.columns.count, x: x, dz: dy.pointer + place.columns.lowerBound,
        dzStride: dy.stride, step: nil, gradient: scratch)
    case .product(.scaledBytes(let x), let dy):
      for index in 0..<place.panelCount {
        let panel = place.panel(index)
        kernels.scaledGradient(panel, x: x, dz: dy, into: scratch + index * panel.count)
      }
    case .product(.matrix(let x), let dy):
      for index in 0..<place.panelCount {
        let panel = place.panel(index)
        kernels.matrixProduct(
          m: panel.rows.count, n: panel.columns.count, k: x.rows, a: x.pointer + panel.rows.lowerBound,
          aStrides: (row: 1, column: x.stride), b: dy.pointer + panel.columns.lowerBound, bStride: dy.stride,
          bias: nil, c: scratch + index * panel.count, cStride: panel.width)
      }
    case .computed(let operation, let parameter, let tensors):
      operation.computeGradient(of: parameter, place, tensors, into: scratch)
    case .stored(let numbers): return (numbers + place.offset, place.panelStep)
    }
    return (scratch, place.panel(0).count)
  }
}
