import Sampling
import YAMLTree

/// The points of `random`: draws from a space, which depend on the seed and their number alone.
///
/// Every variable of the space has a coordinate of its own, those of cases that a draw does not choose too,
/// so that a sampler which fills the space evenly does so for each of them.
struct RandomPoints: SweepPoints {
  var kind: String { "random" }
  let count: Int
  private let sampler: any PointSampler
  private let variables: [RandomVariable]

  init(_ sampler: any PointSampler, _ variables: [RandomVariable]) {
    count = sampler.count
    self.sampler = sampler
    self.variables = variables.map { $0.drawn(by: sampler) }
  }

  func point(at index: Int) -> [PointValue] {
    var values: [PointValue] = []
    for variable in variables { variable.append(to: &values, sampler, at: index) }
    return values
  }

  func forEachValue(_ visit: (Int, YAMLNode, AxisValue) -> Void) {
    for variable in variables { variable.forEachValue(visit) }
  }
}

/// The numbers that are drawn for a variable. Real ones are drawn once and kept: drawing takes longer than
/// all else that is done with them.
struct DrawnNumbers: Sendable {
  let distribution: CoordinateDistribution
  /// The place of the variable in the sampler's points.
  let coordinate: Int
  /// The real numbers; empty before they are drawn, and of integers.
  private var column: [Double] = []

  init(_ distribution: CoordinateDistribution, coordinate: Int) {
    self.distribution = distribution
    self.coordinate = coordinate
  }

  func drawn(by sampler: any PointSampler) -> DrawnNumbers {
    var draws = self
    if distribution.isReal {
      draws.column = (0..<sampler.count).map { distribution(sampler[$0, coordinate]).value }
    }
    return draws
  }

  func number(at index: Int, of sampler: any PointSampler) -> WrittenNumber {
    column.isEmpty ? distribution(sampler[index, coordinate]) : WrittenNumber(shortest: column[index])
  }
}

/// One variable of the space of `random`.
indirect enum RandomVariable: Sendable {
  /// A number. `key` is the place of the key in the dimension, `coordinate` that in the sampler's points.
  case number(key: Int, keyNode: YAMLNode, place: YAMLNode, DrawnNumbers)
  /// One of some values.
  case choice(key: Int, keyNode: YAMLNode, ListedValues, coordinate: Int)
  /// One of some cases, each with variables of its own.
  case cases(key: Int, keyNode: YAMLNode, [Case], coordinate: Int)

  struct Case: Sendable {
    let label: YAMLNode
    let value: AxisValue
    let bindings: [PointValue]
    let variables: [RandomVariable]
  }

  /// The variable, and those of its cases, with their numbers drawn.
  fileprivate func drawn(by sampler: any PointSampler) -> RandomVariable {
    switch self {
    case .number(let key, let keyNode, let place, let draws):
      .number(key: key, keyNode: keyNode, place: place, draws.drawn(by: sampler))
    case .choice: self
    case .cases(let key, let keyNode, let cases, let coordinate):
      .cases(
        key: key, keyNode: keyNode,
        cases.map { one in
          Case(
            label: one.label, value: one.value, bindings: one.bindings,
            variables: one.variables.map { $0.drawn(by: sampler) })
        }, coordinate: coordinate)
    }
  }

  fileprivate func append(to values: inout [PointValue], _ sampler: any PointSampler, at index: Int) {
    switch self {
    case .number(let key, let keyNode, let place, let draws):
      let (node, value) = SequenceValues.item(draws.number(at: index, of: sampler), at: place)
      values.append(PointValue(key: key, keyNode: keyNode, node: node, value: value))
    case .choice(let key, let keyNode, let listed, let coordinate):
      let (node, value) = listed[
        CoordinateDistribution.choice(among: listed.count, at: sampler[index, coordinate])]
      values.append(PointValue(key: key, keyNode: keyNode, node: node, value: value))
    case .cases(let key, let keyNode, let cases, let coordinate):
      let one = cases[CoordinateDistribution.choice(among: cases.count, at: sampler[index, coordinate])]
      values.append(PointValue(key: key, keyNode: keyNode, node: one.label, value: one.value))
      values += one.bindings
      for variable in one.variables { variable.append(to: &values, sampler, at: index) }
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
