/// A source line and the line that marks a part of it, cut to what fits a terminal.
struct SourceExcerpt {
  /// The most characters of a line that are shown.
  static let widthLimit = 160

  let lines: [String]

  /// - Parameters:
  ///   - line: the source line.
  ///   - column: where the caret goes, from 1.
  ///   - length: how many characters are marked.
  init(line: String, column: Int, length: Int) {
    let scalars = Array(line.unicodeScalars)
    let caret = min(max(column - 1, 0), scalars.count)
    guard scalars.contains(where: { !$0.properties.isWhitespace }) else {
      lines = []
      return
    }
    let window = Self.window(around: caret, count: scalars.count)
    let prefix = window.lowerBound > 0 ? "..." : ""
    let suffix = window.upperBound < scalars.count ? "..." : ""
    let end = min(caret + max(length, 1), window.upperBound)

    let text = String(String.UnicodeScalarView(scalars[window].map(Self.shown)))
    var marks = String(repeating: " ", count: prefix.count)
    for scalar in scalars[window.lowerBound..<caret] {
      marks += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(scalar))
    }
    marks += "^"
    if end > caret + 1 {
      let width = scalars[caret..<end].reduce(0) { $0 + Self.width($1) }
      marks += String(repeating: "~", count: max(width - 1, 0))
    }
    lines = [prefix + text + suffix, marks]
  }

  /// The part of a line that is shown: all of it, or what is around the caret.
  private static func window(around caret: Int, count: Int) -> Range<Int> {
    if count <= widthLimit { return 0..<count }
    let start = min(max(caret - widthLimit / 2, 0), count - widthLimit)
    return start..<start + widthLimit
  }

  /// What stands for a scalar: nothing that a file holds may steer the terminal.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.steersTerminal && scalar != "\t" ? "\u{FFFD}" : scalar
  }

  /// The columns that a scalar takes on a terminal: 0 for combining marks, 2 for East Asian wide characters.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.steersTerminal { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
