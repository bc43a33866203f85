import Declarations
import YAMLTree

/// A field of the trial in canonical form, with gaps for numbers that are drawn or computed from drawn ones:
/// what a million draws have in common is read once.
///
///     training: {optimizer: {adam: {learning_rate: $rate}}, epochs: 10}
///     "training":{"optimizer":{"adam":{"learning_rate":·}},"epochs":10}
///
/// There is a pattern where each such number stands in a place of its own that takes numbers alone and is
/// right or wrong whatever is beside it (`ValuePart`). How the canonical form depends on the numbers is not
/// assumed: the field is read with two other numbers in each place, and the rest has to be the same. (A
/// class: it is looked up for every trial.)
final class FieldPattern: Sendable {
  /// A number by its name in the sweep.
  typealias Candidate = (name: String, number: SweepNumber)

  /// The names of the numbers, in the order of the canonical form.
  let names: [String]
  private let parts: [ValuePart]
  /// What stands before, between and after them.
  private let pieces: [[UInt8]]

  /// The field at a combination, where it is with some numbers of the sweep. `nil` where it has no pattern,
  /// or none of the numbers is in it.
  init?(_ field: Field<TrialSpec>, _ template: TrialTemplate, at indices: [Int], _ candidates: [Candidate]) {
    var faults = Faults()
    var bound = template.bind(indices, &faults)
    for (number, candidate) in candidates.enumerated() {
      bound.put(Self.placeholder(number, template.root), for: candidate.name)
    }
    guard let entry = template.field(field.name, bound, &faults), faults.isEmpty else { return nil }
    // A number each, at its place.
    var gaps: [(candidate: Int, part: ValuePart)] = []
    for (name, places) in entry.value.referencePaths {
      guard let candidate = candidates.indices.first(where: { Self.name($0) == name }), places.count == 1,
        let part = TrialSpec.record.part(at: [field.name] + places[0])
      else { return nil }
      gaps.append((candidate, part))
    }
    if gaps.isEmpty { return nil }

    func read(_ numbers: [JSONValue]) -> JSONValue? {
      var (spec, faults) = (TrialSpec.record.blank, Faults())
      let node = entry.value.substituting { name in
        gaps.firstIndex { Self.name($0.candidate) == name }.map {
          Self.node(numbers[$0].compact, at: entry.value)
        }
      }
      guard field.decode(node, &spec, &faults), faults.isEmpty else { return nil }
      return field.identity(spec, TrialSpec.record.blank)
    }
    func marked(_ numbers: [JSONValue]) -> JSONValue? {
      var found: [Int] = []
      let identity = read(numbers)?.mapLeaves { leaf in
        guard let gap = numbers.firstIndex(of: leaf) else { return leaf }
        found.append(gap)
        return Self.mark(gap)
      }
      return found.sorted() == Array(gaps.indices) ? identity : nil
    }
    // Numbers that are nowhere else in the field.
    var taken: Set<JSONValue> = []
    _ = read(gaps.map { JSONValue(candidates[$0.candidate].number) })?.mapLeaves { leaf in
      taken.insert(leaf)
      return leaf
    }
    var others: [[JSONValue]] = []
    for _ in 0..<2 {
      let numbers = gaps.compactMap { gap -> JSONValue? in
        let number = gap.part.number(near: candidates[gap.candidate].number, besides: taken)
        if let number { taken.insert(number) }
        return number
      }
      if numbers.count < gaps.count { return nil }
      others.append(numbers)
    }
    guard let first = marked(others[0]), first == marked(others[1]) else { return nil }
    var rest = TrialSection.identity(field.name, first)[...]
    var (pieces, order): ([[UInt8]], [Int]) = ([], [])
    while let next = gaps.indices.compactMap({ gap in
      rest.range(of: Self.bytes(Self.mark(gap))).map { (gap: gap, range: $0) }
    }).min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      pieces.append(Array(rest[..<next.range.lowerBound]))
      order.append(next.gap)
      rest = rest[next.range.upperBound...]
    }
    guard order.sorted() == Array(gaps.indices) else { return nil }
    self.pieces = pieces + [Array(rest)]
    names = order.map { candidates[gaps[$0].candidate].name }
    parts = order.map { gaps[$0].part }
  }

  /// Appends the canonical form with some numbers. Nothing is appended where one of them is wrong, or is what
  /// it is by default, of which the canonical form says nothing.
  /// - Returns: whether it was appended.
  func writeIdentity(_ numbers: [SweepNumber], to bytes: inout [UInt8]) -> Bool {
    let start = bytes.count
    for position in parts.indices {
      guard let number = parts[position].number?(JSONValue(numbers[position])),
        !parts[position].presets.contains(number)
      else {
        bytes.removeSubrange(start...)
        return false
      }
      bytes += pieces[position]
      number.write(to: &bytes)
    }
    bytes += pieces[parts.count]
    return true
  }

  /// Whether some numbers are right.
  func accepts(_ numbers: [SweepNumber]) -> Bool {
    parts.indices.allSatisfy { parts[$0].number?(JSONValue(numbers[$0])) != nil }
  }

  // Names that no file has.
  private static func name(_ candidate: Int) -> String { "\u{1}\(candidate)" }

  private static func placeholder(_ candidate: Int, _ place: YAMLNode) -> YAMLNode {
    node("$" + name(candidate), at: place)
  }

  private static func mark(_ gap: Int) -> JSONValue { .string("\u{1}\(gap)\u{1}") }

  private static func bytes(_ value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    value.write(to: &bytes)
    return bytes
  }

  private static func node(_ text: String, at place: YAMLNode) -> YAMLNode {
    YAMLNode(content: .scalar(YAMLScalar(text: text)), mark: place.mark, endMark: place.endMark)
  }
}

extension ValuePart {
  /// A number in canonical form that is right, is none of some others, and is not there by default; `nil`
  /// where the part is no number alone, or has no such number.
  fileprivate func number(near number: SweepNumber, besides taken: Set<JSONValue>) -> JSONValue? {
    guard let canonical = self.number else { return nil }
    for step in 1...64 {
      let others: [JSONValue]
      switch number {
      case .integer(let value): others = [value &+ step, value &- step].map { .integer($0) }
      case .real(let value):
        let small = Double(step) * 0x1p-30
        others = [value * (1 + small), value * (1 - small), value + small, value - small].map { .real($0) }
      }
      for other in others {
        if let other = canonical(other), !presets.contains(other), !taken.contains(other) { return other }
      }
    }
    return nil
  }
}

extension JSONValue {
  init(_ number: SweepNumber) {
    switch number {
    case .integer(let value): self = .integer(value)
    case .real(let value): self = .real(value)
    }
  }

  /// The value with other numbers, texts, truth values and nulls in it.
  fileprivate func mapLeaves(_ transform: (JSONValue) -> JSONValue) -> JSONValue {
    switch self {
    case .array(let items): .array(items.map { $0.mapLeaves(transform) })
    case .object(let members): .object(members.map { .init($0.key, $0.value.mapLeaves(transform)) })
    default: transform(self)
    }
  }
}

extension ArraySlice where Element == UInt8 {
  /// Where some bytes are first found.
  fileprivate func range(of bytes: [UInt8]) -> Range<Int>? {
    guard count >= bytes.count else { return nil }
    return (startIndex...(endIndex - bytes.count)).first {
      self[$0..<($0 + bytes.count)].elementsEqual(bytes)
    }
    .map { $0..<($0 + bytes.count) }
  }
}
