import Declarations
import Sampling
import YAMLTree

/// Numbers that the file gives by a rule in place of a list. The texts of its numbers are kept: sequences are
/// exact decimal arithmetic.
protocol DeclaredSequence: DeclaredByRecord {
  func sequence(limit: Int) throws(SamplingError) -> NumberSequence
}

let declaredSequences: [any DeclaredSequence.Type] = [
  RangeSequence.self, LinSequence.self, LogSequence.self, GeomSequence.self,
]

/// from, from + step, ... up to `to`.
struct RangeSequence: DeclaredSequence, Equatable {
  var (from, to, step) = ("", "", "1")

  static let name = "range"
  static let record = Record<RangeSequence>(
    "the sequence 'range'", "from, from + step, ... up to the last value that does not pass `to`.",
    blank: RangeSequence(),
    fields: [
      Field("from", \.from, .decimal, required: true, "The first value."),
      Field("to", \.to, .decimal, required: true, "The end, included where a step reaches it."),
      Field("step", \.step, .decimal, "The distance of neighbours; negative where the values fall."),
    ])

  func sequence(limit: Int) throws(SamplingError) -> NumberSequence {
    try .range(from: from, to: to, step: step, limit: limit)
  }
}

/// Equal distances.
struct LinSequence: DeclaredSequence, Equatable {
  var (from, to, count) = ("", "", 1)

  static let name = "lin"
  static let record = Record<LinSequence>(
    "the sequence 'lin'", "Values in equal distances: from + i (to - from) / (count - 1).",
    blank: LinSequence(),
    fields: [
      Field("from", \.from, .decimal, required: true, "The first value."),
      Field("to", \.to, .decimal, required: true, "The last value."),
      Field("count", \.count, .integer(.atLeast(1)), required: true, "How many values there are."),
    ])

  func sequence(limit: Int) throws(SamplingError) -> NumberSequence {
    try .lin(from: from, to: to, count: count, limit: limit)
  }
}

/// Equal ratios by their number.
struct LogSequence: DeclaredSequence, Equatable {
  var (from, to, count) = ("", "", 1)

  static let name = "log"
  static let record = Record<LogSequence>(
    "the sequence 'log'", "Values in equal ratios: from (to / from)^(i / (count - 1)).",
    blank: LogSequence(),
    fields: [
      Field("from", \.from, .decimal, required: true, "The first value, above 0."),
      Field("to", \.to, .decimal, required: true, "The last value, above 0."),
      Field("count", \.count, .integer(.atLeast(1)), required: true, "How many values there are."),
    ])

  func sequence(limit: Int) throws(SamplingError) -> NumberSequence {
    try .log(from: from, to: to, count: count, limit: limit)
  }
}

/// Equal ratios by their factor.
struct GeomSequence: DeclaredSequence, Equatable {
  var (from, to, factor) = ("", "", "2")

  static let name = "geom"
  static let record = Record<GeomSequence>(
    "the sequence 'geom'",
    "from, from · factor, from · factor², ... up to the last value that does not pass `to`.",
    blank: GeomSequence(),
    fields: [
      Field("from", \.from, .decimal, required: true, "The first value, above 0."),
      Field("to", \.to, .decimal, required: true, "The end, above 0, included where a factor reaches it."),
      Field("factor", \.factor, .decimal, "The ratio of neighbours; below 1 where the values fall."),
    ])

  func sequence(limit: Int) throws(SamplingError) -> NumberSequence {
    try .geom(from: from, to: to, factor: factor, limit: limit)
  }
}

extension ValueType where Value == any DeclaredSequence {
  static var sequence: ValueType { .oneOf("sequence", declaredSequences.map { $0 }) }
}

extension ValueType where Value == String {
  /// A number as the file writes it.
  static var decimal: ValueType {
    let real = ValueType<Double>.real()
    return ValueType(schema: real.schema, encode: { .string($0) }) { node, faults in
      guard real.decode(node, &faults) != nil else { return nil }
      return node.scalar?.text
    }
  }
}

/// The values of an axis by a rule. The numbers are computed once; where there are many, nodes are made of
/// them when they are asked for.
struct SequenceValues: AxisValues {
  /// The most values of a sequence: each of them is looked at when the file is read.
  static let limit = 1_000_000
  private static let storedLimit = 4096

  private let numbers: [WrittenNumber]
  /// Where the file has the rule.
  private let place: YAMLNode
  private let stored: [(node: YAMLNode, value: AxisValue)]

  init(_ sequence: NumberSequence, at place: YAMLNode) {
    self.place = place
    var numbers: [WrittenNumber] = []
    numbers.reserveCapacity(sequence.count)
    BlockwiseWork.run(count: sequence.count, state: {}) { _, places in
      places.map { sequence[$0] }
    } then: {
      numbers += $0
      return true
    }
    self.numbers = numbers
    stored = numbers.count > Self.storedLimit ? [] : numbers.map { Self.item($0, at: place) }
  }

  var count: Int { numbers.count }
  var listed: [(node: YAMLNode, value: AxisValue)] { [] }

  subscript(index: Int) -> (node: YAMLNode, value: AxisValue) {
    stored.isEmpty ? Self.item(numbers[index], at: place) : stored[index]
  }

  var areNumbers: Bool { true }

  func number(at index: Int) -> SweepNumber? {
    let number = numbers[index]
    return number.integer.map { .integer($0) } ?? .real(number.value)
  }

  /// A number as the value at a place of the file.
  static func item(_ number: WrittenNumber, at place: YAMLNode) -> (node: YAMLNode, value: AxisValue) {
    let node = YAMLNode(
      content: .scalar(YAMLScalar(text: number.text)), mark: place.mark, endMark: place.endMark)
    return (node, AxisValue(number))
  }
}

/// Why a rule gives no numbers.
struct SequenceFault: FaultKind {
  let subject: String
  let error: SamplingError

  var message: String { "\(subject): \(error.message)" }
  var notes: [String] { [] }
}
