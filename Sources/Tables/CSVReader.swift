/// Reads the records of a table in RFC 4180, field by field: fields between separators, in double quotes
/// where they hold separators, quotes (twice) or line breaks; lines end in LF, CR LF or CR. Blank lines are
/// passed over. (`CSVColumns` reads many records of known columns.)
package struct CSVReader {
  /// The texts of the fields of the last record that ``next()`` has read.
  package private(set) var fields: [String] = []
  /// The line on which that record begins, from 1.
  package private(set) var line = 0
  /// Where the next record begins.
  package private(set) var position: Int
  /// The line on which it does.
  package private(set) var nextLine = 1

  private let bytes: UnsafeBufferPointer<UInt8>
  private let separator: UInt8

  /// The bytes of a table have to outlive the reader.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8 = UInt8(ascii: ",")) {
    self.bytes = bytes
    self.separator = separator
    position = bytes.behindByteOrderMark
  }

  /// Reads a record, and tells whether there was one.
  package mutating func next() throws(CSVSyntaxError) -> Bool {
    while position < bytes.count, bytes[position].isLineBreak { passLineBreak() }
    guard position < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    line = nextLine
    while try readField() {}
    return true
  }

  private mutating func passLineBreak() {
    position = bytes.behindLineBreak(position)
    nextLine += 1
  }

  /// Reads a field, and tells whether the record goes on behind it.
  private mutating func readField() throws(CSVSyntaxError) -> Bool {
    do throws(CSVSyntaxError) {
      let field = try CSVField(bytes, at: position, separator: separator)
      fields.append(field.text(bytes))
      nextLine += field.lineBreaks
      position = field.end
    } catch { throw CSVSyntaxError(kind: error.kind, line: nextLine + error.line) }
    guard position < bytes.count else { return false }
    if bytes[position] == separator {
      position += 1
      return true
    }
    passLineBreak()
    return false
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
        while try reader.next() { rows.append(reader.fields) }
        return .success(rows)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
