import Sampling
import YAMLTree

/// The points of `random`: draws from a space, which depend on the seed and their number alone.
///
/// Every variable of the space has a coordinate of its own, those of cases that a draw does not choose too,
/// so that a sampler which fills the space evenly does so for each of them.
///
/// (Classes, as they are asked a million times: a structure would be copied with all that it holds.)
final class RandomPoints: SweepPoints {
  var kind: String { "random" }
  let count: Int
  private let variables: [RandomVariable]
  /// For each key, what may give it a value: the first one whose cases are chosen does.
  private let givers: [[Giver]]

  /// A variable, or what a case binds, with the cases that have to be chosen for it.
  private final class Giver: Sendable {
    /// Tells it from all others.
    let number: Int
    let cases: [(choice: DrawnColumn, chosen: Int)]
    let value: GivenValue

    init(number: Int, cases: [(choice: DrawnColumn, chosen: Int)], value: GivenValue) {
      self.number = number
      self.cases = cases
      self.value = value
    }

    func values(at indices: Range<Int>) -> [AxisValue?] {
      switch value {
      case .number(let column): column.numbers(at: indices).map { AxisValue($0) }
      case .choice(let column, let listed): column.choices(at: indices).map { listed[Int($0)].value }
      case .label(let column, let labels): column.choices(at: indices).map { labels[Int($0)] }
      case .binding(let value): indices.map { _ in value }
      }
    }

    func levels(at indices: Range<Int>) -> [FactorLevel] {
      switch value {
      case .number(let column):
        return column.sweepNumbers(at: indices).map { drawn in
          let bits =
            switch drawn {
            case .integer(let value): value
            case .real(let value): Int(bitPattern: UInt(value.bitPattern))
            }
          return FactorLevel(source: number, value: bits, number: drawn)
        }
      case .choice(let column, _), .label(let column, _):
        return column.choices(at: indices).map { FactorLevel(source: number, value: Int($0)) }
      case .binding: return indices.map { _ in FactorLevel(source: number) }
      }
    }
  }

  private enum GivenValue: Sendable {
    case number(DrawnColumn)
    case choice(DrawnColumn, ListedValues)
    case label(DrawnColumn, [AxisValue])
    case binding(AxisValue)
  }

  init(_ sampler: any PointSampler, _ variables: [RandomVariable], keys: Int) {
    count = sampler.count
    let variables = variables.map { $0.drawn(by: sampler) }
    self.variables = variables
    var givers = [[Giver]](repeating: [], count: keys)
    var number = 0
    func add(_ key: Int, _ cases: [(choice: DrawnColumn, chosen: Int)], _ value: GivenValue) {
      givers[key].append(Giver(number: number, cases: cases, value: value))
      number += 1
    }
    func add(_ variables: [RandomVariable], within cases: [(choice: DrawnColumn, chosen: Int)]) {
      for variable in variables {
        switch variable {
        case .number(let key, _, _, let column): add(key, cases, .number(column))
        case .choice(let key, _, let listed, let column): add(key, cases, .choice(column, listed))
        case .cases(let key, _, let all, let column):
          add(key, cases, .label(column, all.map(\.value)))
          for (position, one) in all.enumerated() {
            let within = cases + [(column, position)]
            for binding in one.bindings { add(binding.key, within, .binding(binding.value)) }
            add(one.variables, within: within)
          }
        }
      }
    }
    add(variables, within: [])
    self.givers = givers
  }

  func point(at index: Int) -> [PointValue] {
    var values: [PointValue] = []
    for variable in variables { variable.append(to: &values, at: index) }
    return values
  }

  func values(of key: Int, at indices: Range<Int>) -> [AxisValue?] {
    each(of: key, at: indices) { giver, indices in
      giver?.values(at: indices) ?? indices.map { _ in nil }
    }
  }

  func levels(of key: Int, at indices: Range<Int>) -> [FactorLevel] {
    each(of: key, at: indices) { giver, indices in
      giver?.levels(at: indices) ?? indices.map { _ in FactorLevel() }
    }
  }

  /// What `read` gives for what gives a key its value at some points: all of them together where it is the
  /// same one.
  private func each<Element>(
    of key: Int, at indices: Range<Int>, _ read: (Giver?, Range<Int>) -> [Element]
  ) -> [Element] {
    let givers = givers[key]
    if givers.count == 1, givers[0].cases.isEmpty { return read(givers[0], indices) }
    return indices.flatMap { index in
      let giver = givers.first { $0.cases.allSatisfy { $0.choice.choice(at: index) == $0.chosen } }
      return read(giver, index..<(index + 1))
    }
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for variable in variables { variable.forEachValue(visit) }
  }
}

/// What is drawn for a variable at every point. It is drawn once and kept: drawing takes longer than all else
/// that is done with it.
final class DrawnColumn: Sendable {
  enum Rule: Sendable {
    case distribution(CoordinateDistribution)
    /// One of so many choices.
    case choice(among: Int)
  }

  private let rule: Rule
  /// The place of the variable in the sampler's points.
  private let coordinate: Int
  /// Before anything is drawn they are empty, and one of them stays so.
  private let reals: [Double]
  private let integers: [Int]
  private let choices: [Int32]

