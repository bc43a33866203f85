import Foundation
import Testing

@testable import NeuralNetwork

let availableInstructionSets = InstructionSet.allCases.filter(\.isAvailable)

/// Scalars that end where an inaccessible page begins: a kernel that touches one past the end crashes, and
/// one that writes before the start is found by ``isIntactBefore``. Lives as long as its ``GuardedMemory``.
struct GuardedBuffer<S: Scalar> {
  let start: UnsafeMutablePointer<S>
  let count: Int
  fileprivate let before: UnsafeRawBufferPointer

  var values: [S] { Array(UnsafeBufferPointer(start: start, count: count)) }
  var isIntactBefore: Bool { before.allSatisfy { $0 == 0xA5 } }
}

/// The system has no memory for a test's buffer.
struct OutOfMemory: Error {
  var bytes: Int
}

/// The buffers of one test; `defer { memory.release() }`.
final class GuardedMemory: @unchecked Sendable {
  // Unchecked: one test uses it.
  private var mappings: [UnsafeMutableRawBufferPointer] = []
  private let page = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// - Throws: ``OutOfMemory``.
  func buffer<S: Scalar>(_ values: [S]) throws -> GuardedBuffer<S> {
    let bytes = values.count * MemoryLayout<S>.stride
    let usable = (bytes + 64 + page - 1) / page * page
    guard let base = mmap(nil, usable + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      base != MAP_FAILED
    else { throw OutOfMemory(bytes: usable + page) }
    mappings.append(UnsafeMutableRawBufferPointer(start: base, count: usable + page))
    guard mprotect(base + usable, page, PROT_NONE) == 0 else { throw OutOfMemory(bytes: page) }
    memset(base, 0xA5, usable - bytes)
    let start = (base + usable - bytes).bindMemory(to: S.self, capacity: values.count)
    start.initialize(from: values, count: values.count)
    return GuardedBuffer(
      start: start, count: values.count, before: UnsafeRawBufferPointer(start: base, count: usable - bytes))
  }

  func buffer<S: Scalar>(count: Int, filledWith value: S = 0) throws -> GuardedBuffer<S> {
    try buffer([S](repeating: value, count: count))
  }

  func release() {
    for mapping in mappings { munmap(mapping.baseAddress, mapping.count) }
    mappings = []
  }

  deinit { release() }
}

extension GuardedMemory {
  /// Bytes before an inaccessible page.
  func bytes(_ bytes: [UInt8]) throws -> UnsafeMutablePointer<UInt8> {
    let words = (bytes.count + 3) / 4
    let buffer: GuardedBuffer<Float> = try buffer(count: words)
    let start = UnsafeMutableRawPointer(buffer.start) + (words * 4 - bytes.count)
    start.copyMemory(from: bytes, byteCount: bytes.count)
    return start.assumingMemoryBound(to: UInt8.self)
  }
}

/// Knuth's 64-bit linear congruential generator: the tests' own numbers, the same in every run.
struct LinearCongruentialGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { range.lowerBound + Int(next()) % range.count }

  /// A value in [-1, 1) with a full significand and a varying exponent.
  mutating func scalar<S: Scalar>() -> S {
    let unit = Double(next() << 22 | next() & 0x3F_FFFF) / Double(UInt64(1) << 53) * 2 - 1
    return S(unit) / S(1 << integer(0...6))
  }

  mutating func scalars<S: Scalar>(_ count: Int) -> [S] { (0..<count).map { _ in scalar() } }
}

/// The two layouts of a matrix, as `CKernels.h` describes them, written independently of the kernels.
enum MatrixLayout: CaseIterable {
  case rowMajor, panels

  func count<S: Scalar>(rows: Int, columns: Int, of: S.Type) -> Int { rows * S.stride(columns: columns) }

  func index<S: Scalar>(_ row: Int, _ column: Int, rows: Int, columns: Int, of: S.Type) -> Int {
    let stride = S.stride(columns: columns)
    switch self {
    case .rowMajor: return row * stride + column
    case .panels:
      let panel = column / (2 * S.lanes)
      let width = min(2 * S.lanes, stride - panel * 2 * S.lanes)
      return panel * 2 * S.lanes * rows + row * width + column % (2 * S.lanes)
    }
  }

  func kernelStride<S: Scalar>(columns: Int, of: S.Type) -> Int? {
    self == .rowMajor ? S.stride(columns: columns) : nil
  }

  /// The elements in this layout, with `padding` beyond the last column.
  func arrange<S: Scalar>(_ elements: [S], rows: Int, columns: Int, padding: S = 0) -> [S] {
    var result = [S](repeating: padding, count: count(rows: rows, columns: columns, of: S.self))
    for row in 0..<rows {
      for column in 0..<columns {
        result[index(row, column, rows: rows, columns: columns, of: S.self)] =
          elements[row * columns + column]
      }
    }
    return result
  }

  /// The elements without their padding.
  func elements<S: Scalar>(of matrix: [S], rows: Int, columns: Int) -> [S] {
    (0..<rows).flatMap { row in
      (0..<columns).map { matrix[index(row, $0, rows: rows, columns: columns, of: S.self)] }
    }
  }
}

/// Expects two arrays to hold the same bits.
func expectSameBits<S: Scalar>(
  _ actual: [S], _ expected: [S], _ what: @autoclosure () -> String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  func same(_ a: S, _ b: S) -> Bool { a == b ? a.sign == b.sign : a.isNaN && b.isNaN }
  guard actual.count != expected.count || !zip(actual, expected).allSatisfy(same) else { return }
  let first = zip(actual, expected).enumerated().first { !same($0.element.0, $0.element.1) }
  let difference =
    first.map { "[\($0.offset)] is \($0.element.0), not \($0.element.1)" } ?? "the counts differ"
  Issue.record("\(what()): \(difference)", sourceLocation: sourceLocation)
}

extension Scalar {
  static func tested(_ instructionSet: InstructionSet) throws -> Kernels<Self> {
    try #require(kernels(for: instructionSet))
  }
}

extension Scalar {
  /// The least that an optimizer keeps of what moves a weight.
  static var leastMover: Self {
    Self(sign: .plus, exponent: Self.self == Float.self ? -100 : -1000, significand: 1)
  }

  func zero(below least: Self) -> Self { magnitude < least ? 0 : self }
}

/// The state of Adam, moved by plain operations one after the other.
struct AdamReference<S: Scalar> {
  var w: [S], first: [S], second: [S]

  mutating func step(along gradient: [S], stepSize: Double, root: Double) {
    for i in w.indices {
      first[i] = first[i].addingProduct(S(1 - 0.9), gradient[i] - first[i]).zero(below: .leastMover)
      second[i] = (S(1 - 0.999) * gradient[i] * gradient[i]).addingProduct(S(0.999), second[i])
        .zero(below: .leastNormalMagnitude)
      w[i] = w[i] - (S(stepSize * root) * first[i]) / (second[i].squareRoot() + S(1e-8 * root))
    }
  }
}

extension AdamStep {
  /// A step with the usual constants.
  init(
    stepSize: Double, secondBiasRoot: Double, first: GuardedBuffer<S>, second: GuardedBuffer<S>,
    weights: GuardedBuffer<S>
  ) {
    self.init(
      stepSize: stepSize, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, secondBiasRoot: secondBiasRoot,
      firstMoment: first.start, secondMoment: second.start, weights: weights.start)
  }
}
