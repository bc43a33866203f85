/// Rows of a table: for each text column the number of the text among the different ones, and on which lines
/// they are. (Their numbers are where `CSVColumns.rows` writes them.)
package struct CSVRows: Sendable {
  package private(set) var count = 0
  /// count×(text columns), row-major: places in `texts`; -1 where one is missing and kept.
  package private(set) var codes: [Int32] = []
  /// The different texts of each text column, in the order met.
  package private(set) var texts: [[String]]
  /// The number of lines that were read.
  package var lineCount = 0
  /// Of each column how many values are missing, in rows that were left out too.
  package var missingCounts: [Int]
  /// The rows before which lines are passed over, each with its line; between them a row is a line.
  private var runs: [(row: Int, line: Int)] = []
  /// The code of each text.
  private var known: [[String: Int32]]
  /// Of each text column some of the short texts that were met last, each at a place that its bytes tell: to
  /// look for a text takes longer than to read it.
  private var recent: [[ShortText]]

  private struct ShortText: Sendable {
    /// Its bytes; 0 where there is none.
    var bytes: UInt64 = 0
    var code: Int32 = 0
  }

  package init(textColumns: Int, columns: Int) {
    texts = Array(repeating: [], count: textColumns)
    known = Array(repeating: [:], count: textColumns)
    recent = Array(repeating: [], count: textColumns)
    missingCounts = Array(repeating: 0, count: columns)
  }

  /// The line of a row, counted as the table's first one is.
  package func line(of row: Int) -> Int {
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].row <= row { low = middle } else { high = middle }
    }
    return runs.isEmpty ? row : runs[low].line + row - runs[low].row
  }

  /// Adds the code of a text of up to eight bytes, none of them 0, the first in the lowest bits of `bytes`.
  /// - Returns: false where the text was not met lately, and nothing is added.
  @inline(__always)
  mutating func addRecent(_ bytes: UInt64, column: Int) -> Bool {
    guard !recent[column].isEmpty, bytes != 0 else { return false }
    let text = recent[column][Self.place(bytes)]
    guard text.bytes == bytes else { return false }
    codes.append(text.code)
    return true
  }

  /// Remembers the text that was added last by its bytes; see ``addRecent``.
  mutating func remember(_ bytes: UInt64, column: Int) {
    guard bytes != 0, let code = codes.last, code >= 0 else { return }
    if recent[column].isEmpty { recent[column] = Array(repeating: ShortText(), count: 1 << Self.placeBits) }
    recent[column][Self.place(bytes)] = ShortText(bytes: bytes, code: code)
  }

  private static let placeBits = 6

  /// The upper bits of a product with 2^64 / φ, which all bits of the text decide.
  private static func place(_ bytes: UInt64) -> Int {
    Int((bytes &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(placeBits)))
  }

  mutating func addCode(_ text: String?, column: Int) {
    codes.append(text.map { code($0, column) } ?? -1)
  }

  private mutating func code(_ text: String, _ column: Int) -> Int32 {
    if let code = known[column][text] { return code }
    let code = Int32(texts[column].count)
    known[column][text] = code
    texts[column].append(text)
    return code
  }

  mutating func dropCodes(ofLastRow columns: Int) { codes.removeLast(columns) }

  mutating func addRow(onLine line: Int) {
    let expected = runs.last.map { $0.line + count - $0.row }
    if expected != line { runs.append((count, line)) }
    count += 1
  }

  /// Adds the rows of the next piece of a table.
  package mutating func append(_ piece: CSVRows) {
    if !piece.texts.isEmpty {
      // The codes of the piece in those of the table.
      let codes = piece.texts.enumerated().map { column, texts in texts.map { code($0, column) } }
      for (place, code) in piece.codes.enumerated() {
        self.codes.append(code < 0 ? -1 : codes[place % codes.count][Int(code)])
      }
    }
    for run in piece.runs {
      let (row, line) = (count + run.row, lineCount + run.line)
      if runs.last.map({ $0.line + row - $0.row }) != line { runs.append((row, line)) }
    }
    for column in missingCounts.indices { missingCounts[column] += piece.missingCounts[column] }
    count += piece.count
    lineCount += piece.lineCount
  }
}

/// What is wrong with a record of a table.
package struct CSVFault: Error, Hashable {
  package enum Kind: Hashable, Sendable {
    case quotes(CSVSyntaxError.Kind)
    /// The record has so many fields.
    case fieldCount(Int)
    case notNumber(String)
    /// A number beyond the range of a `Double`, or a word for none.
    case notFinite(String)
    /// A missing value that no rule is for.
    case missing(String)
  }

  package var kind: Kind
  package var line: Int
  /// Counted from 0; `nil` where the record is at fault.
  package var column: Int?
}
