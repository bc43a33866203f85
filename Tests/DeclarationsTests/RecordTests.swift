import Testing
import YAMLTree

@testable import Declarations

/// One declaration decodes, encodes, identifies and describes a record.
@Suite struct RecordTests {
  private struct Inner: Sendable, Equatable {
    var size = 3
    static let record = Record(
      "the inner", "An inner record.", blank: Inner(),
      fields: [Field("size", \.size, .integer(.within(1...9)), "A size.")])
  }

  private struct Outer: Sendable, Equatable {
    var name = ""
    var rate = 0.5
    var inner = Inner()
    var note: String?
    var watched = 1
    static let record = Record(
      "the outer", "An outer record.", blank: Outer(),
      fields: [
        Field("name", \.name, .string, required: true, "A name."),
        Field("rate", \.rate, .real(.above(0)), "A rate."),
        Field("inner", \.inner, Inner.record.type, "A record."),
        Field("note", \.note, .string, "A note."),
        Field("watched", \.watched, .integer(), observes: true, "What is only looked at."),
      ])
  }

  private func decode(_ text: String) throws -> (Outer?, [String]) {
    var faults = Faults()
    let value = Outer.record.decode(try YAMLParser.parse(text: text, path: "f"), &faults)
    return (value, faults.all.map(\.kind.message))
  }

  @Test func whatIsNotSaidIsAsByDefault() throws {
    let (value, faults) = try decode("{name: a, inner: {size: 4}}")
    #expect(value == Outer(name: "a", inner: Inner(size: 4)))
    #expect(faults.isEmpty)
  }

  @Test func everyMistakeIsFound() throws {
    let (value, faults) = try decode("{rate: -1, inner: {size: 10, sise: 2}, watched: x}")
    #expect(value == nil)
    #expect(
      faults == [
        "rate must be greater than 0, not '-1'", "size must be at least 1 and at most 9, not 10",
        "unknown key 'sise' in the inner", "watched must be an integer, not 'x'", "the outer lacks 'name'",
      ])
  }

  @Test func theCanonicalFormHasEveryDefault() {
    #expect(
      Outer.record.encode(Outer(name: "a")).compact
        == #"{"name":"a","rate":0.5,"inner":{"size":3},"watched":1}"#)
  }

  @Test func theIdentityHasNeitherDefaultsNorObservations() {
    #expect(Outer.record.identity(Outer(name: "a", watched: 7)).compact == #"{"name":"a"}"#)
    #expect(
      Outer.record.identity(Outer(name: "a", rate: 2, inner: Inner(size: 4), note: "n")).compact
        == #"{"name":"a","rate":2.0,"inner":{"size":4},"note":"n"}"#)
  }

  @Test func theSchemaHasDefaultsRangesAndRequiredKeys() {
    let text = Outer.record.schema.compact
    #expect(text.contains(#""required":["name"]"#))
    #expect(
      text.contains(#""rate":{"description":"A rate.","default":0.5,"type":"number","exclusiveMinimum":0.0}"#)
    )
    #expect(text.contains(#""minimum":1,"maximum":9"#))
    #expect(text.contains(#""additionalProperties":false"#))
  }
}

@Suite struct JSONValueTests {
  @Test func textIsEscaped() {
    #expect(JSONValue.string("a\"b\\c\n\t\u{1}é").compact == #""a\"b\\c\n\t\u0001é""#)
  }

  @Test func numbersThatJSONLacksAreStrings() {
    let values: JSONValue = [.real(.nan), .real(-.infinity), .real(1e-7), .integer(-3), .null, true]
    #expect(values.compact == #"[".nan","-.inf",1e-07,-3,null,true]"#)
  }

  @Test func prettyTextIsIndented() {
    let value: JSONValue = ["a": [1, 2], "b": ["c": .object([]), "d": [["e": 1]]]]
    #expect(
      value.pretty == """
        {
          "a": [1, 2],
          "b": {
            "c": {},
            "d": [
              {
                "e": 1
              }
            ]
          }
        }
        """)
  }

  @Test func bounds() {
    #expect(Bounds<Int>.within(1...3).contains(3) && !Bounds<Int>.within(1..<3).contains(3))
    #expect(!Bounds<Double>.above(0).contains(0) && Bounds<Double>.atLeast(0).contains(0))
    #expect(Bounds<Double>.within(0..<1).requirement == "at least 0 and less than 1")
    #expect(Bounds<Int>.within(2...2).requirement == "exactly 2")
  }
}
