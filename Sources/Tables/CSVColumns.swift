/// What the columns of a table hold, and how records of them are read: numbers as `Double`, texts as numbers
/// of the different ones.
///
///     kinds      number  ignored  text  number        numbers   1.5  4.0    a row of two
///     record        1.5,  abc,     red,     4     →   codes     0           the first text, "red"
package struct CSVColumns: Sendable {
  package enum Kind: Sendable { case ignored, number, text }

  /// What becomes of a record with a missing value.
  package enum MissingValue: Sendable {
    case isFault
    /// The record is left out.
    case dropsRecord
    /// A number is NaN, a text has the code -1.
    case isKept
  }

  package struct Column: Sendable {
    package var kind: Kind
    package var missing: MissingValue
    /// Whether its numbers are written apart from those of other columns.
    package var isApart: Bool
    /// How many columns of numbers there are from this one on without others between, all apart or none, the
    /// table's last column left out.
    fileprivate(set) var numbersFromHere = 0

    package init(_ kind: Kind, missing: MissingValue = .isFault, isApart: Bool = false) {
      self.kind = kind
      self.missing = missing
      self.isApart = isApart
    }
  }

  let columns: [Column]
  let dialect: CSVDialect
  /// The texts that stand for a missing value.
  private let markers: [[UInt8]]
  /// Whether a number may be a marker too, so that no field is read as a number before it is compared.
  let comparesFirst: Bool

  package init(_ columns: [Column], dialect: CSVDialect = CSVDialect(), markers: [String] = []) {
    var columns = columns
    for index in columns.indices.dropLast().reversed() where columns[index].kind == .number {
      let next = columns[index + 1]
      columns[index].numbersFromHere = next.isApart == columns[index].isApart ? next.numbersFromHere + 1 : 1
    }
    self.columns = columns
    self.dialect = dialect
    self.markers = markers.map { Array($0.utf8) }
    comparesFirst = markers.contains { DecimalParser.value($0, decimal: dialect.decimal) != nil }
  }

  package var numberCount: Int { columns.count { $0.kind == .number } }
  package var textCount: Int { columns.count { $0.kind == .text } }

  /// Reads whole records.
  /// - Parameters:
  ///   - bytes: the records, from the beginning of one to the end of one.
  ///   - numbers: where the numbers of the rows are written, NaN where one is missing and kept; what was in
  ///     it before is gone.
  /// - Returns: the rows, or the first thing that is wrong; lines are counted from 0.
  package func rows(
    of bytes: UnsafeBufferPointer<UInt8>, numbers: CSVNumbers
  ) -> Result<CSVRows, CSVFault> {
    var rows = CSVRows(textColumns: textCount, columns: columns.count)
    // A number takes a byte at least with what is behind it.
    let rooms = numbers.rooms(for: numberCount == 0 ? 0 : bytes.count + 1)
    return columns.withUnsafeBufferPointer { kinds in
      var parser = CSVRecordParser(columns: self, kinds: kinds, bytes: bytes, numbers: rooms)
      defer { numbers.commit(parser.numbers) }
      do throws(CSVFault) { try parser.readAll(into: &rows) } catch { return .failure(error) }
      return .success(rows)
    }
  }

  /// Whether a field is one of the markers.
  func isMissing(_ field: CSVField, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = field.trimmed(bytes)
    return markers.contains { $0.elementsEqual(bytes[range]) }
  }
}

extension CSVColumns {
  /// Where the last record ends that a piece of a table holds as a whole, the piece beginning with a record;
  /// `nil` where there is no such end.
  package func lastRecordEnd(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let quote = UInt8(ascii: "\"")
    // A CR at the end may be half of a line break.
    guard bytes.holds(quote) else {
      return bytes.dropLast().lastIndex { $0.isLineBreak }.map { bytes.behindLineBreak($0) }.flatMap {
        $0 < bytes.count || bytes.last == UInt8(ascii: "\n") ? $0 : nil
      } ?? (bytes.last == UInt8(ascii: "\n") ? bytes.count : nil)
    }
    var (place, end) = (0, nil as Int?)
    while place < bytes.count {
      guard let field = try? CSVField(bytes, at: place, separator: dialect.separator), field.end < bytes.count
      else { return end }
      place = field.end
      if bytes[place] == dialect.separator {
        place += 1
      } else {
        guard place + 1 < bytes.count || bytes[place] == UInt8(ascii: "\n") else { return end }
        place = bytes.behindLineBreak(place)
        end = place
      }
    }
    return end
  }
}
