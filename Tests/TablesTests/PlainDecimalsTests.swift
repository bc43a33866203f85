import Foundation
import Testing

@testable import Tables

/// Plain numbers have the bits that they have when they are read byte by byte.
@Suite struct PlainDecimalsTests {
  private static let decimals = PlainDecimals(decimal: UInt8(ascii: "."))
  private static let comma = UInt8(ascii: ",")
  /// Enough behind a field that bytes can be read as far as is looked at.
  private static let padding = ",1.5,-2,3.25,4567,8" + String(repeating: "x", count: PlainDecimals.reach)

  /// What is read of a field with other fields behind it.
  private static func read(_ text: String) -> Double? {
    Array("\(text)\(padding)".utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var value = 0.0
      let end = decimals.read(start, endingWith: comma, into: &value)
      return end.flatMap { $0 - start == text.utf8.count ? value : nil }
    }
  }

  /// What is read of two fields; nothing where they are no pair.
  private static func readPair(_ one: String, _ two: String) -> [Double] {
    let text = "\(one),\(two)"
    return Array("\(text)\(padding)".utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return [] }
      var place = start
      let values = [Double](unsafeUninitializedCapacity: 2) { values, count in
        guard let first = values.baseAddress else { return }
        count =
          2
          * decimals.readPairs(
            &place, before: start + 1, separator: comma, count: 3, into: first)
      }
      #expect(place - start == (values.isEmpty ? 0 : text.utf8.count + 1), "\(text)")
      return values
    }
  }

  /// A number with the marker at a place, behind all digits or, one further, nowhere.
  private static func text(_ digits: String, marker place: Int, isNegative: Bool) -> String {
    let marker = place > digits.count ? "" : "."
    return "\(isNegative ? "-" : "")\(digits.prefix(place))\(marker)\(digits.dropFirst(place))"
  }

  @Test func numbersOfEveryLengthWithTheMarkerAnywhere() {
    var random = RandomBits(state: 9)
    for length in 1...19 {
      for _ in 0..<40 {
        let digits = random.digits(length)
        for place in 0...length + 1 {
          for isNegative in [false, true] {
            let text = Self.text(digits, marker: place, isNegative: isNegative)
            let value = Self.read(text)
            #expect(value?.bitPattern == DecimalParser.value(text)?.bitPattern, "\(text)")
            #expect(value?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
          }
        }
      }
    }
  }

  @Test func pairs() {
    var random = RandomBits(state: 10)
    func number() -> String {
      let length = random.next(below: 8) + 1
      return Self.text(
        random.digits(length), marker: random.next(below: length + 2), isNegative: random.next(below: 2) == 0)
    }
    for _ in 0..<20_000 {
      let (one, two) = (number(), number())
      let values = [one, two].compactMap { DecimalParser.value($0) }
      #expect(Self.readPair(one, two).map(\.bitPattern) == values.map(\.bitPattern), "\(one) \(two)")
    }
  }

  @Test(arguments: [
    "", "-", ".", "-.", "+1", "1e5", "1.5e-5", "1.2.3", "--1", "-+1", "1-", "1 ", " 1", "\"1\"", "nan", "1:2",
    "1/2", "0x10", "1\n2", "1.\n2", ".\n", "1;5", "1.5;5", "\u{FF}1", "1٣",
  ])
  func whatIsNoPlainNumber(_ text: String) {
    #expect(Self.read(text) == nil)
    #expect(Self.readPair(text, "1.5") == [])
    #expect(Self.readPair("1.5", text) == [])
    // The same with more digits, before and behind.
    #expect(Self.read("1234567890\(text)") == nil || DecimalParser.value("1234567890\(text)") != nil)
    #expect(Self.read("\(text)12345678901") == nil || DecimalParser.value("\(text)12345678901") != nil)
  }

  @Test(arguments: [
    "12345678901234567890", "1.00000000000000000000", "0000000000000000000000000000000000000000000001",
  ])
  func numbersOfMoreThanNineteenDigits(_ text: String) { #expect(Self.read(text) == nil) }

  @Test(arguments: ["123456789", "1.23456789", "123456789.", "-.123456789"])
  func numbersTooLongForAPair(_ text: String) {
    #expect(Self.readPair(text, "1.5") == [])
    #expect(Self.readPair("1.5", text) == [])
    #expect(Self.read(text) == DecimalParser.value(text))
  }

  /// One byte that is no digit, anywhere in a number, is seen.
  @Test func everyOtherByteIsSeen() {
    for digits in ["1234567", "12345678.5678", "1.2345678901234567"] {
      for place in 0..<digits.utf8.count {
        for byte in UInt8.min...UInt8.max where byte != Self.comma {
          var bytes = Array("\(digits)\(Self.padding)".utf8)
          bytes[place] = byte
          let value = bytes.withUnsafeBufferPointer { bytes -> Double? in
            guard let start = bytes.baseAddress else { return nil }
            var value = 0.0
            return Self.decimals.read(start, endingWith: Self.comma, into: &value) == nil ? nil : value
          }
          guard value != nil else { continue }
          #expect(
            value == DecimalParser.value(String(decoding: bytes[..<digits.utf8.count], as: UTF8.self)),
            "\(digits) with \(byte) at \(place)")
        }
      }
    }
  }

  @Test func otherBytesAreNoDigits() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<16 {
        var bytes = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 8, 7, 6, 5, 4)
        bytes[place] = byte
        let eights = unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
        #expect(TwoEights.areDigits(eights) == (byte < 10))
        #expect((TwoEights.others(in: eights[place / 8]) == 0) == (byte < 10))
      }
    }
  }

  /// The processor's own instructions do what is done without them.
  @Test func instructions() {
    var random = RandomBits(state: 11)
    for _ in 0..<1000 {
      let bits = UInt32(truncatingIfNeeded: random.next()) & 0xFFFF
      var bytes = SIMD16<UInt8>.zero
      for place in 0..<16 { bytes[place] = bits >> UInt32(place) & 1 == 1 ? 7 : UInt8(8 + place) }
      #expect(ByteMask.bits(bytes .== 7) == bits)
      #expect(ByteMask.portableBits(bytes .== 7) == bits)
      let eights = [random.digits(8), random.digits(8)]
      let digits = eights.map { $0.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1 - 0x30) } }
      let values = eights.compactMap { Double($0) }
      #expect(TwoEights.numbers(SIMD2(digits[0], digits[1])) == SIMD2(values[0], values[1]))
      #expect(TwoEights.portableNumbers(SIMD2(digits[0], digits[1])) == SIMD2(values[0], values[1]))
    }
  }
}
