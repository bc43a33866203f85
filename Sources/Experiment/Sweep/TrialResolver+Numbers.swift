import Declarations

// Where nothing but numbers differs between trials, those are looked at alone.

/// A number of the sweep that may be in a field, by its name, and where it comes from.
struct NumberName: Sendable {
  enum Source: Sendable {
    case key(factor: Int)
    case derived(position: Int)
  }

  let name: String
  let source: Source
}

extension TrialResolver {
  /// The numbers that are drawn or those of long axes, or computed from such, and may be in a field. The
  /// model is read layer by layer and the data are looked for, so those have none.
  static func numberNames(
    in field: String, _ factors: Set<Int>, _ template: TrialTemplate, _ dependencies: SweepDependencies
  ) -> [NumberName] {
    guard !["seed", "model", "dataset"].contains(field), dependencies.sweep.haveNumbers(factors) else {
      return []
    }
    let keys = factors.sorted().compactMap { position -> NumberName? in
      let factor = dependencies.sweep.all[position]
      return factor.key.map {
        NumberName(
          name: template.dimensions[factor.dimension].keys[$0].name, source: .key(factor: position))
      }
    }
    let derived = template.sweep.derived.enumerated().compactMap { position, value -> NumberName? in
      let sources = dependencies.factors(of: value.name)
      guard dependencies.sweep.haveNumbers(sources), sources.isSubset(of: factors) else { return nil }
      return NumberName(name: value.name, source: .derived(position: position))
    }
    return keys + derived
  }

  /// Whether the trial of a combination can be resolved. Where numbers have places of their own, nothing but
  /// those is looked at.
  package mutating func isSound(at indices: [Int]) -> Bool {
    levels.move(to: indices)
    guard derived() != nil else { return false }
    for position in fields.indices where !acceptsNumbers(position) && section(position) == nil {
      return false
    }
    if let known = fits.value(at: levels) { return known != nil }
    return body() != nil
  }

  private mutating func acceptsNumbers(_ position: Int) -> Bool {
    guard let pattern = pattern(position), let numbers = numbers(of: pattern, position) else {
      return false
    }
    return pattern.accepts(numbers)
  }

  /// A field of which the numbers alone are looked at; `nil` where that will not do.
  mutating func fromPattern(_ position: Int) -> TrialSection? {
    var identity: [UInt8] = []
    guard writeFromPattern(position, to: &identity) else { return nil }
    return TrialSection(LateField(fields[position], at: levels.indices), identity: identity)
  }

  /// Appends the canonical form of a field of which the numbers alone are looked at.
  /// - Returns: false, with nothing appended, where that will not do.
  mutating func writeFromPattern(_ position: Int, to bytes: inout [UInt8]) -> Bool {
    guard let pattern = pattern(position), let numbers = numbers(of: pattern, position) else { return false }
    return pattern.writeIdentity(numbers, to: &bytes)
  }

  mutating func pattern(_ position: Int) -> FieldPattern? {
    if numberNames[position].isEmpty { return nil }
    if let known = patterns[position].value(at: levels) { return known }
    let candidates = numberNames[position].compactMap { name in number(name).map { (name.name, $0) } }
    let pattern = fields[position].pattern(at: levels.indices, candidates)
    patterns[position].remember(pattern, at: levels)
    return pattern
  }

  /// What a number is at the combination at hand; `nil` where it is none.
  private mutating func number(_ name: NumberName) -> SweepNumber? {
    switch name.source {
    case .key(let factor): levels.levels[factor].number
    case .derived(let position): derived()?[position].value
    }
  }

  /// What the numbers of a field are; `nil` where one of them is none.
  private mutating func numbers(of pattern: FieldPattern, _ position: Int) -> [SweepNumber]? {
    var numbers: [SweepNumber] = []
    numbers.reserveCapacity(pattern.names.count)
    for wanted in pattern.names {
      guard let name = numberNames[position].first(where: { $0.name == wanted }), let number = number(name)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
