import Testing

@testable import Experiment

/// What a sweep says: its axes in order, what each binds, and what is wrong with it.
@Suite struct SweepSpecTests {
  @Test(arguments: [
    "{grid: {b: [1], a: [2, 3]}, cases: {z: {p: {x: 1}}, y: {q: {w: 1}}}}",
    "{cases: {z: {p: {x: 1}}, y: {q: {w: 1}}}, grid: {b: [1], a: [2, 3]}}",
  ])
  func theGridComesBeforeTheCasesEachInTheOrderOfTheFile(_ text: String) throws {
    let sweep = try #require(try readSweep(text).sweep)
    #expect(sweep.dimensions.map { $0.keys[0].name } == ["b", "a", "z", "y"])
    #expect(sweep.dimensions.map { $0.keys[0].role } == [.axis, .axis, .label, .label])
    #expect(sweep.dimensions.map(\.count) == [1, 2, 1, 1])
    #expect(sweep.definedKeys.map(\.name) == ["b", "a", "z", "x", "y", "w"])
  }

  @Test func aCaseIsItsNameWithWhatItBinds() throws {
    let sweep = try #require(
      try readSweep("{cases: {size: {small: {wide: 8, seed: 1}, large: {seed: 2, wide: 16}}}}").sweep)
    let choice = sweep.dimensions[0]
    #expect(choice.keys.map(\.name) == ["size", "wide", "seed"])
    #expect(choice.columns == [0])
    #expect(!choice.isConditional)
    #expect(choice.values(of: 0).map(\.text) == ["small", "large"])
    #expect(choice.point(at: 1).map { "\($0.key) \($0.value.text)" } == ["0 large", "2 2", "1 16"])
  }

  @Test func derivedValuesAndSeedsKeepTheirOrder() throws {
    let sweep = try #require(
      try readSweep("{grid: {a: [1]}, derive: {d: a + 1, c: 2, e: d * c}, seeds: [3, 1, 2]}").sweep)
    #expect(sweep.derived.map(\.name) == ["d", "c", "e"])
    #expect(sweep.derived.map(\.expression.grouped) == ["(a + 1)", "2", "(d * c)"])
    #expect(sweep.seeds == SeedSpec(numbers: .list([3, 1, 2])))
    #expect(sweep.definedKeys.map(\.name) == ["a", "d", "c", "e"])
  }

  @Test func nothingIsASweepToo() throws {
    let sweep = try #require(try readSweep("{}").sweep)
    #expect(sweep.dimensions.isEmpty && sweep.derived.isEmpty && sweep.seeds.isEmpty)
  }

  @Test(arguments: [
    ("{grid: [1]}", ["grid must be a mapping, not a list"]),
    ("{grid: {a: 1}}", ["a must be a list of values, or a range, lin, log or geom, not '1'"]),
    ("{grid: {a: []}}", ["a must have at least 1 entry, not 0"]),
    ("{grid: {'a b': [1]}}", ["the axis must be a name of letters, digits, '_', '-' and '.', not 'a b'"]),
    (
      "{grid: {a: [0.10, 1, 1e-1, 0.1]}}",
      [
        "the value of a '1e-1' is there twice: it is the same as '0.10'",
        "the value of a '0.1' is there twice: it is the same as '0.10'",
      ]
    ),
    ("{grid: {a: [relu, relu]}}", ["the value of a 'relu' is there twice"]),
    ("{grid: {a: [1], a2: [2, 2.0]}}", ["the value of a2 '2.0' is there twice: it is the same as '2'"]),
    ("{cases: {c: [1]}}", ["c must be a mapping of cases, not a list"]),
    ("{cases: {c: {}}}", ["c must be a mapping of cases, not a mapping"]),
    ("{cases: {c: {one: 1}}}", ["one must be a mapping of names, not '1'"]),
    (
      "{zip: {a: [1, 2], b: [3]}}",
      ["the axes of a zip turn together: 'b' has 1 value, and 'a' has 2"]
    ),
    ("{zip: [{a: [1]}, 3]}", ["zip must be a mapping, not '3'"]),
    ("{cases: {c: {one: {x: 1, grid: {x: [2]}}}}}", ["the name 'x' is there twice"]),
    ("{cases: {c: {one: {grid: {r: []}}}}}", ["r must have at least 1 entry, not 0"]),
    ("{seeds: 0}", ["seeds must be at least 1 and at most 100000, not 0"]),
    (
      "{seeds: {a: 1}}",
      [
        "unknown key 'a' in the mapping of seeds", "the mapping of seeds lacks 'count'",
        "the mapping of seeds lacks 'vary'",
      ]
    ),
    ("{seeds: []}", ["seeds must have at least 1 and at most 100000 entries, not 0"]),
    ("{seeds: [1, 2, 1]}", ["the seed '1' is there twice"]),
    ("{seeds: [-1]}", ["seeds must be at least 0 and at most 4294967295, not -1"]),
    ("{derive: [a]}", ["derive must be a mapping, not a list"]),
    ("{derive: {a: b +}}", ["expected a value, but the expression ends"]),
    ("{derive: {a: [1]}}", ["a must be an expression, not a list"]),
    ("{grids: {}}", ["unknown key 'grids' in the sweep"]),
  ])
  func aMistakeIsNamed(_ text: String, _ messages: [String]) throws {
    #expect(try readSweep(text).messages == messages)
  }
}
