import Foundation
import Testing

/// Reads Goldens/NAME.json, which Goldens/make_NAME.py has written.
func goldens<T: Decodable>(_ name: String, as type: T.Type) throws -> T {
  let url = try #require(Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Goldens"))
  return try JSONDecoder().decode(type, from: Data(contentsOf: url))
}

/// Fails where the two differ by more than a part of the expected one, or by more than `absolute` where that
/// is more.
func expect(
  _ found: Double?, _ expected: Double, relative: Double, absolute: Double = 0,
  _ what: @autoclosure () -> String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = found ?? .nan
  let isClose = found == expected || abs(found - expected) <= max(relative * abs(expected), absolute)
  let message = "\(what()): \(found) is not \(expected), off by \(abs(found / expected - 1))"
  #expect(isClose, "\(message)", sourceLocation: sourceLocation)
}
