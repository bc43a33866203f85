import Testing
import YAMLTree

@testable import Declarations

private protocol Figure: Sendable {}

private struct Point: Figure, DeclaredByRecord, Equatable {
  static let name = "point"
  static let record = Record("the figure 'point'", "A point.", blank: Point(), fields: [])
}

private struct Circle: Figure, DeclaredByRecord, Equatable {
  static let name = "circle"
  var radius = 1.0
  var isFilled = false
  static let record = Record(
    "the figure 'circle'", "A circle.", blank: Circle(),
    fields: [
      Field("radius", \.radius, .real(.above(0)), "Its radius."),
      Field("filled", \.isFilled, .boolean, "Whether it is filled."),
    ])
}

private struct Box: Figure, DeclaredByRecord, Equatable {
  static let name = "box"
  var width = 0
  var height = 0
  static let record = Record(
    "the figure 'box'", "A box.", blank: Box(),
    fields: [
      Field("width", \.width, .integer(.atLeast(1)), required: true, "Its width."),
      Field("height", \.height, .integer(.atLeast(1)), required: true, "Its height."),
    ])
}

private struct Word: Figure, Declared, Equatable {
  static let name = "word"
  var text: String
  static let form = Alternative<Word>(
    name, "A word.", ValueType<String>.string, wrap: Word.init(text:), unwrap: { $0.text })
}

/// A value of one of several types: a bare name where that is enough, or a mapping of the name to its
/// parameters.
@Suite struct OneOfTests {
  private let type = ValueType<any Figure>.oneOf("figure", [Point.self, Circle.self, Box.self, Word.self])

  private func decode(_ text: String) throws -> (value: (any Figure)?, faults: [Fault]) {
    var faults = Faults()
    let value = type.decode(try YAMLParser.parse(text: text, path: "f"), &faults)
    return (value, faults.all)
  }

  @Test(arguments: [
    ("point", #"{"point":{}}"#), ("{point: }", #"{"point":{}}"#), ("{point: {}}", #"{"point":{}}"#),
    ("circle", #"{"circle":{"radius":1.0,"filled":false}}"#),
    ("'circle'", #"{"circle":{"radius":1.0,"filled":false}}"#),
    ("{circle: }", #"{"circle":{"radius":1.0,"filled":false}}"#),
    ("{circle: {radius: 2}}", #"{"circle":{"radius":2.0,"filled":false}}"#),
    ("{circle: {filled: true}}", #"{"circle":{"radius":1.0,"filled":true}}"#),
    ("{box: {width: 2, height: 3}}", #"{"box":{"width":2,"height":3}}"#),
    ("{word: hello}", #"{"word":"hello"}"#),
  ])
  func aNameOrAMappingIsAValue(_ text: String, _ canonical: String) throws {
    let (value, faults) = try decode(text)
    #expect(faults.isEmpty && value.map(type.encode)?.compact == canonical)
  }

  @Test(arguments: [
    ("circel", ["unknown figure 'circel'"]), ("{circel: {radius: 2}}", ["unknown figure 'circel'"]),
    ("box", ["the figure 'box' needs 'width' and 'height': box: {width: ..., height: ...}"]),
    ("{box: }", ["box must be a mapping, not nothing"]),
    ("{box: {width: 1}}", ["the figure 'box' lacks 'height'"]),
    ("{box: 5}", ["box must be a mapping, not '5'"]),
    ("word", ["the figure 'word' needs a value: word: ..."]),
    ("{word: }", ["word must be a string, not nothing"]),
    ("{word: [a]}", ["word must be a string, not a list"]),
    ("{point: {x: 1}}", ["the figure 'point' takes no parameters"]),
    ("{point: 1}", ["the figure 'point' takes no parameters"]),
    ("{circle: {radius: 0}}", ["radius must be greater than 0, not '0'"]),
    ("{circle: {radios: 1}}", ["unknown key 'radios' in the figure 'circle'"]),
    (
      "{circle: {}, box: {}}",
      ["expected a figure, as a name or as a mapping with one key, not a mapping of 2"]
    ),
    ("{}", ["expected a figure, as a name or as a mapping with one key, not a mapping of 0"]),
    ("[circle]", ["expected a figure, as a name or as a mapping with one key, not a list"]),
    ("~", ["expected a figure, as a name or as a mapping with one key, not '~'"]),
    ("5", ["unknown figure '5'"]), ("Circle", ["unknown figure 'Circle'"]),
    // An open name is not this type's to report.
    ("$figure", []),
  ])
  func anythingElseIsAMistake(_ text: String, _ messages: [String]) throws {
    let (value, faults) = try decode(text)
    #expect(value == nil && faults.map(\.kind.message) == messages)
  }

  @Test func anUnknownNameComesWithTheLegalOnes() throws {
    let fault = try #require(try decode("{circel: {radius: 2}}").faults.first)
    #expect(fault.kind.notes == ["did you mean 'circle'?", "legal values: point, circle, box, word"])
    // At the key, not at the parameters.
    #expect(fault.mark.column == 2 && fault.length == 6)
  }

  @Test func aValueIsWrittenUnderItsNameAndReadBack() throws {
    func check<Value: Figure & Equatable>(_ value: Value, _ text: String, _ identity: String) throws {
      #expect(type.encode(value).compact == text && type.identity(value).compact == identity)
      #expect(try decode(text).value as? Value == value)
    }
    try check(Point(), #"{"point":{}}"#, #"{"point":{}}"#)
    try check(Circle(radius: 2), #"{"circle":{"radius":2.0,"filled":false}}"#, #"{"circle":{"radius":2.0}}"#)
    try check(
      Box(width: 2, height: 3), #"{"box":{"width":2,"height":3}}"#, #"{"box":{"width":2,"height":3}}"#)
    try check(Word(text: "w"), #"{"word":"w"}"#, #"{"word":"w"}"#)
  }

  @Test func theSchemaHasBareNamesWhereTheyAreEnough() {
    #expect(type.schema.compact.hasPrefix(#"{"title":"figure","anyOf":[{"enum":["point","circle"]},"#))
    for name in ["point", "circle", "box", "word"] {
      #expect(type.schema.compact.contains(#""required":["\#(name)"],"properties":{"\#(name)":"#))
    }
  }
}
