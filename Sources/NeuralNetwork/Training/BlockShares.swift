/// Who of a team moves which parameters.
///
/// Each member has an equal part of the first layer's blocks, those of the columns that it computes in a step, and of the
/// others; the same in every step. So what it reads and writes stays in its core's cache.
struct BlockShares<S: Scalar> {
  /// Each member's blocks behind those of the member before.
  let blocks: [ParameterBlock<S>]
  /// Where a member's begin, and where the last one's end.
  let starts: [Int]

  init(_ all: [ParameterBlock<S>], members: Int) {
    let others = all.drop { $0.layer == 0 }
    let first = all[..<others.startIndex]
    var (blocks, starts) = ([ParameterBlock<S>](), [0])
    for member in 0..<members {
      blocks += Self.part(member, of: members, first) + Self.part(member, of: members, others)
      starts.append(blocks.count)
    }
    self.blocks = blocks
    self.starts = starts
  }

  /// The blocks whose middle is in a member's part of what all of them hold together.
  private static func part(
    _ member: Int, of members: Int, _ blocks: ArraySlice<ParameterBlock<S>>
  ) -> ArraySlice<ParameterBlock<S>> {
    guard let first = blocks.first, let last = blocks.last else { return blocks }
    let count = last.offset + last.place.count - first.offset
    let part = first.offset + count * member / members..<first.offset + count * (member + 1) / members
    return blocks.drop { $0.middle < part.lowerBound }.prefix { $0.middle < part.upperBound }
  }
}

extension ParameterBlock {
  fileprivate var middle: Int { offset + place.count / 2 }
}
