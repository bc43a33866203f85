import Testing
import YAMLTree

@testable import Experiment

/// A path of a sweep replaces what is there, or adds a last key; a `$name` is replaced by its value.
@Suite struct PathReplacementTests {
  private func replacing(_ tree: String, _ path: [String], by value: String = "NEW") throws -> String? {
    var tree = try node(tree)
    let before = tree.flowText
    if try tree.replace(path, key: node("key"), by: node(value)) { return tree.flowText }
    // What has no place changes nothing.
    #expect(tree.flowText == before)
    return nil
  }

  @Test(arguments: [
    ("{a: 1, b: 2}", ["a"], "{a: NEW, b: 2}"), ("{a: 1}", ["b"], "{a: 1, b: NEW}"),
    ("{a: {b: {c: 1}}}", ["a", "b", "c"], "{a: {b: {c: NEW}}}"), ("{a: {b: 1}}", ["a"], "{a: NEW}"),
    ("{a: {}}", ["a", "b"], "{a: {b: NEW}}"), ("[1, 2, 3]", ["1"], "[1, NEW, 3]"),
    ("{l: [{d: {u: 1}}, {d: {u: 2}}]}", ["l", "1", "d", "u"], "{l: [{d: {u: 1}}, {d: {u: NEW}}]}"),
    // A bare name stands for its mapping.
    ("{o: adam}", ["o", "adam", "beta1"], "{o: {adam: {beta1: NEW}}}"),
    ("{o: adam}", ["o", "adam"], "{o: {adam: NEW}}"),
    ("[relu]", ["0", "relu", "x"], "[{relu: {x: NEW}}]"),
    ("{a: 1}", [], "NEW"),
  ])
  func aPathLeadsToItsPlace(_ tree: String, _ path: [String], _ expected: String) throws {
    #expect(try replacing(tree, path) == expected)
  }

  @Test(arguments: [
    ("{a: 1}", ["b", "c"]), ("{a: 1}", ["a", "b"]), ("[1, 2]", ["2"]), ("[1, 2]", ["-1"]), ("[1, 2]", ["x"]),
    ("[]", ["0"]), ("{o: adam}", ["o", "sgd", "momentum"]), ("{o: adam}", ["o", "sgd"]),
    ("{o: adam}", ["o", "adam", "a", "b"]), ("{a: {}}", ["a", "b", "c"]), ("{a: 1}", ["", "a"]),
  ])
  func aPathMayLeadNowhere(_ tree: String, _ path: [String]) throws {
    #expect(try replacing(tree, path) == nil)
  }

  @Test func namesAreReplacedEverywhereAndOthersLeft() throws {
    let tree = try node("{a: $x, b: [$y, {c: $x}], d: '$x', e: $, f: $z, $x: 1}")
    #expect(tree.references.map(\.name) == ["x", "y", "x", "z"])
    let values = try ["x": node("7"), "y": node("{k: [1]}")]
    #expect(
      tree.substituting { values[$0] }.flowText == "{a: 7, b: [{k: [1]}, {c: 7}], d: $x, e: $, f: $z, $x: 1}")
  }

  @Test func aValueKeepsItsOwnPlace() throws {
    let value = try #require(try node("{v: 7}").mapping?["v"])
    let tree = try node("{abcdef: $x}").substituting { $0 == "x" ? value : nil }
    #expect(tree.mapping?["abcdef"]?.mark.column == 5)
  }

  @Test(arguments: [
    (["a", "b", "1"], "2"), (["a", "b", "9"], "[1, 2]"), (["a", "x"], "{b: [1, 2]}"), (["s", "t"], "5"),
    ([], "{a: {b: [1, 2]}, s: 5}"),
  ])
  func theDeepestNodeOnAPathIsTheLastThatExists(_ path: [String], _ expected: String) throws {
    #expect(try node("{a: {b: [1, 2]}, s: 5}").deepest(on: path).flowText == expected)
  }

  @Test func mappingsOfAnySizeAreSearched() throws {
    var mapping = YAMLMapping()
    let node = try node("x")
    let names = (0..<20).map { "k\($0)" }
    for name in names { mapping.set(YAMLMapping.Entry(key: node, name: name, value: node)) }
    for name in names { mapping.set(YAMLMapping.Entry(key: node, name: name, value: node)) }
    #expect(mapping.entries.map(\.name) == names)
    #expect(names.allSatisfy { mapping.entry($0)?.name == $0 })
    #expect(mapping["k20"] == nil)
  }
}
