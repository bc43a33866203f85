import Testing
import YAMLTree

/// Mutations of a valid document: whatever comes out is either a tree or an error with a place, never a
/// crash.
@Suite struct FuzzTests {
  private static let document = """
    # An experiment with everything that YAML has.
    name: &name hidden_size_sweep
    description: >-
      How the width of the "hidden" layers moves
      test accuracy — exercise 2.
    defaults: &defaults {optimizer: {adam: {learning_rate: 1e-3}}, epochs: !!int 5}
    model:
      layers:
        - dense: {units: $hidden, activation: 'relu'}
        - dense: {units: 10}
    training:
      <<: [*defaults, {batch_size: 64}]
      loss: "cross\\u005fentropy"
    notes: |2
        kept
    ? title
    : *name
    """

  /// Knuth's MMIX linear congruential generator.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test func documentIsValid() throws {
    #expect(try parsed(Self.document).mapping?["training"]?.mapping?["epochs"]?.integer == 5)
  }

  @Test func mutations() {
    var generator = Generator(state: 42)
    let original = Array(Self.document.utf8)
    let interesting = Array("\t\n\r -:?,[]{}#&*!|>'\"%@`<~.0\u{0}\u{FEFF}\u{85}é".utf8) + [0xFF, 0xC0, 0x1B]
    var refused = 0
    for _ in 0..<5_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(place + Int.random(in: 1...30, using: &generator), bytes.count)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = interesting.randomElement(using: &generator) ?? 0
        case 1: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: place)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3 where bytes.count > 40: bytes.removeSubrange(place..<end)
        default: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      var problems: [YAMLError] = []
      do {
        _ = try YAMLParser.parse(SourceFile(path: "x.yaml", bytes: bytes), problems: &problems)
      } catch {
        problems.append(error)
      }
      if !problems.isEmpty { refused += 1 }
      for problem in problems { #expect(problem.description.hasPrefix("x.yaml:")) }
    }
    // Otherwise the mutations would not be worth the name.
    #expect((2_000..<5_000).contains(refused))
  }

  @Test func everyPrefix() {
    let bytes = Array(Self.document.utf8)
    for count in bytes.indices {
      var problems: [YAMLError] = []
      _ = try? YAMLParser.parse(
        SourceFile(path: "x.yaml", bytes: Array(bytes[..<count])), problems: &problems)
    }
  }
}
