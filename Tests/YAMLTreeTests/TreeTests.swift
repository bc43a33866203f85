import Testing
import YAMLTree

/// What becomes of well-formed texts.
@Suite struct TreeTests {
  @Test func orderIsKept() throws {
    let root = try parsed("z: 1\na: [x, {c: 3, b: '2'}]\nm:\n")
    #expect(root.outline == #"{z: 1, a: [x, {c: 3, b: "2"}], m: }"#)
  }

  @Test func aliases() throws {
    let root = try parsed("a: &a [1, 2]\nb: *a\nc: &s text\nd: *s\n*s : key\n")
    #expect(root.outline == "{a: [1, 2], b: [1, 2], c: text, d: text, text: key}")
  }

  @Test func anchorTakenOverWithinItself() throws {
    #expect(try parsed("a: &x [&x 1, *x]\nb: *x\n").outline == "{a: [1, 1], b: 1}")
  }

  @Test func mergeKeys() throws {
    let root = try parsed(
      """
      one: &one {a: 1, b: 1}
      two: &two {b: 2, c: 2}
      merged: {c: 3, <<: [*one, *two], d: 4}
      single:
        <<: *two
        b: 5
      in_place: {<<: {e: 6}}
      quoted: {'<<': 7}
      """)
    #expect(root.mapping?["merged"]?.outline == "{c: 3, d: 4, a: 1, b: 1}")
    #expect(root.mapping?["single"]?.outline == "{b: 5, c: 2}")
    #expect(root.mapping?["in_place"]?.outline == "{e: 6}")
    #expect(root.mapping?["quoted"]?.outline == "{<<: 7}")
  }

  @Test func mergeOfAMergedMapping() throws {
    let root = try parsed("a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, x: 3}\n")
    #expect(root.mapping?["c"]?.outline == "{x: 3, y: 2}")
  }

  @Test func marks() throws {
    let root = try parsed("# comment\nähm: {κ: [1, 'two']}\nlate:\n  - >-\n    folded\n")
    let inner = try #require(root.mapping?["ähm"]?.mapping?["κ"])
    let two = try #require(inner.sequence?.last)
    #expect("\(root.mark)" == "x.yaml:2:1")
    #expect("\(inner.mark)" == "x.yaml:2:10")
    #expect("\(two.mark)" == "x.yaml:2:14")
    #expect("\(two.endMark)" == "x.yaml:2:19")
    #expect(root.mapping?.entry("late").map { "\($0.key.mark)" } == "x.yaml:3:1")
    #expect(root.mapping?["late"]?.sequence.map { "\($0[0].mark)" } == "x.yaml:4:5")
  }

  @Test func anAliasHasItsOwnMark() throws {
    let root = try parsed("a: &a [1, 2]\nb: *a\n")
    let alias = try #require(root.mapping?["b"])
    #expect("\(alias.mark)" == "x.yaml:2:4")
    #expect(alias.length == 2)
    #expect(alias.sequence.map { "\($0[1].mark)" } == "x.yaml:1:11")
  }

  @Test func anAbsentValueIsBehindItsColon() throws {
    let root = try parsed("name:\nseed: 1\n")
    #expect(root.mapping?["name"].map { "\($0.mark)" } == "x.yaml:1:6")
  }

  @Test func lineEndsAndByteOrderMark() throws {
    let root = try parsed("\u{FEFF}a: 1\r\nb:\r\n  - 2\r\n")
    #expect(root.outline == "{a: 1, b: [2]}")
    #expect(root.mapping?["b"]?.sequence.map { "\($0[0].mark)" } == "x.yaml:3:5")
    #expect(root.mark.file.line(3) == "  - 2")
    #expect(root.mark.file.line(4) == "")
    #expect(root.mark.file.line(5) == nil)
    #expect(root.mark.file.line(0) == nil)
  }

  @Test func lengths() throws {
    let root = try parsed("a: abc\nb: [1, 2]\nc: |\n  text\nd: one\n  two\n")
    let lengths = root.mapping?.entries.map(\.value.length)
    #expect(lengths == [3, 6, 1, 3])
  }

  @Test func entriesCanBeSet() throws {
    var mapping = try #require(try parsed("a: 1\nb: 2\n").mapping)
    let entry = try #require(mapping.entry("a"))
    var other = entry.value
    other.content = .scalar(YAMLScalar(text: "3"))
    mapping.set(.init(key: entry.key, name: "a", value: other))
    mapping.set(.init(key: entry.key, name: "c", value: other))
    #expect(mapping.entries.map(\.name) == ["a", "b", "c"])
    #expect(mapping.entries.map(\.value.integer) == [3, 2, 3])
  }
}
