import Testing

@testable import Declarations

/// The reference of a small file: a record with a choice, a list of records, and numbers with ranges.
@Suite struct ReferenceTests {
  private struct Shape: Sendable, Equatable { var radius = 1.0 }
  private struct Item: Sendable { var count = 3 }
  private struct File: Sendable {
    var shape = Shape()
    var other = Shape()
    var items: [Item] = []
    var mode = true
  }

  private static let shape = ValueType<Shape>.alternatives(
    "shape",
    [
      Alternative("point", Shape(radius: 0), "Nothing."),
      Alternative(
        "circle",
        Record(
          "the shape 'circle'", "A circle.", blank: Shape(),
          fields: [Field("radius", \.radius, .real(.above(0)), required: true, "From its middle.")])),
    ])

  private static let file = Record(
    "the file", "A file.", blank: File(),
    fields: [
      Field("shape", \.shape, shape, required: true, "What is drawn."),
      Field("other", \.other, shape, "What else is drawn."),
      Field(
        "items", \.items,
        .list(
          of: Record(
            "the item", "An item | thing.", blank: Item(),
            fields: [Field("count", \.count, .integer(.within(1...9)), "How many.")]
          ).type, count: .within(1...4)), "The items."),
      Field("mode", \.mode, .boolean, "Whether."),
    ])

  private var reference: Reference {
    var reference = Reference()
    reference.add(file: "kind: a", Self.file.schema)
    reference.add(file: "kind: b", Self.file.schema.allowingReferences)
    return reference
  }

  @Test func everyRecordAndChoiceIsThereOnce() {
    #expect(reference.entries.map(\.name) == ["kind: a", "shape", "item"])
    #expect(
      reference.entries[1].places.map(\.path) == ["shape", "other"], "\(reference.entries[1].places)")
  }

  @Test func keysTellTheirTypesAndDefaults() {
    guard case .record(let keys) = reference.entries[0].content else {
      Issue.record("no record")
      return
    }
    #expect(keys.map(\.type) == ["shape", "shape", "list (1 to 4) of item", "`true` or `false`"])
    #expect(keys.map(\.isRequired) == [true, false, false, false])
    #expect(keys.map(\.standard) == [nil, "{circle: {radius: 1.0}}", "[]", "true"])
    #expect(keys.map(\.entry) == ["shape", "shape", "item", nil])
  }

  @Test func thePageHasASectionEach() {
    let page = reference.markdown
    #expect(page.contains("\n## shape\n\nWhat is drawn.\n\nIn `shape` (kind: a), `other` (kind: a).\n"))
    #expect(page.contains("### shape `circle`\n\nA circle.\n"))
    #expect(page.contains("| `radius` | number, greater than 0 | required | From its middle. |\n"))
    #expect(page.contains("| `items` | [list (1 to 4) of item](#item) | `[]` | The items. |"))
    #expect(page.contains("| `count` | integer from 1 to 9 | `3` | How many. |"))
  }

  @Test(arguments: [
    ("circle", "shape circle\nA circle.\n"), ("item", "item\n"),
    ("radius", "key radius in shape.circle.radius"),
    ("shape.circle", "shape circle\n"), ("other.circle.radius", "key radius in "),
    ("items.count", "key count in "), ("shape circle", "shape circle\nA circle.\n"),
    ("shape circle radius", "key radius in shape.circle.radius"), ("item count", "key count in "),
  ])
  func aNameOrAPathFindsItsText(_ name: String, _ start: String) {
    let topics = reference.topics(named: name)
    #expect(topics.count == 1 && topics[0].text.hasPrefix(start), "\(topics)")
  }

  @Test(arguments: ["", "circ", "shape.radius", "radius.circle", "circle shape", "item radius"])
  func nothingIsSaidOfOtherNames(
    _ name: String
  ) {
    #expect(reference.topics(named: name).isEmpty)
  }

  @Test func severalThingsOfANameAreAllFound() {
    #expect(reference.topics(named: "shape").map(\.title) == ["kind: a shape", "shape"])
  }
}
