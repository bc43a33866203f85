/// The features of a batch, as the workers of a team read them. Where they are depends on the dataset and on
/// the batch:
///
///     bytes          the dataset's bytes     every worker reads them where they are; no copy, unless few of
///                                            them are 0: these are gathered as values are
///
///     values of a    copy 0     copy 1       a copy for each worker: it gathers the whole batch into its own
///     small batch    worker 0   worker 1     when it first reads of it
///
///     values of a    one copy                each row is gathered by the worker that computes its outputs of
///     large batch                            the first layer; later every worker reads all rows
///
/// A copy is a matrix (examples×features) in the order of the batch: its row i is the example
/// `order[range][i]`. To gather a small batch once more takes less time than to fetch its rows from the cache
/// of the core that gathered them; a batch of more than half a megabyte is too large for that cache.
///
/// Of bytes, the workers also prefetch what they will read for the next batch while they update the
/// parameters.
final class BatchInput<S: Scalar> {
  /// Whether workers have copies of a batch of so many numbers: up to half a megabyte.
  private static func isSmall(_ count: Int) -> Bool { count <= 1 << 19 / MemoryLayout<S>.stride }

  /// Whether there is one copy for all workers.
  let isShared: Bool
  /// Keeps the memory of `bytes`.
  private let features: InputFeatures
  /// No examples yet; `nil` where there are values.
  private let bytes: ByteRows?
  private let copies: [MatrixView<S>]
  private let sourceCount: Int
  private var rows = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  /// The rows that follow in the order, as many at most.
  private var nextRows = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  /// The number of the current batch, counted from 1.
  private var generation = 0
  /// The generation of the batch in each worker's copy, on cache lines of their own.
  private let copyGenerations: AlignedBuffer<Int>
  private static var generationStride: Int { 16 }

  /// How many copies a team of so many workers needs of a batch.
  static func copyCount(of features: InputFeatures, rows: Int, width: Int, workers: Int) -> Int {
    if case .bytes = features { return 0 }
    let (count, overflow) = rows.multipliedReportingOverflow(by: S.stride(columns: width))
    return !overflow && isSmall(count) ? workers : 1
  }

  /// `copies` are as many as ``copyCount(of:rows:width:workers:)`` says; their memory outlives this.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    copies: [MatrixView<S>], features: InputFeatures, sourceCount: Int
  ) throws(TrainingError) {
    self.isShared = copies.first.map { !Self.isSmall($0.count) } ?? false
    self.features = features
    if case .bytes(let features) = features {
      bytes = features.rows(UnsafeBufferPointer(start: nil, count: 0))
    } else {
      bytes = nil
    }
    self.copies = copies
    self.sourceCount = sourceCount
    self.copyGenerations = try AlignedBuffer(count: copies.count * Self.generationStride)
  }

  /// Takes the examples `range` of `order` for the next batch, and uses `order` until the one after it
  /// begins. Called while no worker reads.
  func begin(_ range: Range<Int>, of order: UnsafeBufferPointer<Int32>) {
    rows = UnsafeBufferPointer(rebasing: order[range])
    nextRows = UnsafeBufferPointer(rebasing: order[range.upperBound...].prefix(range.count))
    generation += 1
  }

  /// The features of the examples `range` of the batch for a worker. If there is one copy, it gathers these,
  /// which no other worker may do; else it gathers the whole batch if it has not yet.
  func load(_ range: Range<Int>, for worker: Int) -> LayerInput<S> {
    if isShared { copies[0].gather(rows, range, of: features) }
    return whole(for: worker).rows(range)
  }

  /// The features of all examples. They must have been loaded if there is one copy.
  func whole(for worker: Int) -> LayerInput<S> {
    if var bytes {
      bytes.examples = rows
      return .bytes(bytes)
    }
    let copy = copies[isShared ? 0 : worker]
    if !isShared, copyGenerations.pointer[worker * Self.generationStride] != generation {
      copy.gather(rows, rows.indices, of: features)
      copyGenerations.pointer[worker * Self.generationStride] = generation
    }
    return features.gathered(copy.rows(rows.indices))
  }

  /// The most bytes of a batch that are prefetched in the step before, so that they do not displace what that
  /// step needs.
  static var prefetchedBytes: Int { 1 << 18 }

  /// Prefetches some of the bytes of the next batch, which the calling worker will read: the `part`th of so
  /// many parts.
  func prefetch(part: Int, of parts: Int) {
    rowsToPrefetch(part: part, of: parts)?.prefetch()
  }

  /// None where the batch is too large, or where some of the rows do not exist, which their own step reports.
  func rowsToPrefetch(part: Int, of parts: Int) -> ByteRows? {
    guard var bytes, nextRows.count * bytes.width <= Self.prefetchedBytes else { return nil }
    bytes.examples = UnsafeBufferPointer(
      rebasing: nextRows[nextRows.count * part / parts..<nextRows.count * (part + 1) / parts])
    return bytes.examples.contains { $0 < 0 || $0 >= sourceCount } ? nil : bytes
  }
}
