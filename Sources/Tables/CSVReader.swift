/// Reads the records of a table in RFC 4180: fields between commas, in double quotes where they hold commas,
/// quotes (twice) or line breaks; lines end in LF or CR LF. Blank lines are passed over.
package struct CSVReader {
  /// The fields of the last record that ``next()`` has read.
  package private(set) var fields: [Field] = []
  /// The line on which that record begins, from 1.
  package private(set) var line = 0

  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var nextLine = 1

  package struct Field {
    /// The text in the file, without outer quotes.
    fileprivate let range: Range<Int>
    /// Whether quotes inside are doubled.
    fileprivate let isQuoted: Bool
  }

  /// - Parameter bytes: the table; it has to outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads a record, and tells whether there was one.
  package mutating func next() throws(CSVSyntaxError) -> Bool {
    while position < bytes.count {
      fields.removeAll(keepingCapacity: true)
      line = nextLine
      while try readField() {}
      let isBlank = fields.count == 1 && fields[0].range.isEmpty && !fields[0].isQuoted
      if !isBlank { return true }
    }
    return false
  }

  /// The text of a field.
  package func text(_ field: Field) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    guard field.isQuoted, text.utf8.contains(quote) else { return text }
    var result = ""
    var isSecond = false
    for scalar in text.unicodeScalars {
      isSecond = scalar == "\"" && !isSecond
      if !isSecond { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// The number that a field holds, spaces around it left out; `nil` where it is none, or not finite.
  package func number(_ field: Field) -> Double? {
    var range = field.range
    while let first = range.first, bytes[first] == space { range.removeFirst() }
    while let last = range.last, bytes[last] == space { range.removeLast() }
    if let whole = wholeNumber(range) { return whole }
    // `Double.init` takes hexadecimals and words too.
    guard bytes[range].allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return nil }
    guard let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  /// A number of at most 15 digits, which a `Double` holds exactly.
  private func wholeNumber(_ range: Range<Int>) -> Double? {
    guard (1...15).contains(range.count) else { return nil }
    var value = 0
    for byte in bytes[range] {
      guard (zero...zero + 9).contains(byte) else { return nil }
      value = value * 10 + Int(byte - zero)
    }
    return Double(value)
  }

  /// Reads a field, and tells whether the record goes on behind it.
  private mutating func readField() throws(CSVSyntaxError) -> Bool {
    if position < bytes.count, bytes[position] == quote {
      let start = position + 1
      try skipQuoted()
      fields.append(Field(range: start..<position - 1, isQuoted: true))
      if position < bytes.count, ![comma, lineFeed, carriageReturn].contains(bytes[position]) {
        throw CSVSyntaxError(kind: .textAfterQuote, line: nextLine)
      }
    } else {
      let start = position
      while position < bytes.count, ![comma, lineFeed, carriageReturn].contains(bytes[position]) {
        position += 1
      }
      fields.append(Field(range: start..<position, isQuoted: false))
    }
    guard position < bytes.count else { return false }
    let end = bytes[position]
    position += 1
    if end == comma { return true }
    if end == carriageReturn, position < bytes.count, bytes[position] == lineFeed { position += 1 }
    nextLine += 1
    return false
  }

  /// Goes from an opening quote to behind the closing one.
  private mutating func skipQuoted() throws(CSVSyntaxError) {
    let startLine = nextLine
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == lineFeed { nextLine += 1 }
      if byte == quote {
        guard position < bytes.count, bytes[position] == quote else { return }
        position += 1
      }
    }
    throw CSVSyntaxError(kind: .unclosedQuote, line: startLine)
  }
}

extension CSVReader {
  /// The records of a table as texts, the header first.
  package static func rows(_ text: String) throws(CSVSyntaxError) -> [[String]] {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { bytes -> Result<[[String]], CSVSyntaxError> in
      var reader = CSVReader(bytes)
      var rows: [[String]] = []
      do throws(CSVSyntaxError) {
        while try reader.next() { rows.append(reader.fields.map(reader.text)) }
        return .success(rows)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

/// What is wrong with the quotes of a table.
package struct CSVSyntaxError: Error, Hashable {
  package enum Kind: Sendable {
    /// A quote that opens is never closed.
    case unclosedQuote
    /// Text behind a closing quote.
    case textAfterQuote
  }

  package let kind: Kind
  /// Counted from 1.
  package let line: Int
}

private let (quote, comma, space) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: " "))
private let (lineFeed, carriageReturn, zero) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "0"))
