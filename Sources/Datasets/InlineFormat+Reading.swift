internal import Model
internal import NeuralNetwork

extension InlineFormat: ReadableFormat {
  func readings(_ declaration: DatasetDeclaration) -> [FileReading] { [] }

  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples] {
    do throws(DatasetError.Reason) {
      var sources: [SourceExamples] = []
      for (_, examples) in examples { sources.append(try examples.source(declaration.classNames)) }
      return sources
    } catch { throw DatasetError(declaration.subject, error) }
  }
}

extension InlineFormat.Examples {
  fileprivate func source(_ classNames: ClassNames?) throws(DatasetError.Reason) -> SourceExamples {
    let width = try Self.width(features, kind: "features")
    let targetWidth = try Self.width(targets, kind: "targets")
    guard targets.count == features.count else {
      throw .targetCount(targets: targets.count, examples: features.count)
    }
    let checked: SourceExamples.Targets =
      switch classNames {
      case .listed(let names): .labels(try labels(below: names.count))
      case .found: .numbers(try labels(below: Int(Int32.max)))
      case nil: .values(targets.flatMap { $0 }, width: targetWidth)
      }
    return SourceExamples(
      count: features.count, shape: [width], features: .values(features.flatMap { $0 }), targets: checked)
  }

  private func labels(below classCount: Int) throws(DatasetError.Reason) -> [Int32] {
    var labels: [Int32] = []
    labels.reserveCapacity(targets.count)
    for (row, target) in targets.enumerated() {
      guard target.count == 1, let label = Int32(exactly: target[0]), label >= 0, label < classCount else {
        throw .notClass(
          value: target.map { "\($0)" }.joined(separator: ", "), example: row + 1, classes: classCount)
      }
      labels.append(label)
    }
    return labels
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
