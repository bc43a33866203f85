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
    #expect(sweep.axes.map(\.name) == ["b", "a", "z", "y"])
    #expect(sweep.axes.map(\.hasCases) == [false, false, true, true])
    #expect(sweep.axes.map(\.values.count) == [1, 2, 1, 1])
    #expect(sweep.definedNames == ["b", "a", "z", "x", "y", "w"])
  }

  @Test func aCaseIsItsNameWithWhatItBinds() throws {
    let sweep = try #require(
      try readSweep("{cases: {size: {small: {wide: 8, seed: 1}, large: {seed: 2, wide: 16}}}}").sweep)
    let axis = sweep.axes[0]
    #expect(axis.values.map(\.value.text) == ["small", "large"])
    #expect(axis.values.map { $0.bindings.map(\.name) } == [["wide", "seed"], ["seed", "wide"]])
    #expect(axis.boundKeys.map(\.flowText) == ["wide", "seed"])
  }

  @Test func derivedValuesAndSeedsKeepTheirOrder() throws {
    let sweep = try #require(
      try readSweep("{grid: {a: [1]}, derive: {d: a + 1, c: 2, e: d * c}, seeds: [3, 1, 2]}").sweep)
    #expect(sweep.derived.map(\.name) == ["d", "c", "e"])
    #expect(sweep.derived.map(\.expression.grouped) == ["(a + 1)", "2", "(d * c)"])
    #expect(sweep.seeds == [3, 1, 2])
    #expect(sweep.definedNames == ["a", "d", "c", "e"])
  }

  @Test func nothingIsASweepToo() throws {
    let sweep = try #require(try readSweep("{}").sweep)
    #expect(sweep.axes.isEmpty && sweep.derived.isEmpty && sweep.seeds.isEmpty)
  }

  @Test(arguments: [
    ("{grid: [1]}", ["grid must be a mapping, not a list"]),
    ("{grid: {a: 1}}", ["a must be a list of values, not '1'"]),
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
      "{cases: {c: {one: {x: 1, y: 2}, two: {x: 1}, three: {}}}}",
      [
        "a case must bind the same names as the first one, x and y, not x",
        "a case must bind the same names as the first one, x and y, not none",
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
