import Foundation
import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// Arrays that NumPy saved (Goldens/make_npy.py), and what is refused of them.
@Suite struct NPYTests {
  private struct Golden: Decodable {
    struct Saved: Decodable {
      let name: String
      let file: String
      let numbers: [Double]
    }
    let arrays: [Saved]
    let bad: [String: String]

    static let all: Golden? = {
      guard let file = Bundle.module.url(forResource: "Goldens/npy", withExtension: "json"),
        let data = try? Data(contentsOf: file)
      else { return nil }
      return try? JSONDecoder().decode(Golden.self, from: data)
    }()

    func bytes(_ name: String) -> [UInt8] {
      let text = Array(arrays.first { $0.name == name }?.file ?? bad[name] ?? "")
      return stride(from: 0, to: text.count, by: 2).compactMap { UInt8(String(text[$0..<$0 + 2]), radix: 16) }
    }
  }

  private let golden: Golden
  private let folder: TemporaryFolder

  init() throws {
    golden = try #require(Golden.all)
    folder = try TemporaryFolder()
  }

  private func declaration(
    _ features: [UInt8], _ targets: [UInt8], classes: ClassNames? = nil
  ) throws -> DatasetDeclaration {
    let files = NPYFormat.Files(
      features: try folder.write("features", features), targets: try folder.write("targets", targets))
    var declaration = DatasetDeclaration(
      name: "arrays", format: NPYFormat(train: files), directory: folder.path)
    declaration.classNames = classes
    return declaration
  }

  private func expect(
    features: [UInt8], _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    expectError(
      try declaration(features, golden.bytes("labels")), "features: error: \(message)",
      sourceLocation: sourceLocation)
  }

  @Test func everyTypeIsRead() throws {
    for array in golden.arrays where array.name != "labels" {
      let file = golden.bytes(array.name)
      for bytes in [file, gzip(file)] {
        let dataset = try Dataset(declaration(bytes, golden.bytes("labels")))
        #expect(dataset.train.count == 2)
        #expect((0..<2).flatMap(dataset.train.rawFeatures(of:)) == array.numbers, "\(array.name)")
        #expect(dataset.train.targets == .values([1, 0], width: 1))
        #expect(dataset.featureShape == (array.name == "images" ? [3, 4] : [array.numbers.count / 2]))
      }
    }
    let images = try Dataset(declaration(golden.bytes("images"), golden.bytes("labels"))).train.features
    guard case .bytes = images else {
      Issue.record("unsigned bytes stay bytes")
      return
    }
  }

