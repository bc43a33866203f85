/// The features of a batch, as the members of a team read them.
///
/// Bytes are read where they are. Of values, each member gathers a copy of its own, for that takes less time than fetching
/// rows from the cache of the core that gathered them. Of a batch that is too large for the cache there is one copy, and each
/// example is gathered by one member.
final class BatchInput<S: Scalar> {
  /// Whether members have copies of a batch of so many numbers: up to half a megabyte.
  private static func isSmall(_ count: Int) -> Bool { count <= 1 << 19 / MemoryLayout<S>.stride }

  /// Whether there is one copy for all members.
  let isShared: Bool
  /// Keeps the memory of `bytes`.
  private let features: Features
  /// No examples yet; `nil` where there are values.
  private let bytes: ByteRows?
  private let values: [Double]
  private let copies: [MatrixView<S>]
  private let sourceCount: Int
  private var rows = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  /// Those that follow in the order, as many at most.
  private var nextRows = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  private var batch = 0
  /// The number of the batch that each member has, on cache lines of their own.
  private let gathered: AlignedBuffer<Int>
  private static var step: Int { 16 }

  /// How many copies a team of so many members needs of a batch.
  static func copyCount(of features: Features, rows: Int, width: Int, members: Int) -> Int {
    if case .bytes = features { return 0 }
    let (count, overflow) = rows.multipliedReportingOverflow(by: S.stride(columns: width))
    return !overflow && isSmall(count) ? members : 1
  }

  /// `copies` are as many as ``copyCount(of:rows:width:members:)`` says; their memory outlives this.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(copies: [MatrixView<S>], source: any BatchSource) throws(TrainingError) {
    self.isShared = copies.first.map { !Self.isSmall($0.count) } ?? false
    self.features = source.features
    (self.bytes, self.values) =
      switch features {
      case .bytes(let features): (features.rows(UnsafeBufferPointer(start: nil, count: 0)), [])
      case .values(let values): (nil, values)
      }
    self.copies = copies
    self.sourceCount = source.count
    self.gathered = try AlignedBuffer(count: copies.count * Self.step)
  }

  /// Takes the examples `range` of `order` for the next batch, and uses them until the one after it. Called while no member
  /// reads.
  func begin(_ range: Range<Int>, of order: UnsafeBufferPointer<Int32>) {
    rows = UnsafeBufferPointer(rebasing: order[range])
    nextRows = UnsafeBufferPointer(rebasing: order[range.upperBound...].prefix(range.count))
    batch += 1
  }

  /// The features of the examples `range` of the batch for a member: it gathers them if there is one copy, which others
  /// must not do then, and else the whole batch if it has not yet.
  func load(_ range: Range<Int>, for member: Int) -> LayerInput<S> {
    if isShared { copies[0].gather(rows, range, of: values) }
    return whole(for: member).rows(range)
  }

  /// The features of all examples. They must have been loaded if there is one copy.
  func whole(for member: Int) -> LayerInput<S> {
    if var bytes {
      bytes.examples = rows
      return .bytes(bytes)
    }
    let copy = copies[isShared ? 0 : member]
    if !isShared, gathered.pointer[member * Self.step] != batch {
      copy.gather(rows, rows.indices, of: values)
      gathered.pointer[member * Self.step] = batch
    }
    return .matrix(copy.rows(rows.indices))
  }

  /// The most bytes of a batch that are fetched before its step, so that they do not displace what the step before it needs.
  static var fetchedBytes: Int { 1 << 18 }

  /// Has some of the bytes fetched that the calling member will read for the batch after this one: the `part`th of so many.
  func prefetch(part: Int, of parts: Int) {
    rowsToFetch(part: part, of: parts)?.prefetch()
  }

  /// None where the batch is too large, or where there are no such rows, which is found out in their step.
  func rowsToFetch(part: Int, of parts: Int) -> ByteRows? {
    guard var bytes, nextRows.count * bytes.width <= Self.fetchedBytes else { return nil }
    bytes.examples = UnsafeBufferPointer(
      rebasing: nextRows[nextRows.count * part / parts..<nextRows.count * (part + 1) / parts])
    return bytes.examples.contains { $0 < 0 || $0 >= sourceCount } ? nil : bytes
  }
}

extension MatrixView {
  /// Writes the `range` of some examples of `values` into the same rows.
  func gather(_ examples: UnsafeBufferPointer<Int32>, _ range: Range<Int>, of values: [Double]) {
    // The code is not specialised where it is called for any number type; these two are.
    let destination = UnsafeMutableRawPointer(pointer)
    if S.self == Float.self {
      gather(examples, range, of: values, to: destination.assumingMemoryBound(to: Float.self))
    } else if S.self == Double.self {
      gather(examples, range, of: values, to: destination.assumingMemoryBound(to: Double.self))
    } else {
      gather(examples, range, of: values, to: pointer)
    }
  }

  @inline(__always)
  private func gather<T: BinaryFloatingPoint>(
    _ examples: UnsafeBufferPointer<Int32>, _ range: Range<Int>, of values: [Double],
    to destination: UnsafeMutablePointer<T>
  ) {
    for row in range {
      let first = Int(examples[row]) * columns
      for column in 0..<columns { destination[row * stride + column] = T(values[first + column]) }
    }
  }
}
