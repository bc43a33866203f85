import Digests
import Foundation
import Testing

@testable import NeuralNetwork

/// A value of a JSON file of golden numbers.
indirect enum JSONValue: Decodable {
  case integer(Int64)
  case string(String)
  case boolean(Bool)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  static func golden(_ name: String) throws -> JSONValue {
    let url = try #require(
      Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Goldens"))
    return try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: url))
  }

  subscript(_ path: String...) -> JSONValue {
    get throws {
      var value = self
      for key in path {
        guard case .object(let members) = value else { throw GoldenError.notFound(key) }
        guard let member = members[key] else { throw GoldenError.notFound(key) }
        value = member
      }
      return value
    }
  }

  var members: [String: JSONValue] {
    get throws {
      guard case .object(let members) = self else { throw GoldenError.otherType }
      return members
    }
  }

  var elements: [JSONValue] {
    get throws {
      guard case .array(let elements) = self else { throw GoldenError.otherType }
      return elements
    }
  }

  var text: String {
    get throws {
      guard case .string(let text) = self else { throw GoldenError.otherType }
      return text
    }
  }

  var integers: [Int64] {
    get throws {
      try elements.map {
        guard case .integer(let value) = $0 else { throw GoldenError.otherType }
        return value
      }
    }
  }

  /// Numbers that are written as C99 hex.
  func numbers<S: Scalar>(_: S.Type = S.self) throws -> [S] {
    try elements.map { S(try Double(hexadecimal: $0.text)) }
  }
}

enum GoldenError: Error { case notFound(String), otherType, notANumber(String) }

extension Double {
  init(hexadecimal text: some StringProtocol) throws {
    guard let value = Double(text) else { throw GoldenError.notANumber(String(text)) }
    self = value
  }
}

/// SHA-256 of the values' bytes, little-endian, in hex.
func sha256<Element>(_ values: [Element]) -> String {
  var hash = SHA256()
  values.withUnsafeBytes { hash.update($0) }
  return hash.finish()
}

/// The same as `numpy.random.permutation` and `torch.randperm` have it, 64-bit integers.
func sha256(order: [Int32]) -> String { sha256(order.map(Int64.init)) }

/// Expects equality but for the last place.
func expectWithinOneUlp(
  _ actual: [Double], _ expected: [Double], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, sourceLocation: sourceLocation)
  for (a, e) in zip(actual, expected) {
    #expect(a == e || a == e.nextUp || a == e.nextDown, "\(a) is not \(e)", sourceLocation: sourceLocation)
  }
}
