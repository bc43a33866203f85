/// The features of a batch, as the members of a team read them.
///
/// Each member gathers a copy of its own, for that takes less time than fetching rows from the cache of the core that
/// gathered them. Of a batch that is too large for the cache there is one copy, and each example is gathered by one member.
final class BatchInput<S: Scalar> {
  /// Whether members have copies of a batch of so many numbers: up to half a megabyte.
  private static func isSmall(_ count: Int) -> Bool { count <= 1 << 19 / MemoryLayout<S>.stride }

  /// Whether there is one copy for all members.
  let isShared: Bool
  private let copies: [FeatureMatrix<S>]
  private let source: FeatureSource<S>
  private let sourceCount: Int
  private var rows = UnsafeBufferPointer<Int32>(start: nil, count: 0)
  private var pieceHeight = 1
  private var batch = 0
  /// The number of the batch that each member has, on cache lines of their own.
  private let gathered: AlignedBuffer<Int>
  private static var step: Int { 16 }

  /// How many copies a team of so many members needs of a batch.
  static func copyCount(rows: Int, width: Int, members: Int) -> Int {
    let (count, overflow) = rows.multipliedReportingOverflow(by: S.stride(columns: width))
    return !overflow && isSmall(count) ? members : 1
  }

  /// `copies` are as many as ``copyCount(rows:width:members:)`` says; their memory outlives this.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)``.
  init(
    copies: [MatrixView<S>], source: any BatchSource, kernels: Kernels<S>
  ) throws(TrainingError) {
    self.isShared = !Self.isSmall(copies[0].count)
    self.source = FeatureSource(source, kernels: kernels)
    let findsLeads = self.source.background != nil
    self.copies = try copies.map { matrix throws(TrainingError) in
      try FeatureMatrix(matrix, findsRowLeads: findsLeads, findsColumnLeads: findsLeads)
    }
    self.sourceCount = source.count
    self.gathered = try AlignedBuffer(count: copies.count * Self.step)
  }

  /// Takes the examples `rows` for the next batch, and uses them until the one after it. They are loaded in pieces of
  /// `pieceHeight`. Called while no member reads.
  func begin(_ rows: UnsafeBufferPointer<Int32>, pieceHeight: Int) {
    self.rows = rows
    self.pieceHeight = pieceHeight
    batch += 1
  }

  /// The features of the examples `range` of the batch for a member: it gathers them if there is one copy, which others
  /// must not do then, and else the whole batch if it has not yet.
  func load(_ range: Range<Int>, for member: Int) -> MatrixView<S> {
    if isShared { return gather(range, into: copies[0]) }
    return gathered(by: member).rows(range, of: source, whole: false)
  }

  /// The features of all examples. They must have been loaded if there is one copy.
  func matrix(for member: Int) -> MatrixView<S> {
    (isShared ? copies[0] : gathered(by: member)).rows(0..<rows.count, of: source, whole: isGatheredWhole)
  }

  /// A member's copy, with the batch in it.
  private func gathered(by member: Int) -> FeatureMatrix<S> {
    if gathered.pointer[member * Self.step] != batch {
      gather(0..<rows.count, into: copies[member])
      gathered.pointer[member * Self.step] = batch
    }
    return copies[member]
  }

  /// Has some of the examples fetched that the calling member will gather for the next batch: the `part`th of so many.
  func prefetch(_ next: UnsafeBufferPointer<Int32>, part: Int, of parts: Int) {
    let range = next.count * part / parts..<next.count * (part + 1) / parts
    let rows = UnsafeBufferPointer(rebasing: next[range])
    // Whether all of them exist is found out in their step.
    if !isShared, !rows.contains(where: { $0 < 0 || $0 >= sourceCount }) {
      source.source.prefetch(rows: rows)
    }
  }

  /// Whether all examples are gathered at once.
  private var isGatheredWhole: Bool { !isShared || pieceHeight >= rows.count }

  @discardableResult
  private func gather(_ range: Range<Int>, into copy: FeatureMatrix<S>) -> MatrixView<S> {
    copy.gather(
      UnsafeBufferPointer(rebasing: rows[range]), from: source, into: range.lowerBound,
      whole: isGatheredWhole, pieceHeight: pieceHeight)
  }
}
