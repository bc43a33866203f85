/// Reads numbers that are plain, `-12.345678`: digits with a minus and a decimal marker or without, up to a
/// byte that ends them. How long they are, where the marker is and what their sign is decide no branch, as a
/// processor would guess wrong every other time; and all is found in one look at 32 bytes, as structure is by
/// G. Langdale and D. Lemire, "Parsing gigabytes of JSON per second", The VLDB Journal 28, 2019, section 3.1.
///
///     bytes           - 1 . 2 8 8 1 8 , 0 . 5 , - 7
///     ends            0 0 0 0 0 0 0 0 1 0 0 0 1 0 0     a bit for each byte
///     markers         0 0 1 0 0 0 0 0 0 0 1 0 0 0 0
///
///     -1.28818,       eight from the first digit on      1.28818,
///                     eight from the second digit on     .28818,0
///                     the first up to the marker, and    128818,0
///                     the second from there on
struct PlainDecimals {
  /// How many bytes are looked at from where a number begins.
  static let reach = 48

  /// The most bytes of a number that ``readPairs(_:before:separator:count:into:)`` reads.
  static let longestOfPair = 10

  private let decimals: SIMD16<UInt8>
  private let powers = PowersOfFive.shared
  private let tables = PlainDecimalTables.shared

  init(decimal: UInt8) { decimals = SIMD16(repeating: decimal) }

  /// The places of a number in what follows it: of its marker, which is the end where it has none, and of its
  /// end.
  private typealias Places = (marker: Int, end: Int)

  /// Reads numbers two at a time, as long as both have at most eight digits.
  /// - Parameters:
  ///   - place: where the first begins; goes behind what ends the last.
  ///   - limit: no number begins here or behind; bytes can be read as far as `reach` from before it.
  ///   - separator: what ends each.
  ///   - count: how many twos there are at most.
  ///   - numbers: where they are written.
  /// - Returns: how many twos were read.
  @inline(never)
  func readPairs(
    _ place: inout UnsafePointer<UInt8>, before limit: UnsafePointer<UInt8>, separator: UInt8, count: Int,
    into numbers: UnsafeMutablePointer<Double>
  ) -> Int {
    let separators = SIMD16(repeating: separator)
    let tables = tables
    var (p, numbers, left) = (place, UnsafeMutableRawPointer(numbers), count)
    while left > 0, p < limit {
      let (ends, markers) = masks(p, separators)
      let behindFirst = ends & (ends &- 1)
      guard behindFirst != 0 else { break }
      let stops = ends | markers
      let upToFirst = ends ^ (ends &- 1)
      let first = (marker: stops.trailingZeroBitCount, end: ends.trailingZeroBitCount)
      let second = (
        marker: (stops & ~upToFirst).trailingZeroBitCount, end: behindFirst.trailingZeroBitCount
      )
      let start = first.end &+ 1
      let one = Self.short(p, first, tables)
      let two = Self.short(p + start, (second.marker &- start, second.end &- start), tables)
      guard UInt(bitPattern: (one.count &- 1) | (two.count &- 1)) < 8 else { break }
      let digits = SIMD2(one.digits, two.digits)
      guard TwoEights.areDigits(digits) else { break }
      let values = TwoEights.numbers(digits) / SIMD2(one.divisor, two.divisor)
      numbers.storeBytes(of: values, as: SIMD2<Double>.self)
      numbers += MemoryLayout<SIMD2<Double>>.size
      p += second.end &+ 1
      left &-= 1
    }
    place = p
    return count &- left
  }

  /// Reads a number of at most nineteen digits.
  /// - Parameters:
  ///   - start: where it begins; bytes can be read as far as `reach`.
  ///   - end: the byte that ends it.
  ///   - value: becomes the number.
  /// - Returns: the place of that byte; `nil` where it is another number, or none.
  @inline(__always)
  func read(
    _ start: UnsafePointer<UInt8>, endingWith end: UInt8, into value: inout Double
  ) -> UnsafePointer<UInt8>? {
    let (ends, markers) = masks(start, SIMD16(repeating: end))
    guard ends != 0 else { return nil }
    let places = (marker: (ends | markers).trailingZeroBitCount, end: ends.trailingZeroBitCount)
    let short = Self.short(start, places, tables)
    if short.count <= 8 {
      let digits = SIMD2(short.digits, 0)
      guard short.count > 0, TwoEights.areDigits(digits) else { return nil }
      value = TwoEights.numbers(digits)[0] / short.divisor
    } else {
      // Asked of the divisor: of a comparison with a minus a branch would be made.
      let sign = short.divisor.bitPattern & (1 << 63)
      guard let long = long(start + Int(sign &>> 63), places, short.count, sign) else { return nil }
      value = long
    }
    return start + places.end
  }

  /// Which of 32 bytes are separators, and which are decimal markers.
  @inline(__always)
  private func masks(
    _ start: UnsafePointer<UInt8>, _ separators: SIMD16<UInt8>
  ) -> (ends: UInt32, markers: UInt32) {
    let raw = UnsafeRawPointer(start)
    let low = raw.loadUnaligned(as: SIMD16<UInt8>.self)
    let high = raw.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
    func mask(_ bytes: SIMD16<UInt8>) -> UInt32 {
      ByteMask.bits(low .== bytes) | ByteMask.bits(high .== bytes) &<< 16
    }
    return (mask(separators), mask(decimals))
  }

