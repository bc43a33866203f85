import Testing
import YAMLTree

@Suite struct DiagnosticTests {
  private func diagnostic(_ line: String, column: Int, length: Int = 1, notes: [String] = []) -> String {
    let file = SourceFile(path: "experiments/x.yaml", text: "first\n\(line)\n")
    let mark = SourceMark(file: file, line: 2, column: column)
    return Diagnostic(.error, "no", at: mark, length: length, notes: notes).description
  }

  @Test func caretAndUnderline() {
    #expect(
      diagnostic("    activation: rleu", column: 17, length: 4, notes: ["did you mean 'relu'?"]) == """
        experiments/x.yaml:2:17: error: no
            activation: rleu
                        ^~~~
        note: did you mean 'relu'?
        """)
  }

  @Test func tabsAreKept() {
    #expect(diagnostic("a:\t\tb", column: 5) == "experiments/x.yaml:2:5: error: no\na:\t\tb\n  \t\t^")
  }

  @Test func wideAndCombiningCharacters() {
    #expect(diagnostic("数字: x", column: 5) == "experiments/x.yaml:2:5: error: no\n数字: x\n      ^")
    #expect(diagnostic("e\u{301}: x", column: 5) == "experiments/x.yaml:2:5: error: no\ne\u{301}: x\n   ^")
  }

  @Test func underlineStopsAtTheEndOfTheLine() {
    #expect(diagnostic("abc", column: 2, length: 50) == "experiments/x.yaml:2:2: error: no\nabc\n ^~")
    #expect(diagnostic("abc", column: 99) == "experiments/x.yaml:2:99: error: no\nabc\n   ^")
  }

  @Test func longLinesAreCut() throws {
    let line = String(repeating: "x", count: 1000)
    let shown = "..." + String(repeating: "x", count: 160) + "..."
    let lines = diagnostic(line, column: 501, length: 3).split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1] == shown)
    #expect(lines[2] == String(repeating: " ", count: 83) + "^~~")
  }

  @Test func wholeFileAndBlankLineHaveNoExcerpt() {
    let file = SourceFile(path: "x.yaml", text: "a\n  \n")
    #expect(Diagnostic(.warning, "old", at: .whole(file)).description == "x.yaml: warning: old")
    #expect(Diagnostic(.note, "here", at: file.mark(atByte: 3)).description == "x.yaml:2:2: note: here")
  }

  @Test func terminalControlsAreNotShown() {
    #expect(
      diagnostic("a\u{1B}[2J\u{202E}b", column: 7)
        == "experiments/x.yaml:2:7: error: no\na\u{FFFD}[2J\u{FFFD}b\n      ^")
  }

  @Test func marksSortByPlace() {
    let file = SourceFile(path: "x.yaml", text: "")
    let marks = [(2, 1), (1, 9), (0, 0), (1, 10)].map { SourceMark(file: file, line: $0.0, column: $0.1) }
    #expect(marks.sorted().map { "\($0)" } == ["x.yaml", "x.yaml:1:9", "x.yaml:1:10", "x.yaml:2:1"])
  }
}
