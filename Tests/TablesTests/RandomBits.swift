/// Numbers that look random and are the same every time: the multiplier of Knuth's MMIX, with its upper bits
/// folded in.
struct RandomBits {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  /// A number below another.
  mutating func next(below limit: Int) -> Int { Int(next() >> 11) % limit }

  mutating func digits(_ count: Int) -> String { (0..<count).map { _ in "\(next(below: 10))" }.joined() }
}
