internal import Digests
internal import NeuralNetwork

extension Split {
  /// Examples that the description itself holds.
  init(
    features: [[Double]], targets: DatasetDescription.InlineTargets, classCount: Int?,
    normalization: Normalization
  ) throws(DatasetError.Reason) {
    let width = try Self.width(features, kind: "features")
    let checked: Targets
    switch targets {
    case .classes(let labels):
      guard labels.count == features.count else {
        throw .targetCount(targets: labels.count, examples: features.count)
      }
      for (row, label) in labels.enumerated() where label < 0 || label >= classCount ?? Self.largestCount {
        throw .labelOutOfRange(label: label, example: row + 1, classes: classCount ?? Self.largestCount)
      }
      checked = .classes(labels.map { Int32(truncatingIfNeeded: $0) })
    case .values(let rows):
      let targetWidth = try Self.width(rows, kind: "targets")
      guard rows.count == features.count else {
        throw .targetCount(targets: rows.count, examples: features.count)
      }
      checked = .values(rows.flatMap { $0 }, width: targetWidth)
    }
    self.init(
      count: features.count, values: features.flatMap { $0 }, width: width, targets: checked,
      normalization: normalization)
  }

  /// The length of all rows, which are finite throughout.
  private static func width(_ rows: [[Double]], kind: String) throws(DatasetError.Reason) -> Int {
    guard let first = rows.first, !first.isEmpty else { throw .noRows }
    for (index, row) in rows.enumerated() {
      guard row.count == first.count else {
        throw .rowWidth(kind: kind, row: index + 1, found: row.count, expected: first.count)
      }
      guard row.allSatisfy(\.isFinite) else { throw .notFinite(kind: kind, row: index + 1) }
    }
    return first.count
  }
}

extension DatasetDescription.InlineTargets {
  /// The SHA-256 of features and targets: their lengths and values, each in 64 bits, little-endian.
  func digest(with features: [[Double]]) -> String {
    var words: [UInt64] = []
    func add(_ rows: [[Double]]) {
      words.append(UInt64(rows.count))
      for row in rows {
        words.append(UInt64(row.count))
        words += row.lazy.map(\.bitPattern)
      }
    }
    add(features)
    switch self {
    case .classes(let labels):
      words.append(0)
      words += labels.lazy.map { UInt64(bitPattern: Int64($0)) }
    case .values(let rows):
      words.append(1)
      add(rows)
    }
    var hash = SHA256()
    words.map(\.littleEndian).withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }
}
