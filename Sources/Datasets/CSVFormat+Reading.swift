internal import Model

extension CSVFormat: ReadableFormat {
  func readings(_ declaration: DatasetDeclaration) -> [FileReading] {
    files.map { _ in .table(TableRule(self, declaration)) }
  }

  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples] {
    let sources = files.compactMap { request, file -> SourceExamples? in
      if case .table(let table) = file.content { SourceExamples(table, file: request) } else { nil }
    }
    // Features have the names, and with them the order, of the training part.
    for source in sources.dropFirst() {
      guard let names = source.table?.featureNames, let expected = sources[0].table?.featureNames,
        names != expected
      else { continue }
      throw DatasetError([source.fault(.otherColumns(found: names, train: expected), declaration)])
    }
    return sources
  }
}

extension TableContent {
  fileprivate var featureNames: [String] { featureColumns.map { names[$0] } }
}
