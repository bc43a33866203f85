import Testing
import YAMLTree

/// Texts that are YAML and still not a tree that a reader can use.
@Suite struct ContentErrorTests {
  @Test func duplicateKeys() {
    expectErrors(
      "seed: 1\nname: x\nseed: 2\ntraining: {epochs: 1, 'epochs': 2}\n",
      // A mapping's faults are known when it ends, so the inner one's come first.
      """
      x.yaml:4:23: error: duplicate key 'epochs', first given at line 4, column 12
      training: {epochs: 1, 'epochs': 2}
                            ^~~~~~~~
      """,
      """
      x.yaml:3:1: error: duplicate key 'seed', first given at line 1, column 1
      seed: 2
      ^~~~
      """)
  }

  @Test func duplicateMergeKey() {
    expectErrors(
      "a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n",
      """
      x.yaml:4:3: error: duplicate key '<<', first given at line 3, column 3
        <<: *a
        ^~
      """)
  }

  @Test func keyThatIsAList() {
    expectErrors(
      "[a, b]: 1\n",
      """
      x.yaml:1:1: error: a key has to be a plain name, not a list or a mapping
      [a, b]: 1
      ^~~~~~
      """)
  }

  @Test func missingKey() {
    expectErrors(
      "a: 1\n?\n: 2\n",
      """
      x.yaml:2:2: error: the key before ':' is missing
      ?
       ^
      """)
  }

  @Test func unknownAlias() {
    expectErrors(
      "a: &base 1\nb: *bas\n",
      """
      x.yaml:2:4: error: no anchor '&bas' comes before this alias
      b: *bas
         ^~~~
      """)
  }

  @Test func recursiveAlias() {
    expectErrors(
      "a: &a\n  b: [1, *a]\n",
      """
      x.yaml:2:10: error: alias '*a' lies within its own anchor (line 1, column 4)
        b: [1, *a]
               ^~
      """)
  }

  @Test func recursiveMerge() {
    expectErrors(
      "a: &a\n  <<: *a\n",
      """
      x.yaml:2:7: error: alias '*a' lies within its own anchor (line 1, column 4)
        <<: *a
            ^~
      """)
  }

  @Test(arguments: ["5", "[*a, 5]"])
  func mergeOfSomethingElse(value: String) {
    expectErrors(
      "a: &a {x: 1}\nb: {<<: \(value), y: 2}\n",
      """
      x.yaml:2:9: error: '<<' takes a mapping or a list of mappings, usually aliases
      b: {<<: \(value), y: 2}
              ^\(String(repeating: "~", count: value.count - 1))
      """)
  }

  @Test(arguments: [
    ("!color red", "!color"), ("!!omap [a]", "!!omap"), ("!!seq {a: 1}", "!!seq"),
    ("!!binary aGk=", "!!binary"),
    ("!<tag:example.org,2000:x> {}", "tag:example.org,2000:x"),
  ])
  func unsupportedTag(value: String, tag: String) {
    expectErrors(
      "a: \(value)",
      """
      x.yaml:1:4: error: unsupported tag '\(tag)'
      a: \(value)
         ^
      """)
  }

  @Test(arguments: [
    ("!!int 1.5", "'1.5' is not what its tag '!!int' says"),
    ("!!float x", "'x' is not what its tag '!!float' says"),
    ("!!bool yes", "'yes' is not what its tag '!!bool' says"),
    ("!!null 0", "'0' is not what its tag '!!null' says"),
  ])
  func tagThatDoesNotFit(value: String, message: String) {
    expectErrors(
      "a: \(value)",
      """
      x.yaml:1:4: error: \(message)
      a: \(value)
         ^
      """)
  }

  @Test func tooDeep() {
    let text = String(repeating: "[", count: 101)
    expectErrors(
      text,
      """
      x.yaml:1:101: error: nested deeper than 100 levels
      \(text)
      \(String(repeating: " ", count: 100))^
      """)
  }

  @Test func deepestIsRead() throws {
    let text = String(repeating: "[", count: 100) + "1" + String(repeating: "]", count: 100)
    #expect(try parsed(text).outline == text)
  }

  @Test func tooDeepThroughAliases() {
    let levels = (1...99).map { "a\($0): &a\($0) [*a\($0 - 1)]" }
    let text = "a0: &a0 1\n" + levels.joined(separator: "\n")
    expectErrors(text)
    expectErrors(
      text + "\nlast: [*a99]",
      """
      x.yaml:101:8: error: nested deeper than 100 levels
      last: [*a99]
             ^~~~
      """)
  }

  @Test func billionLaughs() {
    let levels = (1...9).map { level in
      "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", "))]"
    }
    expectErrors(
      "l0: &l0 laugh\n" + levels.joined(separator: "\n"),
      """
      x.yaml:7:45: error: more than 1000000 values once aliases are expanded
      l6: &l6 [*l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5]
                                                  ^
      """)
  }

  @Test func billionLaughsByMerging() {
    let levels = (1...40).map { "l\($0): &l\($0) {<<: [*l\($0 - 1), *l\($0 - 1)], k\($0): 1}" }
    var problems: [YAMLError] = []
    #expect(throws: YAMLError.self) {
      _ = try YAMLParser.parse(
        SourceFile(path: "x.yaml", text: "l0: &l0 {a: 1}\n" + levels.joined(separator: "\n")),
        problems: &problems)
    }
  }

  @Test func tooLarge() {
    var limits = YAMLParser.Limits()
    limits.bytes = 1_048_576
    expectErrors(
      Array(repeating: UInt8(ascii: "a"), count: 1_048_577), ["x.yaml: error: the file is larger than 1 MB"],
      limits: limits)
  }
}
