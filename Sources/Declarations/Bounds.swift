/// The range of a number, each end open, closed or absent.
package struct Bounds<Number: Comparable & Sendable>: Sendable {
  package var lower: (value: Number, isIncluded: Bool)?
  package var upper: (value: Number, isIncluded: Bool)?

  package static var any: Bounds { Bounds() }
  package static func atLeast(_ value: Number) -> Bounds { Bounds(lower: (value, true)) }
  package static func above(_ value: Number) -> Bounds { Bounds(lower: (value, false)) }
  package static func within(_ range: ClosedRange<Number>) -> Bounds {
    Bounds(lower: (range.lowerBound, true), upper: (range.upperBound, true))
  }
  package static func within(_ range: Range<Number>) -> Bounds {
    Bounds(lower: (range.lowerBound, true), upper: (range.upperBound, false))
  }

  /// Between two numbers, neither included.
  package static func between(_ lower: Number, _ upper: Number) -> Bounds {
    Bounds(lower: (lower, false), upper: (upper, false))
  }

  package func contains(_ number: Number) -> Bool {
    if let lower, lower.isIncluded ? number < lower.value : number <= lower.value { return false }
    if let upper, upper.isIncluded ? number > upper.value : number >= upper.value { return false }
    return true
  }

  /// "at least 1", "greater than 0 and less than 1".
  package var requirement: String {
    if let lower, let upper, lower.value == upper.value { return "exactly \(Self.text(lower.value))" }
    let low = lower.map { ($0.isIncluded ? "at least " : "greater than ") + Self.text($0.value) }
    let high = upper.map { ($0.isIncluded ? "at most " : "less than ") + Self.text($0.value) }
    return [low, high].compactMap { $0 }.joined(separator: " and ")
  }

  /// `0` for 0.0.
  private static func text(_ number: Number) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  func schema(type: String, number: (Number) -> JSONValue) -> JSONValue {
    var members: [JSONValue.Member] = [.init("type", .string(type))]
    if let lower {
      members.append(.init(lower.isIncluded ? "minimum" : "exclusiveMinimum", number(lower.value)))
    }
    if let upper {
      members.append(.init(upper.isIncluded ? "maximum" : "exclusiveMaximum", number(upper.value)))
    }
    return .object(members)
  }
}

extension Bounds<Int> {
  /// What a schema says of how many things there are, under the two keys.
  func schema(ofCounts keys: (least: String, most: String)) -> [JSONValue.Member] {
    let least = lower.map { JSONValue.Member(keys.least, .integer($0.value)) }
    let most = upper.map { JSONValue.Member(keys.most, .integer($0.value)) }
    return [least, most].compactMap { $0 }
  }
}
