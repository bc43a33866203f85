import Foundation
import Testing

@testable import Tables

/// Decimal numbers become the nearest double: Python's, from Goldens/make_decimals.py.
@Suite struct DecimalParserTests {
  private struct Golden: Decodable {
    let decimals: [[String]]
  }

  @Test func everyNumberIsTheNearestOne() throws {
    let file = try #require(Bundle.module.url(forResource: "Goldens/decimals", withExtension: "json"))
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    #expect(golden.decimals.count > 1300)
    for row in golden.decimals {
      let value = try #require(DecimalParser.value(row[0]), "\(row[0])")
      #expect(value.bitPattern == UInt64(row[1], radix: 16), "\(row[0])")
    }
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "0x10", "nan", "inf", "1 ", " 1", "1,5", "--1",
    "1_000", "١",
  ])
  func whatIsNoNumber(_ text: String) { #expect(DecimalParser.value(text) == nil) }

  @Test func decimalMarkers() {
    #expect(DecimalParser.value("-1,25e1", decimal: UInt8(ascii: ",")) == -12.5)
    #expect(DecimalParser.value("1.25", decimal: UInt8(ascii: ",")) == nil)
  }

  /// Reads a number with other fields behind it, as in a table, and compares with the C library.
  private func compare(_ text: String, before rest: String, _ place: SourceLocation = #_sourceLocation) {
    let bytes = Array("\(text)\(rest)".utf8)
    let length = bytes.withUnsafeBufferPointer { bytes -> Int? in
      guard let start = bytes.baseAddress else { return nil }
      var value = 0.0
      let end = DecimalParser.read(start, start + bytes.count, decimal: UInt8(ascii: "."), into: &value)
      #expect(value.bitPattern == strtod(text, nil).bitPattern, "\(text)", sourceLocation: place)
      return end.map { $0 - start }
    }
    #expect(length == text.utf8.count, "\(text)", sourceLocation: place)
  }

  @Test func randomNumbersAsTheCLibraryReadsThem() {
    var random = RandomBits(state: 7)
    let ends = ["", ",", ",1", "\n", ";0123456789", ",-5.25,7,8"]
    func end() -> String { ends[Int(random.next() % 6)] }
    func digits(_ count: Int) -> String { (0..<count).map { _ in "\(random.next() % 10)" }.joined() }
    for _ in 0..<4000 {
      // Every double by its shortest digits.
      let double = Double(bitPattern: random.next())
      if double.isFinite { compare("\(double)", before: end()) }
      // Digits of any length, with small and with large exponents.
      let whole = digits(Int(random.next() % 22) + 1), fraction = digits(Int(random.next() % 24))
      compare("\(whole).\(fraction)", before: end())
      compare("-\(whole)e\(Int(random.next() % 640) - 330)", before: end())
      compare(".\(digits(Int(random.next() % 9)))\(whole)E+\(random.next() % 30)", before: end())
    }
  }

  /// Whole numbers half way between two doubles, and those a little beside them.
  @Test func halvesGoToTheEvenNumber() {
    var random = RandomBits(state: 8)
    for _ in 0..<1000 {
      let shift = random.next() % 10 + 1
      let significand = random.next() >> 11 | 1 << 52
      let half = significand << shift | 1 << (shift - 1)
      compare("\(half)", before: ",")
      compare("\(half).\(String(repeating: "0", count: Int(random.next() % 30)))", before: ",1")
      compare("\(half).\(String(repeating: "0", count: Int(random.next() % 900)))1", before: ",1")
      compare("\(half - 1).\(String(repeating: "9", count: Int(random.next() % 900)))", before: ",1")
      compare("\(half)e-\(random.next() % 30)", before: ",")
    }
  }

  /// Numbers of every length of digits before and behind the marker, beside Swift's own reading.
  @Test func lengths() {
    let digits = "98765432109876543210987654321"
    for whole in 0...25 {
      for fraction in 0...25 where whole + fraction > 0 {
        let text = "\(digits.prefix(whole)).\(digits.suffix(fraction))"
        #expect(DecimalParser.value(text) == Double(text.hasPrefix(".") ? "0" + text : text + "0"), "\(text)")
      }
    }
  }
}