  init(
    _ rule: Rule, coordinate: Int, reals: [Double] = [], integers: [Int] = [], choices: [Int32] = []
  ) {
    self.rule = rule
    self.coordinate = coordinate
    self.reals = reals
    self.integers = integers
    self.choices = choices
  }

  func drawn(by sampler: any PointSampler) -> DrawnColumn {
    func draw<Element: Sendable>(_ element: @escaping @Sendable (Double) -> Element) -> [Element] {
      var column: [Element] = []
      column.reserveCapacity(sampler.count)
      BlockwiseWork.run(count: sampler.count, state: {}) { [coordinate] _, points in
        sampler.coordinates(points, dimension: coordinate).map(element)
      } then: {
        column += $0
        return true
      }
      return column
    }
    switch rule {
    case .distribution(let distribution) where distribution.isReal:
      return DrawnColumn(
        rule, coordinate: coordinate, reals: draw { distribution.real($0) })
    case .distribution(let distribution):
      // Every number of such a distribution is an integer.
      return DrawnColumn(
        rule, coordinate: coordinate, integers: draw { distribution($0).integer ?? 0 })
    case .choice(let count):
      let choices = draw {
        Int32(truncatingIfNeeded: CoordinateDistribution.choice(among: count, at: $0))
      }
      return DrawnColumn(rule, coordinate: coordinate, choices: choices)
    }
  }

  func number(at index: Int) -> WrittenNumber { numbers(at: index..<(index + 1))[0] }

  func numbers(at indices: Range<Int>) -> [WrittenNumber] {
    if reals.isEmpty { return integers[indices].map { WrittenNumber($0) } }
    return reals[indices].map { WrittenNumber(shortest: $0) }
  }

  /// The numbers as their text would be read.
  func sweepNumbers(at indices: Range<Int>) -> [SweepNumber] {
    reals.isEmpty ? integers[indices].map { .integer($0) } : reals[indices].map(Self.sweepNumber)
  }

  private static func sweepNumber(_ value: Double) -> SweepNumber {
    // Of a smaller one with a fraction, the shortest text has a fraction too.
    if value.magnitude < 0x1p53 { return Int(exactly: value).map { .integer($0) } ?? .real(value) }
    return WrittenNumber(shortest: value).integer.map { .integer($0) } ?? .real(value)
  }

  func choice(at index: Int) -> Int { Int(choices[index]) }

  func choices(at indices: Range<Int>) -> ArraySlice<Int32> { choices[indices] }
}

/// One variable of the space of `random`.
indirect enum RandomVariable: Sendable {
  /// A number. `key` is the place of the key in the dimension.
  case number(key: Int, keyNode: YAMLNode, place: YAMLNode, DrawnColumn)
  /// One of some values.
  case choice(key: Int, keyNode: YAMLNode, ListedValues, DrawnColumn)
  /// One of some cases, each with variables of its own.
  case cases(key: Int, keyNode: YAMLNode, [Case], DrawnColumn)

  struct Case: Sendable {
    let label: YAMLNode
    let value: AxisValue
    let bindings: [PointValue]
    let variables: [RandomVariable]
  }

  /// The variable, and those of its cases, with what is drawn for them.
  fileprivate func drawn(by sampler: any PointSampler) -> RandomVariable {
    switch self {
    case .number(let key, let keyNode, let place, let column):
      .number(key: key, keyNode: keyNode, place: place, column.drawn(by: sampler))
    case .choice(let key, let keyNode, let listed, let column):
      .choice(key: key, keyNode: keyNode, listed, column.drawn(by: sampler))
    case .cases(let key, let keyNode, let cases, let column):
      .cases(
        key: key, keyNode: keyNode,
        cases.map { one in
          Case(
            label: one.label, value: one.value, bindings: one.bindings,
            variables: one.variables.map { $0.drawn(by: sampler) })
        }, column.drawn(by: sampler))
    }
  }

  fileprivate func append(to values: inout [PointValue], at index: Int) {
    switch self {
    case .number(let key, let keyNode, let place, let column):
      let (node, value) = SequenceValues.item(column.number(at: index), at: place)
      values.append(PointValue(key: key, keyNode: keyNode, node: node, value: value))
    case .choice(let key, let keyNode, let listed, let column):
      let (node, value) = listed[column.choice(at: index)]
      values.append(PointValue(key: key, keyNode: keyNode, node: node, value: value))
    case .cases(let key, let keyNode, let cases, let column):
      let one = cases[column.choice(at: index)]
      values.append(PointValue(key: key, keyNode: keyNode, node: one.label, value: one.value))
      values += one.bindings
      for variable in one.variables { variable.append(to: &values, at: index) }
    }
  }

  fileprivate func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    switch self {
    case .number: break
    case .choice(let key, _, let values, _): for (node, value) in values.listed { visit(key, node, value) }
    case .cases(_, _, let cases, _):
      for one in cases {
        for binding in one.bindings { visit(binding.key, binding.node, binding.value) }
        for variable in one.variables { variable.forEachValue(visit) }
      }
    }
  }
}
