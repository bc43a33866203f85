import Testing

@testable import NeuralNetwork

/// Integers of every type, shuffled rows and choices, against numbers that NumPy drew
/// (`numpy-integers.json`).
@Suite struct NumPyIntegerTests {
  static let seeds = ["0", "42"]

  private func start(_ seed: String) throws -> (NumPyGenerator, JSONValue) {
    let golden = try JSONValue.golden("numpy-integers")["seeds", seed]
    return (NumPyGenerator(seed: try #require(UInt32(seed))), golden)
  }

  @Test(arguments: seeds) func everyType(seed: String) throws {
    let (generator, golden) = try start(seed)
    var checked = 0
    for (key, value) in try golden.members where key.contains(":") {
      let parts = key.split(separator: ":").map(String.init)
      let actual =
        switch parts[0] {
        case "int8": try draw(Int8.self, parts, generator)
        case "uint8": try draw(UInt8.self, parts, generator)
        case "int16": try draw(Int16.self, parts, generator)
        case "uint16": try draw(UInt16.self, parts, generator)
        case "int32": try draw(Int32.self, parts, generator)
        case "uint32": try draw(UInt32.self, parts, generator)
        case "int64": try draw(Int64.self, parts, generator)
        default: try draw(UInt64.self, parts, generator)
        }
      #expect(try actual == value.elements.map { try $0.text }, "\(key)")
      checked += 1
    }
    #expect(checked == 11)
  }

  private func draw<Integer: FixedWidthInteger>(
    _: Integer.Type, _ key: [String], _ initial: NumPyGenerator
  ) throws -> [String] {
    var generator = initial
    let low = try #require(Integer(key[1]))
    // The end, exclusive, may be one beyond the type.
    let last = Integer(key[2]).map { $0 - 1 } ?? Integer.max
    return generator.integers(in: low...last, count: 9).map { "\($0)" }
  }

  /// What is left of a word is lost at the end of a call.
  @Test(arguments: seeds) func chunksEndWithTheCall(seed: String) throws {
    var (generator, golden) = try start(seed)
    for expected in try golden["uint8 twice 3"].elements {
      let drawn = generator.integers(in: 0...9 as ClosedRange<UInt8>, count: 3)
      #expect(try drawn.map(Int64.init) == expected.integers)
    }
  }

  @Test(arguments: seeds) func shuffles(seed: String) throws {
    let (initial, golden) = try start(seed)
    var generator = initial
    var rows = Array(0..<12 as Range<Int64>)
    generator.shuffle(rowsOf: &rows, columns: 3)
    #expect(try rows == golden["shuffle rows 4x3"].integers)
    generator = initial
    var elements = Array(0..<7 as Range<Int64>)
    generator.shuffle(&elements)
    #expect(try elements == golden["shuffle 7"].integers)
  }

  @Test(arguments: seeds) func choices(seed: String) throws {
    var (generator, golden) = try start(seed)
    let without = generator.choice(20, count: 6, replacement: false).map(Int64.init)
    #expect(try without == golden["choice(20,6,replace=False)"].integers)
    #expect(try generator.choice(20, count: 6).map(Int64.init) == golden["then choice(20,6)"].integers)
    #expect(generator.choice(0, count: 3).isEmpty)
  }

  @Test func oneValueNeedsNoDraw() {
    var generator = NumPyGenerator(seed: 3)
    let initial = generator
    #expect(generator.integers(in: 7...7, count: 4) == [7, 7, 7, 7])
    #expect(generator.permutation(1) == [0])
    #expect(generator.permutation(0).isEmpty)
    #expect(generator == initial)
  }
}
