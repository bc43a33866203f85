import Testing
import YAMLTree

/// Texts that are not YAML, or not text.
@Suite struct SyntaxErrorTests {
  @Test func unclosedList() {
    expectErrors(
      "name: x\nsizes: [32, 64\n",
      """
      x.yaml:2:8: error: did not find expected ',' or ']' while parsing a flow sequence that begins here
      sizes: [32, 64
             ^
      """)
  }

  @Test func unclosedMapping() {
    expectErrors(
      "adam: {learning_rate: 0.1\nepochs: 5\n",
      """
      x.yaml:2:7: error: did not find expected ',' or '}' while parsing a flow mapping that begins at line 1, column 7
      epochs: 5
            ^
      """)
  }

  @Test func unclosedDoubleQuote() {
    expectErrors(
      "name: \"x\nseed: 1\n",
      """
      x.yaml:1:7: error: found unexpected end of stream while scanning a quoted scalar that begins here
      name: "x
            ^
      """)
  }

  @Test func unknownEscape() {
    expectErrors(
      #"name: "a\qb""#,
      #"""
      x.yaml:1:9: error: found unknown escape character while parsing a quoted scalar that begins at line 1, column 7
      name: "a\qb"
              ^
      """#)
  }

  @Test func tabAsIndentation() {
    expectErrors(
      "training:\n\tepochs: 5\n",
      """
      x.yaml:2:1: error: a tab cannot indent; use spaces
      \tepochs: 5
      ^
      """)
  }

  @Test func reservedCharacter() {
    expectErrors(
      "name: @home\n",
      """
      x.yaml:1:7: error: '@' cannot begin a value; put the value in quotes
      name: @home
            ^
      """)
  }

  @Test func mappingOnTheLineOfAKey() {
    expectErrors(
      "loss: mse: 1\n",
      """
      x.yaml:1:10: error: mapping values are not allowed in this context
      loss: mse: 1
               ^
      """)
  }

  @Test func wrongIndentation() {
    expectErrors(
      "training:\n    epochs: 5\n  batch_size: 64\n",
      """
      x.yaml:3:3: error: did not find expected key while parsing a block mapping that begins at line 1, column 1
        batch_size: 64
        ^
      """)
  }

  @Test func missingColon() {
    expectErrors(
      "name: x\nseed 42\nepochs: 5\n",
      """
      x.yaml:3:1: error: could not find expected ':' while scanning a simple key that begins at line 2, column 1
      epochs: 5
      ^
      """)
  }

  @Test func listWithinAMapping() {
    expectErrors(
      "name: x\n- 1\n",
      """
      x.yaml:2:1: error: did not find expected key while parsing a block mapping that begins at line 1, column 1
      - 1
      ^
      """)
  }

  @Test func anchorWithoutName() {
    expectErrors(
      "a: & 1\n",
      """
      x.yaml:1:5: error: did not find expected alphabetic or numeric character while scanning an anchor that begins \
      at line 1, column 4
      a: & 1
          ^
      """)
  }

  @Test func undeclaredTagHandle() {
    expectErrors(
      "a: !x!y 1\n",
      """
      x.yaml:1:4: error: found undefined tag handle while parsing a node
      a: !x!y 1
         ^
      """)
  }

  @Test func laterYAMLVersion() {
    expectErrors(
      "%YAML 3.0\n---\na: 1\n",
      """
      x.yaml:1:1: error: found incompatible YAML document
      %YAML 3.0
      ^
      """)
  }

  @Test func severalDocuments() {
    expectErrors(
      "a: 1\n---\nb: 2\n",
      """
      x.yaml:2:1: error: a second document begins here; a file holds one
      ---
      ^
      """)
  }

  @Test(arguments: ["", "\n\n", "# nothing but a comment\n", "---\n", "---\n...\n", "\u{FEFF}"])
  func empty(text: String) {
    expectErrors(text, "x.yaml: error: the file is empty")
  }

  @Test func invalidUTF8() {
    expectErrors(
      Array("name: x\ntitle: é".utf8) + [0xFF] + Array("!\n".utf8),
      [
        """
        x.yaml:2:9: error: byte 0xFF is not valid UTF-8
        title: é\u{FFFD}!
                ^
        """
      ])
  }

  @Test func cutUTF8() {
    expectErrors(
      Array("title: ".utf8) + [0xE2, 0x82],
      [
        """
        x.yaml:1:8: error: byte 0xE2 is not valid UTF-8
        title: \u{FFFD}
               ^
        """
      ])
  }

  @Test func overlongUTF8() {
    expectErrors(
      Array("a: ".utf8) + [0xC0, 0x80] + Array("\n".utf8),
      [
        """
        x.yaml:1:4: error: byte 0xC0 is not valid UTF-8
        a: \u{FFFD}\u{FFFD}
           ^
        """
      ])
  }

  @Test func nulCharacter() {
    expectErrors(
      "a: 1\nb: 2\u{0}3\n",
      """
      x.yaml:2:5: error: control character U+0000 is not allowed
      b: 2\u{FFFD}3
          ^
      """)
  }

  @Test func escapeCharacter() {
    expectErrors(
      "a: \u{1B}[31mred\n",
      """
      x.yaml:1:4: error: control character U+001B is not allowed
      a: \u{FFFD}[31mred
         ^
      """)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00] as [UInt8], [0xFE, 0xFF, 0x00, 0x61]])
  func utf16(bytes: [UInt8]) {
    expectErrors(bytes, ["x.yaml: error: the file is in UTF-16; save it as UTF-8"])
  }
}
