#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What separates the fields of a table, and what stands between the whole part of a number and its fraction;
/// neither is a digit, a sign or an `e`.
package struct CSVDialect: Sendable, Hashable {
  package var separator: UInt8
  package var decimal: UInt8

  package init(separator: UInt8 = UInt8(ascii: ","), decimal: UInt8 = UInt8(ascii: ".")) {
    self.separator = separator
    self.decimal = decimal
  }
}

/// Where a field of a table is, as RFC 4180 has it.
struct CSVField {
  /// The text in the file, without outer quotes.
  var range: Range<Int>
  /// Whether quotes inside are doubled.
  var isQuoted: Bool
  /// The line breaks in it.
  var lineBreaks = 0
  /// Where the field ends: at a separator, at a line break, or with the bytes.
  var end: Int

  /// The field that begins at a place.
  /// - Throws: what is wrong with its quotes, and how many lines further on.
  @inline(__always)
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, separator: UInt8
  ) throws(CSVSyntaxError) {
    if start < bytes.count, bytes[start] == quote {
      self = try Self.quoted(bytes, at: start, separator: separator)
      return
    }
    var end = start
    while end < bytes.count, !bytes[end].ends(separator) { end += 1 }
    (range, isQuoted, self.end) = (start..<end, false, end)
  }

  private init(range: Range<Int>, isQuoted: Bool, lineBreaks: Int, end: Int) {
    (self.range, self.isQuoted, self.lineBreaks, self.end) = (range, isQuoted, lineBreaks, end)
  }

  private static func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, separator: UInt8
  ) throws(CSVSyntaxError) -> CSVField {
    var end = start + 1
    var lineBreaks = 0
    while true {
      guard end < bytes.count else { throw CSVSyntaxError(kind: .unclosedQuote, line: 0) }
      let byte = bytes[end]
      end += 1
      if byte == lineFeed { lineBreaks += 1 }
      if byte == quote {
        guard end < bytes.count, bytes[end] == quote else { break }
        end += 1
      }
    }
    if end < bytes.count, !bytes[end].ends(separator) {
      throw CSVSyntaxError(kind: .textAfterQuote, line: lineBreaks)
    }
    return CSVField(range: start + 1..<end - 1, isQuoted: true, lineBreaks: lineBreaks, end: end)
  }

  /// The text of the field.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard isQuoted, text.utf8.contains(quote) else { return text }
    var result = ""
    var isSecond = false
    for scalar in text.unicodeScalars {
      isSecond = scalar == "\"" && !isSecond
      if !isSecond { result.unicodeScalars.append(scalar) }
    }
    return result
  }

  /// The bytes of a text of up to eight, the first in the lowest bits; 0 of one that is longer, empty, in
  /// quotes, or has a 0 in it.
  func shortText(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    if isQuoted || range.count > 8 { return 0 }
    var text: UInt64 = 0
    for place in range.reversed() {
      if bytes[place] == 0 { return 0 }
      text = text << 8 | UInt64(bytes[place])
    }
    return text
  }

  /// The range without spaces around.
  func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] == space { range.removeFirst() }
    while let last = range.last, bytes[last] == space { range.removeLast() }
    return range
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

extension UnsafeBufferPointer<UInt8> {
  /// Goes behind the line break at a place: LF, CR LF or CR.
  @inline(__always)
  func behindLineBreak(_ place: Int) -> Int {
    let isPair = self[place] == carriageReturn && place + 1 < count && self[place + 1] == lineFeed
    return place + (isPair ? 2 : 1)
  }

  /// Whether a byte is somewhere.
  func holds(_ byte: UInt8) -> Bool { baseAddress.map { memchr($0, Int32(byte), count) != nil } ?? false }

  /// Behind the byte order mark that UTF-8 may begin with.
  package var behindByteOrderMark: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension UInt8 {
  /// Whether it ends a field without quotes.
  @inline(__always)
  func ends(_ separator: UInt8) -> Bool { self == separator || isLineBreak }

  @inline(__always)
  var isLineBreak: Bool { self == lineFeed || self == carriageReturn }
}

// One by one: the compiler knows the values then, and nothing is looked up.
private let quote = UInt8(ascii: "\"")
private let space = UInt8(ascii: " ")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
