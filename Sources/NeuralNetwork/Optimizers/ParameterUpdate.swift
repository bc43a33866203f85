/// A team member's part in moving the parameters: its gradients are made block by block in a small buffer and handed to
/// the optimizer while they are in the cache, so that no trial keeps the gradients of all parameters.
struct ParameterUpdate<S: Scalar> {
  /// The rows of a panel whose gradient is made at once: few enough for the cache, many enough for the product.
  static var blockRows: Int { 256 }
  /// The most numbers of a block.
  static var blockCount: Int { blockRows * 2 * S.lanes }

  let member: TeamMember
  let optimizer: any Optimizer<S>
  /// Room for ``blockCount`` numbers, the member's own.
  let gradient: UnsafeMutablePointer<S>

  /// Calls `compute` for each block of this member's share of `parameter`, which writes the block's gradient, and has
  /// the optimizer move the block.
  func callAsFunction(
    _ parameter: Parameter<S>, _ compute: (PanelBlock, UnsafeMutablePointer<S>) -> Void
  ) {
    parameter.layout.forEachBlock(of: member, rows: Self.blockRows) { block in
      compute(block, gradient)
      optimizer.update(
        parameter.value + block.offset, at: parameter.offset + block.offset, count: block.count,
        gradient: gradient)
    }
  }
}
