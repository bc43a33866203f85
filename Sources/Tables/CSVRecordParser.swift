/// The records of a piece of a table as they are read.
struct CSVRecordParser {
  let columns: CSVColumns
  /// Those of `columns`, in memory that stays where it is.
  let kinds: UnsafeBufferPointer<CSVColumns.Column>
  let separator: UInt8
  let bytes: UnsafeBufferPointer<UInt8>
  /// Where the numbers go, those of columns that are apart and the others.
  private(set) var numbers: (together: CSVNumberRoom, apart: CSVNumberRoom)
  private let decimal: UInt8
  // Asked for once: a look at a global takes as long as the digits of a number.
  private let powers = PowersOfFive.shared
  private let decimals: PlainDecimals
  private let comparesFirst: Bool
  private var position = 0
  private var line = 0

  init(
    columns: CSVColumns, kinds: UnsafeBufferPointer<CSVColumns.Column>, bytes: UnsafeBufferPointer<UInt8>,
    numbers: (together: CSVNumberRoom, apart: CSVNumberRoom)
  ) {
    self.columns = columns
    self.kinds = kinds
    separator = columns.dialect.separator
    decimal = columns.dialect.decimal
    decimals = PlainDecimals(decimal: decimal)
    comparesFirst = columns.comparesFirst
    self.bytes = bytes
    self.numbers = numbers
  }

  mutating func readAll(into rows: inout CSVRows) throws(CSVFault) {
    while position < bytes.count {
      if bytes[position].isLineBreak {
        position = bytes.behindLineBreak(position)
        line += 1
      } else {
        try readRecord(into: &rows)
      }
    }
    rows.lineCount = line
  }

  private mutating func readRecord(into rows: inout CSVRows) throws(CSVFault) {
    let (start, startLine) = (position, line)
    let numberCounts = (numbers.together.count, numbers.apart.count)
    var isDropped = false
    var textColumn = 0
    let last = kinds.count - 1
    var index = 0
    while true {
      index = readPlainNumbers(from: index)
      switch kinds[index].kind {
      case .number: if !readNumber(index) { isDropped = try readOddNumber(index, &rows) || isDropped }
      case .text:
        isDropped = try readText(index, textColumn, &rows) || isDropped
        textColumn += 1
      case .ignored:
        let field = try field()
        position = field.end
        line += field.lineBreaks
      }
      if index == last { break }
      guard position < bytes.count, bytes[position] == separator else {
        throw fieldCount(from: start, startLine)
      }
      position += 1
      index += 1
    }
    if position < bytes.count {
      guard bytes[position].isLineBreak else { throw fieldCount(from: start, startLine) }
      position = bytes.behindLineBreak(position)
      line += 1
    }
    if isDropped {
      (numbers.together.count, numbers.apart.count) = numberCounts
      rows.dropCodes(ofLastRow: columns.textCount)
    } else {
      rows.addRow(onLine: startLine)
    }
  }

  /// Reads columns of numbers, those but the last of the record, as long as each number is all of its field.
  /// - Returns: the column whose field begins at `position`.
  @inline(__always)
  private mutating func readPlainNumbers(from first: Int) -> Int {
    guard !comparesFirst, let base = bytes.baseAddress else { return first }
    var column = first
    while true {
      let count = kinds[column].numbersFromHere
      guard count > 0 else { return column }
      let read = readPlainNumbers(count, isApart: kinds[column].isApart, base)
      column += read
      guard read == count else { return column }
    }
  }

  /// Reads numbers as long as each is all of its field, up to a count.
  /// - Returns: how many.
  @inline(__always)
  private mutating func readPlainNumbers(
    _ count: Int, isApart: Bool, _ base: UnsafePointer<UInt8>
  ) -> Int {
    let room = isApart ? numbers.apart : numbers.together
    guard let firstNumber = room.memory.baseAddress else { return 0 }
    // Variables of its own: those of the parser are in memory.
    let end = base + bytes.count
    let limit = end - PlainDecimals.reach
    let (separator, decimal, powers, decimals) = (separator, decimal, powers, decimals)
    var (p, number, left) = (base + position, firstNumber + room.count, count)
    // Behind a number that is too long for a pair there is often another one.
    var wasLong = false
    while left > 0 {
      if p < limit, !wasLong {
        let pairs = decimals.readPairs(&p, before: limit, separator: separator, count: left / 2, into: number)
        (number, left) = (number + 2 * pairs, left - 2 * pairs)
        guard left > 0 else { break }
      }
      var value = 0.0
      var next = p < limit ? decimals.read(p, endingWith: separator, into: &value) : nil
      if next == nil {
        next = DecimalParser.read(p, end, decimal: decimal, powers: powers, into: &value)
      }
      guard let next, next < end, next.pointee == separator, value.isFinite else { break }
      number.initialize(to: value)
      wasLong = next - p > PlainDecimals.longestOfPair
      (p, number, left) = (next + 1, number + 1, left - 1)
    }
    position = p - base
    if isApart {
      numbers.apart.count = number - firstNumber
    } else {
      numbers.together.count = number - firstNumber
    }
    return count - left
  }