  @Test func classes() throws {
    let (features, labels) = (golden.bytes("<f8"), golden.bytes("labels"))
    #expect(
      try Dataset(declaration(features, labels, classes: .listed(["a", "b"]))).train.targets
        == .classes([1, 0]))
    let found = try Dataset(declaration(features, labels, classes: .found))
    #expect(found.classes == ["0", "1"])
    #expect(found.train.targets == .classes([1, 0]))
    expectError(
      try declaration(features, labels, classes: .listed(["a"])),
      "targets: error: example 1 has the target 1, which is not the number of a class, from 0 to 0")
    expectError(
      try declaration(features, golden.bytes("<f4"), classes: .found),
      "targets: error: the targets have the shape 2×3; one number an example is needed, or a row of them")
    expectError(
      try declaration(features, golden.bytes("images")),
      "targets: error: the targets have the shape 2×3×4; one number an example is needed, or a row of them")
    let half = array("<f8", [2], [1.5, 0])
    expectError(
      try declaration(features, half, classes: .found),
      "targets: error: example 1 has the target 1.5, which is not the number of a class")
    expectError(
      try declaration(array("<f8", [3, 1], [1, 2, 3]), labels),
      "targets: error: 2 targets for the 3 examples of features")
  }

  /// An array of doubles.
  private func array(
    _ type: String, _ shape: [Int], _ numbers: [Double], header: String? = nil, version: UInt8 = 1
  ) -> [UInt8] {
    let axes = shape.map { "\($0)," }.joined(separator: " ")
    let text = header ?? "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(axes)), }\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [version, 0]
    bytes += [UInt8(text.utf8.count & 255), UInt8(text.utf8.count >> 8)]
    bytes += (version == 1 ? [] : [0, 0]) + Array(text.utf8)
    for number in numbers { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 } }
    return bytes
  }

  @Test func otherArrays() throws {
    try expect(
      features: golden.bytes("fortran"), "the array is in Fortran order; save numpy.ascontiguousarray of it")
    try expect(
      features: golden.bytes("big"), "the NPY type is >f8, in big-endian order; only little-endian is read")
    let read = "booleans, integers and floats of up to 8 bytes are read"
    try expect(features: golden.bytes("complex"), "the NPY type is <c16; \(read)")
    try expect(features: golden.bytes("text"), "the NPY type is <U1; \(read)")
    try expect(features: golden.bytes("scalar"), "the array has no axis; the first is that of the examples")
    try expect(features: golden.bytes("empty"), "there is no example")
    try expect(
      features: golden.bytes("structured"),
      "the NPY header is not that of an array: {'descr': [('a', '<f8')], 'fortran_order': False, "
        + "'shape': (2,), }"
    )
  }

  @Test func headersAndSizes() throws {
    let good = golden.bytes("<f8")
    try expect(features: Array("NUMPY".utf8), "not an NPY file: it does not begin as numpy.save begins one")
    for count in [6, 7, 8, 9, 20, 127] {
      try expect(features: Array(good.prefix(count)), "the NPY header is cut short")
    }
    for count in [128, 175] {
      try expect(
        features: Array(good.prefix(count)),
        "cut short: the NPY header says 2×3 of 8 bytes = 48 bytes, \(count - 128) follow")
    }
    try expect(features: good + [1], "too long: the NPY header says 2×3 of 8 bytes = 48 bytes, 49 follow")
    try expect(
      features: good.replacing([UInt8](good[6...7]), with: [9, 0], maxReplacements: 1),
      "the NPY version is 9; 1, 2 and 3 are read")
    try expect(
      features: array("<f8", [1 << 30, 1 << 30, 1 << 30], []),
      "the NPY header says 1073741824×1073741824×1073741824 of 8 bytes, more than any file can hold")
    // Nothing is allocated for what cannot be there.
    try expect(
      features: array("<f8", [1 << 30, 1 << 10], []),
      "cut short: the NPY header says 1073741824×1024 of 8 bytes = 8796093022208 bytes, 0 follow")
    for header in [
      "{'descr': '<f8'}", "{'shape': (2,), 'descr': '<f8', 'fortran_order': 0}", "{} x", "{'a': 1}",
    ] {
      try expect(
        features: array("", [], [1], header: header), "the NPY header is not that of an array: \(header)")
    }
    try expect(
      features: array("", [], [], header: String(repeating: " ", count: 5000)),
      "the NPY header has 5000 bytes, more than an array's needs")
  }

  @Test(arguments: [1, 2, 3] as [UInt8]) func versions(version: UInt8) throws {
    let (features, targets) = (array("<f8", [2, 2], [1, 2, 3, 4], version: version), golden.bytes("labels"))
    let dataset = try Dataset(declaration(features, targets, classes: .listed(["a", "b"])))
    #expect(dataset.train.rawFeatures(of: 1) == [3, 4])
    try expect(features: Array(features.prefix(11)), "the NPY header is cut short")
  }

  @Test(arguments: ["|O", "<c8", "<f16", "<M8[ns]", "<U12", "|S3", "|V8", "", "f8", "=f8", "<F8"])
  func otherTypes(_ type: String) throws {
    try expect(
      features: array(type, [2, 1], [1, 2]),
      "the NPY type is \(type); booleans, integers and floats of up to 8 bytes are read")
  }

  @Test(arguments: [
    // Not closed, in whatever place.
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), ",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1", "{'descr': '<f8", "{", "",
    // Axes that are none.
    "{'descr': '<f8', 'fortran_order': False, 'shape': (-2, 1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, -1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2.0, 1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2,,), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': 2, }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': [2, 1], }",
    "{'descr': None, 'fortran_order': False, 'shape': (2, 1), }",
    "{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), 'more': 1}",
    "{'descr': '<f8', 'fortran_order': maybe, 'shape': (2, 1), }",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), } }",
  ])
  func headers(_ header: String) throws {
    let shown = String(header.reversed().drop { $0 == " " }.reversed())
    try expect(
      features: array("", [], [1, 2], header: header), "the NPY header is not that of an array: \(shown)")
  }

  @Test func shapesThatDoNotFit() throws {
    var declared = try declaration(array("<f8", [2, 3], [1, 2, 3, 4, 5, 6]), golden.bytes("labels"))
    declared.shape = [2, 2]
    expectError(declared, "dataset 'arrays': error: the declared shape is 2×2, the examples have 3")
    try expect(features: array("<f8", [0, 3], []), "there is no example")
    try expect(
      features: array("<f8", [Int(Int32.max) + 1], []),
      "2147483648 examples, at most 2147483647 are possible")
    try expect(features: array("<f8", [], [1]), "the array has no axis; the first is that of the examples")
  }

  @Test func numbersThatAreNone() throws {
    try expect(features: array("<f8", [2, 2], [1, 2, 3, .nan]), "example 2, number 2 is nan")
    try expect(features: array("<f8", [2, 2], [1, -.infinity, 3, 4]), "example 1, number 2 is -inf")
    let large = array("<i8", [2, 1], [Double(bitPattern: 1), Double(bitPattern: 1 << 53 + 1)])
    try expect(
      features: large, "example 2, number 1: 9007199254740993 is more than a double holds exactly")
  }
}