  /// The digits of a number of up to eight, each from 0 to 9 in a byte with zeros in front, the first in the
  /// lowest; what it is divided by, with its sign; and how many digits there are. Of any other number the
  /// count alone is right.
  @inline(__always)
  private static func short(
    _ start: UnsafePointer<UInt8>, _ places: Places, _ tables: PlainDecimalTables
  ) -> (digits: UInt64, divisor: Double, count: Int) {
    let isNegative = start.pointee == minus ? 1 : 0
    let count = places.end &- isNegative &- (places.marker != places.end ? 1 : 0)
    let text = withoutMarker(start + isNegative, tables.lowBytes(places.marker &- isNegative))
    return (
      (text ^ zeros) &* tables.shift(ofDigits: count),
      tables.divisor(behindMarker: places.end &- places.marker, isNegative: isNegative), count
    )
  }

  /// Eight bytes without the marker among them: the low ones as they are, the others from one place further.
  @inline(__always)
  private static func withoutMarker(_ start: UnsafePointer<UInt8>, _ low: UInt64) -> UInt64 {
    let (here, further) = (DecimalParser.eight(at: start), DecimalParser.eight(at: start + 1))
    return (here ^ further) & low ^ further
  }

  /// A number of nine to nineteen digits, the first of which is at `first`.
  @inline(__always)
  private func long(
    _ first: UnsafePointer<UInt8>, _ places: Places, _ count: Int, _ sign: UInt64
  ) -> Double? {
    guard count <= 19 else { return nil }
    let fraction = max(places.end &- places.marker &- 1, 0)
    let end = first + (count &+ (places.marker == places.end ? 0 : 1))
    // Before the marker bytes move; where there is none, no byte does.
    let unmoved = places.marker == places.end ? 24 : fraction
    /// The eight digits before the last `behind`.
    func eight(before behind: Int) -> UInt64 {
      let moved = tables.lowBytes(max(behind &+ 8 &- unmoved, 0))
      return Self.withoutMarker(end - behind - 9, moved) ^ zeros
    }
    let leading = Self.withoutMarker(first, tables.lowBytes(count &- fraction)) ^ zeros
    let last = eight(before: 0)
    var number = DecimalParser.number(ofEight: last)
    var others = TwoEights.others(in: last)
    if count <= 16 {
      let rest = leading &* tables.shift(ofDigits: count &- 8)
      others |= TwoEights.others(in: rest)
      number &+= DecimalParser.number(ofEight: rest) &* 100_000_000
    } else {
      let (rest, middle) = (leading &* tables.shift(ofDigits: count &- 16), eight(before: 8))
      others |= TwoEights.others(in: rest) | TwoEights.others(in: middle)
      number &+= DecimalParser.number(ofEight: middle) &* 100_000_000
      number &+= DecimalParser.number(ofEight: rest) &* 10_000_000_000_000_000
    }
    guard others == 0 else { return nil }
    let magnitude =
      count <= 15
      ? Double(Int64(truncatingIfNeeded: number)) / powers.ofTen[fraction] : powers.nearest(number, -fraction)
    return Double(bitPattern: magnitude.bitPattern | sign)
  }
}

/// What ``PlainDecimals`` looks up, for as many bytes as it looks at, each in one read of memory.
private struct PlainDecimalTables: @unchecked Sendable {
  // Unchecked for the pointer, to memory that is written once and stays.

  static let shared = PlainDecimalTables()

  /// One table behind the other, from a place for each number of bytes up to 63.
  private let start: UnsafeRawPointer
  private static let size = 64 * MemoryLayout<UInt64>.size

  private init() {
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: 4 * 64)
    for count in 0..<64 {
      words[count] = count < 8 ? 1 << UInt64(8 * count) - 1 : .max
      words[64 + count] = (1...8).contains(count) ? 1 << UInt64(64 - 8 * count) : 0
      let power = PowersOfFive.shared.ofTen[min(max(count - 1, 0), 22)]
      words[128 + count] = power.bitPattern
      words[192 + count] = (-power).bitPattern
    }
    start = UnsafeRawPointer(words)
  }

  /// All bits of the first bytes of a word.
  @inline(__always)
  func lowBytes(_ count: Int) -> UInt64 { start.load(fromByteOffset: 8 &* count, as: UInt64.self) }

  /// What a word is multiplied by so that its first bytes are the last, with zeros in front; 0 for none, and
  /// for more than it has.
  @inline(__always)
  func shift(ofDigits count: Int) -> UInt64 {
    (start + Self.size).load(fromByteOffset: 8 &* count, as: UInt64.self)
  }

  /// What a number is divided by that has so many bytes from the marker on, or none.
  @inline(__always)
  func divisor(behindMarker count: Int, isNegative: Int) -> Double {
    (start + 2 * Self.size).load(fromByteOffset: 8 &* (count &+ 64 &* isNegative), as: Double.self)
  }
}

// One by one: the compiler knows the values then, and nothing is looked up.
private let minus = UInt8(ascii: "-")
private let zeros: UInt64 = 0x3030_3030_3030_3030