  /// Reads a number that is all of its field; nothing happens where it is not.
  @inline(__always)
  private mutating func readNumber(_ column: Int) -> Bool {
    guard let base = bytes.baseAddress, !comparesFirst else { return false }
    var value = 0.0
    let end = base + bytes.count
    if position < bytes.count - PlainDecimals.reach,
      let next = decimals.read(base + position, endingWith: UInt8(ascii: "\n"), into: &value)
    {
      add(value, column)
      position = next - base
      return true
    }
    guard
      let next = DecimalParser.read(
        base + position, end, decimal: decimal, powers: powers, into: &value),
      next == end || next.pointee.ends(separator), value.isFinite
    else { return false }
    add(value, column)
    position = next - base
    return true
  }

  @inline(__always)
  private mutating func add(_ value: Double, _ column: Int) {
    if kinds[column].isApart { numbers.apart.add(value) } else { numbers.together.add(value) }
  }

  /// Reads a field of a number column that is in quotes, has spaces around it, is missing or is wrong.
  /// - Returns: whether the record is left out for it.
  @inline(never)
  private mutating func readOddNumber(_ column: Int, _ rows: inout CSVRows) throws(CSVFault) -> Bool {
    let field = try field()
    defer {
      position = field.end
      line += field.lineBreaks
    }
    if columns.isMissing(field, bytes) {
      add(.nan, column)
      return try missing(field, column, &rows)
    }
    let range = field.trimmed(bytes)
    var value = 0.0
    guard let base = bytes.baseAddress,
      DecimalParser.read(
        base + range.lowerBound, base + range.upperBound, decimal: columns.dialect.decimal, into: &value)
        == base + range.upperBound
    else {
      let text = field.text(bytes)
      throw CSVFault(
        kind: text.namesNoNumber ? .notFinite(text) : .notNumber(text), line: line, column: column)
    }
    guard value.isFinite else {
      throw CSVFault(kind: .notFinite(field.text(bytes)), line: line, column: column)
    }
    add(value, column)
    return false
  }

  /// Reads a field of a text column.
  /// - Returns: whether the record is left out for it.
  private mutating func readText(
    _ column: Int, _ textColumn: Int, _ rows: inout CSVRows
  ) throws(CSVFault) -> Bool {
    let field = try field()
    defer {
      position = field.end
      line += field.lineBreaks
    }
    let short = field.shortText(bytes)
    if rows.addRecent(short, column: textColumn) { return false }
    if columns.isMissing(field, bytes) {
      rows.addCode(nil, column: textColumn)
      return try missing(field, column, &rows)
    }
    rows.addCode(field.text(bytes), column: textColumn)
    rows.remember(short, column: textColumn)
    return false
  }

  private mutating func missing(
    _ field: CSVField, _ column: Int, _ rows: inout CSVRows
  ) throws(CSVFault) -> Bool {
    rows.missingCounts[column] += 1
    switch columns.columns[column].missing {
    case .isFault: throw CSVFault(kind: .missing(field.text(bytes)), line: line, column: column)
    case .dropsRecord: return true
    case .isKept: return false
    }
  }

  private func field() throws(CSVFault) -> CSVField {
    do throws(CSVSyntaxError) {
      return try CSVField(bytes, at: position, separator: columns.dialect.separator)
    } catch { throw CSVFault(kind: .quotes(error.kind), line: line + error.line, column: nil) }
  }

  /// That a record has another number of fields.
  private func fieldCount(from start: Int, _ startLine: Int) -> CSVFault {
    var (place, count, lines) = (start, 0, startLine)
    do throws(CSVSyntaxError) {
      while true {
        let field = try CSVField(bytes, at: place, separator: columns.dialect.separator)
        count += 1
        lines += field.lineBreaks
        place = field.end
        guard place < bytes.count, bytes[place] == columns.dialect.separator else { break }
        place += 1
      }
    } catch { return CSVFault(kind: .quotes(error.kind), line: lines + error.line, column: nil) }
    return CSVFault(kind: .fieldCount(count), line: startLine, column: nil)
  }
}

extension String {
  /// Whether it is a word for what is no finite number.
  fileprivate var namesNoNumber: Bool {
    let word = trimmed(of: ["+", "-"]).lowercased()
    return ["nan", "inf", "infinity"].contains(word)
  }

  private func trimmed(of signs: Set<Character>) -> Substring {
    let text = drop { $0 == " " }
    let bare = text.first.map(signs.contains) == true ? text.dropFirst() : text
    return bare.prefix { $0 != " " }
  }
}
