import Declarations
import YAMLTree

/// A tensor written out as nested lists of numbers.
package struct TensorLiteral: Sendable, Equatable {
  package var shape: [Int]
  /// Row-major.
  package var values: [Double]

  package init(shape: [Int], values: [Double]) {
    self.shape = shape
    self.values = values
  }
}

extension ValueType where Value == TensorLiteral {
  /// A number, a list of numbers, or a list of lists of one length.
  static var tensor: ValueType {
    ValueType(
      schema: [
        "title": "number or nested list of numbers", "type": ["number", "array"],
        "items": ["type": ["number", "array"]],
      ],
      encode: { JSONValue($0.shape[...], $0.values[...]) },
      decode: { node, faults in
        if node.scalar != nil, node.real == nil {
          faults.add(
            .wrongType(
              subject: faults.subject, expected: "a number or a list of numbers", found: node.summary),
            at: node)
          return nil
        }
        return TensorLiteral(reading: node, &faults)
      })
  }
}

extension JSONValue {
  fileprivate init(_ shape: ArraySlice<Int>, _ values: ArraySlice<Double>) {
    guard let count = shape.first else {
      self = values.first.map { .real($0) } ?? .null
      return
    }
    let size = values.count / max(count, 1)
    self = .array(
      (0..<count).map {
        JSONValue(shape.dropFirst(), values.dropFirst($0 * size).prefix(size))
      })
  }
}

extension TensorLiteral {
  fileprivate init?(reading node: YAMLNode, _ faults: inout Faults) {
    guard case .sequence(let items) = node.content else {
      guard let value = ValueType<Double>.real().decode(node, &faults) else { return nil }
      self.init(shape: [], values: [value])
      return
    }
    if items.isEmpty {
      faults.add(.wrongCount(subject: faults.subject, requirement: "at least 1", found: 0), at: node)
      return nil
    }
    var parts: [TensorLiteral] = []
    for item in items {
      guard let part = TensorLiteral(reading: item, &faults) else { return nil }
      if let first = parts.first, first.shape != part.shape {
        faults.add(.raggedTensor(shape: part.shape, first: first.shape), at: item)
        return nil
      }
      parts.append(part)
    }
    self.init(shape: [items.count] + parts[0].shape, values: parts.flatMap(\.values))
  }
}
