import Foundation
import Testing

@testable import Tables

/// Decimal numbers become the nearest double: Python's, from Goldens/make_decimals.py.
@Suite struct DecimalNumberTests {
  private struct Golden: Decodable {
    let decimals: [[String]]
  }

  @Test func everyNumberIsTheNearestOne() throws {
    let file = try #require(Bundle.module.url(forResource: "Goldens/decimals", withExtension: "json"))
    let golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    #expect(golden.decimals.count > 1300)
    for row in golden.decimals {
      let value = try #require(DecimalNumber.value(row[0]), "\(row[0])")
      #expect(value.bitPattern == UInt64(row[1], radix: 16), "\(row[0])")
    }
  }

  @Test(arguments: [
    "", "-", "+", ".", "-.", "e5", "1e", "1e+", "1.2.3", "0x10", "nan", "inf", "1 ", " 1", "1,5", "--1",
    "1_000", "١",
  ])
  func whatIsNoNumber(_ text: String) { #expect(DecimalNumber.value(text) == nil) }

  @Test func decimalMarkers() {
    #expect(DecimalNumber.value("-1,25e1", decimal: UInt8(ascii: ",")) == -12.5)
    #expect(DecimalNumber.value("1.25", decimal: UInt8(ascii: ",")) == nil)
  }

  /// Numbers of every length of digits before and behind the marker, beside Swift's own reading.
  @Test func lengths() {
    let digits = "98765432109876543210987654321"
    for whole in 0...25 {
      for fraction in 0...25 where whole + fraction > 0 {
        let text = "\(digits.prefix(whole)).\(digits.suffix(fraction))"
        #expect(DecimalNumber.value(text) == Double(text.hasPrefix(".") ? "0" + text : text + "0"), "\(text)")
      }
    }
  }
}
