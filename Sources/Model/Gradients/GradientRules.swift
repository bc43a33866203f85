/// What is done to the gradients before the optimizer sees them: penalties first, then the clip, as where a
/// penalty is a part of the loss.
package struct GradientRules: Sendable, Equatable {
  package var clip: GradientClip?
  /// The first one that fits a parameter is its own.
  package var penalties: [Penalty]

  package init(clip: GradientClip? = nil, penalties: [Penalty] = []) {
    self.clip = clip
    self.penalties = penalties
  }

  /// The penalty on a parameter, where there is one.
  package func penalty(on parameter: String) -> Penalty? {
    penalties.first { $0.pattern.matches(parameter) }
  }
}

/// How large gradients may be.
package enum GradientClip: Sendable, Equatable {
  /// All gradients are divided by the same number where the square root of the sum of their squares is larger
  /// (`torch.nn.utils.clip_grad_norm_`).
  case norm(Double)
  /// Each number is brought into the range from minus this to this (`torch.nn.utils.clip_grad_value_`).
  case value(Double)
}

/// l1 · Σ|w| + l2 / 2 · Σw² of some parameters, of which the gradient is added to that of the loss.
package struct Penalty: Sendable, Equatable {
  package var pattern: NamePattern
  package var l1: Double
  package var l2: Double

  package init(pattern: NamePattern = NamePattern("*"), l1: Double = 0, l2: Double = 0) {
    self.pattern = pattern
    self.l1 = l1
    self.l2 = l2
  }
}

/// A name in which each `*` stands for any characters, or none.
package struct NamePattern: Sendable, Equatable {
  package var text: String

  package init(_ text: String) { self.text = text }

  package func matches(_ name: String) -> Bool {
    let (pattern, name) = (Array(text.utf8), Array(name.utf8))
    var (place, other) = (0, 0)
    // The last `*`, and where its characters end so far.
    var star: (place: Int, end: Int)?
    while other < name.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, other)
        place += 1
      } else if place < pattern.count, pattern[place] == name[other] {
        (place, other) = (place + 1, other + 1)
      } else if let last = star {
        star = (last.place, last.end + 1)
        (place, other) = (last.place + 1, last.end + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
