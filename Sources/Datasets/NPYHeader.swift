/// The head of an NPY file (NumPy enhancement proposal 1, `numpy.lib.format`): `\x93NUMPY`, the version in
/// two bytes, the length of what follows in two bytes (version 1) or four, little-endian; then a Python
/// dictionary as text: `{'descr': '<f8', 'fortran_order': False, 'shape': (150, 4), }`. The elements follow.
struct NPYHeader {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  let type: Element
  let shape: [Int]
  /// How many bytes the head takes.
  let byteCount: Int

  enum Element: String, CaseIterable {
    case boolean = "|b1"
    case u1 = "|u1"
    case u2 = "<u2"
    case u4 = "<u4"
    case u8 = "<u8"
    case i1 = "|i1"
    case i2 = "<i2"
    case i4 = "<i4"
    case i8 = "<i8"
    case f2 = "<f2"
    case f4 = "<f4"
    case f8 = "<f8"

    var size: Int { rawValue.last?.wholeNumberValue ?? 1 }
  }

  /// Reads the head from the first bytes of a file.
  init(_ content: UnsafeBufferPointer<UInt8>) throws(DatasetError.Reason) {
    guard content.starts(with: Self.magic) else { throw .notNPY }
    guard content.count >= 12 else { throw .npyHeaderCutShort }
    let version = content[6]
    guard (1...3).contains(version) else { throw .npyVersion(version) }
    let lengthSize = version == 1 ? 2 : 4
    let length = content[8..<8 + lengthSize].reversed().reduce(0) { $0 << 8 | Int($1) }
    byteCount = 8 + lengthSize + length
    guard byteCount <= ContentRule.headLength else { throw .npyHeaderTooLong(length) }
    guard content.count >= byteCount else { throw .npyHeaderCutShort }
    let text = String(decoding: content[8 + lengthSize..<byteCount], as: UTF8.self)
    var scanner = NPYDictionary(text)
    guard let (type, isFortran, shape) = scanner.read() else {
      let line = text.prefix(100).prefix { !$0.isNewline }
      throw .npyHeader(text: String(line.reversed().drop { $0 == " " }.reversed()))
    }
    guard let element = Element(rawValue: type) else {
      throw type.hasPrefix(">") ? .npyBigEndian(type) : .npyType(type)
    }
    guard !shape.isEmpty else { throw .npyScalar }
    if isFortran, shape.count > 1 { throw .npyFortranOrder }
    guard !shape.contains(0) else { throw .noRows }
    (self.type, self.shape) = (element, shape)
    guard shape[0] <= Split.largestCount else { throw .tooManyExamples(shape[0]) }
  }
}

/// The dictionary of an NPY header.
private struct NPYDictionary {
  private var rest: Substring
  private let text: String

  init(_ text: String) {
    self.text = text
    rest = self.text[...]
  }

  /// Type, order and shape, where there are these three and nothing else.
  mutating func read() -> (type: String, isFortran: Bool, shape: [Int])? {
    guard take("{") else { return nil }
    var type: String?, isFortran: Bool?, shape: [Int]?
    while !take("}") {
      guard let key = string(), take(":") else { return nil }
      switch key {
      case "descr": type = string()
      case "fortran_order": isFortran = take("True") ? true : take("False") ? false : nil
      case "shape": shape = tuple()
      default: return nil
      }
      if !take(",") {
        guard take("}") else { return nil }
        break
      }
    }
    skipSpaces()
    guard rest.isEmpty, let type, let isFortran, let shape else { return nil }
    return (type, isFortran, shape)
  }

  private mutating func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\n" } }

  private mutating func take(_ word: String) -> Bool {
    skipSpaces()
    guard rest.hasPrefix(word) else { return false }
    rest = rest.dropFirst(word.count)
    return true
  }

  private mutating func string() -> String? {
    guard take("'") else { return nil }
    let string = rest.prefix { $0 != "'" }
    rest = rest.dropFirst(string.count)
    return take("'") ? String(string) : nil
  }

  private mutating func tuple() -> [Int]? {
    guard take("(") else { return nil }
    var numbers: [Int] = []
    while !take(")") {
      skipSpaces()
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), numbers.count < 32 else { return nil }
      rest = rest.dropFirst(digits.count)
      numbers.append(number)
      if !take(",") {
        guard take(")") else { return nil }
        break
      }
    }
    return numbers
  }
}

extension ContentRule {
  /// An array of any type and shape that is read.
  static let array = ContentRule(name: "NPY array") { head throws(DatasetError.Reason) in
    let header = try NPYHeader(head)
    return .exactly(
      try ShapedContent(
        headerCount: header.byteCount,
        .init(format: "NPY", shape: header.shape, elementSize: header.type.size)))
  }
}
