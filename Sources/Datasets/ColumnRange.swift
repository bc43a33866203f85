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

  fileprivate init(least: Double, greatest: Double, sum: Double, count: Int) {
    (self.least, self.greatest, self.sum, self.count) = (least, greatest, sum, count)
  }

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

/// The least, the sum and the greatest of the numbers of two columns, at once.
private struct TwoColumnRanges {
  private var least = SIMD2(repeating: Double.infinity)
  private var greatest = SIMD2(repeating: -Double.infinity)
  private var sum = SIMD2<Double>.zero

  @inline(__always)
  mutating func add(_ values: SIMD2<Double>) {
    // Of equal ones the first is the least and the last the greatest, as for one column.
    least.replace(with: values, where: values .< least)
    greatest.replace(with: values, where: values .>= greatest)
    sum += values
  }

  /// That of one of the two, each of so many numbers.
  func range(_ column: Int, count: Int) -> ColumnRange {
    ColumnRange(least: least[column], greatest: greatest[column], sum: sum[column], count: count)
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
      let found: [ColumnRange] =
        switch raw {
        case .bytes(let bytes, let offset):
          bytes.withBytes { bytes in Self.ranges(columns, width, count) { Double(bytes[offset + $0]) } }
        case .values(let values):
          values.withUnsafeBufferPointer { values in Self.ranges(columns, width, count) { values[$0] } }
        }
      ranges.withLock { $0.replaceSubrange(columns, with: found) }
    }
    return ranges.withLock { $0 }
  }

  /// The ranges of some columns of so many rows.
  @inline(__always)
  private static func ranges(
    _ columns: Range<Int>, _ width: Int, _ count: Int, _ value: (Int) -> Double
  ) -> [ColumnRange] {
    let odd = columns.count % 2
    var twos = [TwoColumnRanges](repeating: TwoColumnRanges(), count: columns.count / 2)
    var last = [ColumnRange](repeating: ColumnRange(), count: odd)
    twos.withUnsafeMutableBufferPointer { twos in
      for row in 0..<count {
        var place = row * width + columns.lowerBound
        for two in twos.indices {
          twos[two].add(SIMD2(value(place), value(place + 1)))
          place += 2
        }
        if odd == 1 { last[0].add(value(place)) }
      }
    }
    return twos.flatMap { two in (0..<2).map { two.range($0, count: count) } } + last
  }
}
