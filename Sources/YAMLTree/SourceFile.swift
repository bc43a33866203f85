/// A text that diagnostics point into: its path as the user gave it, and its lines for display.
///
/// Lines end where YAML ends them: at LF, CR, CR LF, NEL (U+0085), LS (U+2028) and PS (U+2029).
package final class SourceFile: Sendable {
  /// The path as the user gave it; it is only shown.
  package let path: String
  /// The text in UTF-8 without a byte order mark; perhaps not valid.
  package let bytes: [UInt8]
  private let lineStarts: [Int]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    lineStarts = Self.lineStarts(of: self.bytes)
  }

  package convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The text of a line, numbered from 1, without its break, with U+FFFD for what is not UTF-8; `nil` where
  /// there is no such line.
  package func line(_ number: Int) -> String? {
    lineBytes(number).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The part of a line that is near a column, and the column counted from where the part starts: a line of
  /// megabytes is not decoded for each message about it.
  ///
  /// The part reaches `reach` characters to the left of the column and `reach` bytes to the right, or to the
  /// ends of the line.
  func part(ofLine number: Int, around column: Int, reach: Int) -> (text: String, column: Int)? {
    guard let line = lineBytes(number) else { return nil }
    guard line.count > 8 * reach else {
      return (String(decoding: bytes[line], as: UTF8.self), column)
    }
    // Characters start at every byte but those of the form 10xxxxxx.
    let (start, skipped) = bytes.withUnsafeBufferPointer { bytes in
      var (index, left) = (line.lowerBound, max(column - 1 - reach, 0))
      let skipped = left
      while index < line.upperBound {
        if bytes[index] & 0xC0 != 0x80 {
          if left == 0 { break }
          left -= 1
        }
        index += 1
      }
      return (index, skipped - left)
    }
    var end = min(start + 8 * reach, line.upperBound)
    while end > start, end < line.upperBound, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return (String(decoding: bytes[start..<end], as: UTF8.self), column - skipped)
  }

  /// The number of the first line that starts with a character where `count` lines before it do; `nil` where
  /// there are no more than that.
  func lines(startingWith character: Unicode.Scalar, beyond count: Int) -> Int? {
    var left = count
    for (index, start) in lineStarts.enumerated() where start < bytes.count {
      guard UInt32(bytes[start]) == character.value else { continue }
      if left == 0 { return index + 1 }
      left -= 1
    }
    return nil
  }

  /// Where a line is, numbered from 1, without its break.
  private func lineBytes(_ number: Int) -> Range<Int>? {
    guard lineStarts.indices.contains(number - 1) else { return nil }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start {
      guard let length = Self.breakLength(endingAt: end, in: bytes), end - length >= start else { break }
      end -= length
    }
    return start..<end
  }

  /// The position of a byte.
  package func mark(atByte offset: Int) -> SourceMark {
    let offset = min(max(offset, 0), bytes.count)
    // The last line that starts at or before the byte; there is always one, at 0.
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = String(decoding: bytes[lineStarts[low]..<offset], as: UTF8.self).unicodeScalars.count + 1
    return SourceMark(file: self, line: low + 1, column: column)
  }

  /// The position behind the last character.
  package var end: SourceMark { mark(atByte: bytes.count) }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      index += 1
      // Between CR and LF no line ends.
      if bytes[index - 1] == 0x0D, index < bytes.count, bytes[index] == 0x0A { continue }
      if breakLength(endingAt: index, in: bytes) != nil { starts.append(index) }
    }
    return starts
  }

  /// The length in bytes of the break character that ends before `end`; `nil` where none does.
  private static func breakLength(endingAt end: Int, in bytes: [UInt8]) -> Int? {
    switch bytes[end - 1] {
    case 0x0A, 0x0D: 1
    case 0x85 where end >= 2 && bytes[end - 2] == 0xC2: 2
    case 0xA8 where end >= 3 && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE2: 3
    case 0xA9 where end >= 3 && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE2: 3
    default: nil
    }
  }
}

/// Two files are the same where their paths are: a path names one text within a run.
extension SourceFile: Hashable {
  package static func == (a: SourceFile, b: SourceFile) -> Bool { a === b || a.path == b.path }
  package func hash(into hasher: inout Hasher) { hasher.combine(path) }
}
