/// MT19937, the source of the bits of NumPy's legacy generator and of PyTorch's CPU generator
/// (Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8, 1998).
package struct MersenneTwister: Equatable, Sendable {
  /// Words of state.
  package static let stateCount = 624
  private static let shift = 397

  /// The 624 words of state.
  package private(set) var state: [UInt32]
  /// How many words of the current block were handed out, 0...624.
  package private(set) var position: Int

  /// `init_genrand`: what `np.random.seed(integer)` and `torch.manual_seed` do.
  package init(seed: UInt32) {
    state = [seed]
    state.reserveCapacity(Self.stateCount)
    var previous = seed
    for index in 1..<UInt32(Self.stateCount) {
      previous = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ index
      state.append(previous)
    }
    position = Self.stateCount
  }

  /// `init_by_array`: what `np.random.seed` does with a list. An empty key counts as `[0]`.
  package init(key: [UInt32]) {
    self.init(seed: 19_650_218)
    let key = key.isEmpty ? [0] : key
    let count = Self.stateCount
    var i = 1
    func mixed(_ multiplier: UInt32) -> UInt32 {
      state[i] ^ ((state[i - 1] ^ (state[i - 1] >> 30)) &* multiplier)
    }
    func advance() {
      i += 1
      if i == count {
        state[0] = state[count - 1]
        i = 1
      }
    }
    for step in 0..<max(count, key.count) {
      let j = step % key.count
      state[i] = mixed(1_664_525) &+ key[j] &+ UInt32(truncatingIfNeeded: j)
      advance()
    }
    for _ in 1..<count {
      state[i] = mixed(1_566_083_941) &- UInt32(i)
      advance()
    }
    state[0] = 0x8000_0000
  }

  /// A generator in a given state; `nil` unless there are 624 words and `position` is in 0...624.
  package init?(state: [UInt32], position: Int) {
    guard state.count == Self.stateCount, 0...Self.stateCount ~= position else { return nil }
    self.state = state
    self.position = position
  }

  /// The next 32 bits.
  package mutating func next() -> UInt32 {
    if position == Self.stateCount { twist() }
    defer { position += 1 }
    return Self.temper(state[position])
  }

  /// The next 64 bits; the first word drawn is the high half.
  package mutating func next64() -> UInt64 {
    let high = UInt64(next())
    return high << 32 | UInt64(next())
  }

  /// The next `count` words.
  package mutating func words(_ count: Int) -> [UInt32] {
    Array(unsafeUninitializedCapacity: count) { words, initializedCount in
      while initializedCount < count {
        if position == Self.stateCount { twist() }
        let run = min(count - initializedCount, Self.stateCount - position)
        state.withUnsafeBufferPointer { state in
          for index in 0..<run {
            words.initializeElement(at: initializedCount &+ index, to: Self.temper(state[position &+ index]))
          }
        }
        initializedCount += run
        position += run
      }
    }
  }

  /// Passes over the next `count` words.
  package mutating func discard(_ count: Int) {
    var rest = count
    while rest > 0 {
      if position == Self.stateCount { twist() }
      let run = min(rest, Self.stateCount - position)
      position += run
      rest -= run
    }
  }

  private static func temper(_ word: UInt32) -> UInt32 {
    var y = word
    y ^= y >> 11
    y ^= (y << 7) & 0x9D2C_5680
    y ^= (y << 15) & 0xEFC6_0000
    return y ^ (y >> 18)
  }

  /// The next block of state: s_i ← s_(i+397) ⊕ A·(top bit of s_i, low bits of s_(i+1)), indices modulo
  /// 624, in place. In three runs, so that the indices need no division and the compiler can vectorise.
  private mutating func twist() {
    state.withUnsafeMutableBufferPointer { s in
      func step(_ i: Int, _ next: Int, _ other: Int) {
        let y = (s[i] & 0x8000_0000) | (s[next] & 0x7FFF_FFFF)
        s[i] = s[other] ^ (y >> 1) ^ (0 &- (y & 1)) & 0x9908_B0DF
      }
      let count = Self.stateCount
      for i in 0..<(count - Self.shift) { step(i, i &+ 1, i &+ Self.shift) }
      for i in (count - Self.shift)..<(count - 1) { step(i, i &+ 1, i &+ Self.shift &- count) }
      step(count - 1, 0, Self.shift - 1)
    }
    position = 0
  }
}

extension MersenneTwister: Codable {
  private enum CodingKeys: CodingKey { case state, position }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let state = try container.decode([UInt32].self, forKey: .state)
    let position = try container.decode(Int.self, forKey: .position)
    guard let generator = MersenneTwister(state: state, position: position) else {
      throw DecodingError.dataCorruptedError(
        forKey: .state, in: container, debugDescription: "not 624 words, or a position outside 0...624")
    }
    self = generator
  }
}
