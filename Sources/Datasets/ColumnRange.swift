internal import Dispatch
internal import Foundation
internal import Synchronization

/// The least, the sum and the greatest of some numbers.
package struct ColumnRange: Sendable {
  package private(set) var least = Double.infinity
  package private(set) var greatest = -Double.infinity
  package private(set) var sum = 0.0
  package private(set) var count = 0

  package init() {}

  package mutating func add(_ value: Double) {
    least = min(least, value)
    greatest = max(greatest, value)
    sum += value
    count += 1
  }

  package mutating func add(_ other: ColumnRange) {
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
    sum += other.sum
    count += other.count
  }
}

extension Split {
  /// The range of each feature before normalisation, its values added in the order of the examples: some of
  /// the features on each core.
  package func rawFeatureRanges() -> [ColumnRange] {
    let (count, width) = (count, featureCount)
    let blocks = max(1, min(ProcessInfo.processInfo.activeProcessorCount, width / 8))
    let ranges = Mutex([ColumnRange](repeating: ColumnRange(), count: width))
    DispatchQueue.concurrentPerform(iterations: blocks) { block in
      let columns = width * block / blocks..<width * (block + 1) / blocks
      var found = [ColumnRange](repeating: ColumnRange(), count: columns.count)
      found.withUnsafeMutableBufferPointer { found in
        func add(_ value: (Int) -> Double) {
          for example in 0..<count {
            let first = example * width + columns.lowerBound
            for column in found.indices { found[column].add(value(first + column)) }
          }
        }
        switch raw {
        case .bytes(let bytes, let offset): bytes.withBytes { bytes in add { Double(bytes[offset + $0]) } }
        case .values(let values): values.withUnsafeBufferPointer { values in add { values[$0] } }
        }
      }
      ranges.withLock { $0.replaceSubrange(columns, with: found) }
    }
    return ranges.withLock { $0 }
  }
}
