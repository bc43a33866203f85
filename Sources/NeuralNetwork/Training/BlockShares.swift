/// Who of a team moves which parameters.
///
/// Each member has an equal part of the first layer's blocks, as far as they divide those of the columns that it computes in
/// a step, and of the others; the same in every step. So what it reads and writes stays in its core's cache.
struct BlockShares {
  /// Places in the network's blocks, each member's behind those of the member before.
  let order: [Int32]
  /// Where a member's begin, and where the last one's end.
  let starts: [Int]

  init<S>(_ blocks: [ParameterBlock<S>], members: Int) {
    let first = blocks.firstIndex { $0.layer > 0 } ?? blocks.count
    var (order, starts) = ([Int32](), [0])
    for member in 0..<members {
      for layers in [0..<first, first..<blocks.count] {
        order += Self.part(member, of: members, blocks[layers]).map { Int32($0) }
      }
      starts.append(order.count)
    }
    self.order = order
    self.starts = starts
  }

  /// The blocks whose middle is in a member's part of what all of them hold together.
  private static func part<S>(
    _ member: Int, of members: Int, _ blocks: ArraySlice<ParameterBlock<S>>
  ) -> Range<Int> {
    let count = blocks.reduce(0) { $0 + $1.place.count }
    func start(_ member: Int) -> Int {
      let bound = count / members * member + count % members * member / members
      var held = 0
      return blocks.firstIndex { block in
        defer { held += block.place.count }
        return held + block.place.count / 2 >= bound
      } ?? blocks.endIndex
    }
    return start(member)..<(member == members - 1 ? blocks.endIndex : start(member + 1))
  }
}
