internal import Model
internal import NeuralNetwork

extension Preparation {
  /// What an experiment has to know of the data.
  /// - Throws: what is wrong with the data beyond what was found so far.
  func content(digests: [String]) throws(DatasetError) -> DatasetContent {
    _ = try trainingMeans()
    var content = DatasetContent()
    content.digests = digests
    content.shape = shape
    content.classes = classes
    if case .values(_, let width) = sources.first?.targets {
      content.targetWidth = width
      content.hasBinaryTargets = sources.allSatisfy {
        if case .values(let values, _) = $0.targets { values.allSatisfy { $0 == 0 || $0 == 1 } } else { true }
      }
    }
    content.targetExtremes = targetExtremes
    content.indexCount = indexCount
    return content
  }

  /// The greatest feature and 1 where all are whole numbers from 0 on, and stay so.
  private var indexCount: Int? {
    guard declaration.normalization == nil, categories.isEmpty else { return nil }
    var values: [[Double]] = []
    for source in sources {
      guard case .values(let features) = source.features else { return nil }
      values.append(features)
    }
    return values.indexCount
  }

  /// The least and the greatest value of a target in any part, the first of equal ones, with where they are.
  private var targetExtremes: [DatasetContent.TargetPlace] {
    var least: (value: Double, source: Int, row: Int, place: Int)?
    var greatest = least
    for part in parts {
      guard case .values(let values, let width) = sources[part.source].targets else { return [] }
      for row in rows(part) {
        for place in 0..<width {
          let value = values[row * width + place]
          if least.map({ value < $0.value }) ?? true { least = (value, part.source, row, place) }
          if greatest.map({ value > $0.value }) ?? true { greatest = (value, part.source, row, place) }
        }
      }
    }
    return [least, greatest].compactMap { $0 }.map { value, source, row, place in
      .init(value: value, place: sources[source].text(ofTarget: place, of: row, declaration))
    }
  }

  /// The shape of one example.
  var shape: [Int] {
    let numbers = sources.first?.shape ?? []
    guard !categories.isEmpty else { return numbers }
    return [numbers.reduce(1, *) + categories.reduce(0) { $0 + $1.count }]
  }

  /// Whether each feature is a number, not 1 or 0 for a category.
  var isNumber: [Bool] {
    guard let table = sources.first?.table, !categories.isEmpty else {
      return Array(repeating: true, count: shape.reduce(1, *))
    }
    return table.featureColumns.flatMap { column -> [Bool] in
      guard let place = table.categoryColumns.firstIndex(of: column) else { return [true] }
      return categories[place].map { _ in false }
    }
  }

  /// What each feature is called.
  var featureNames: [String] {
    guard let table = sources.first?.table else { return (0..<shape.reduce(1, *)).map { "x\($0 + 1)" } }
    return table.featureColumns.flatMap { column -> [String] in
      let name = table.names[column]
      guard let place = table.categoryColumns.firstIndex(of: column) else { return [name] }
      return categories[place].map { "\(name)=\($0)" }
    }
  }

  /// The columns of tables that lack values.
  var missingValues: [(column: String, count: Int)] {
    guard let table = sources.first?.table else { return [] }
    return table.names.enumerated().compactMap { column, name in
      let count = sources.reduce(0) { count, source in
        guard let other = source.table, let place = other.names.firstIndex(of: name) else { return count }
        return count + other.rows.missingCounts[place]
      }
      return count > 0 ? (name, count) : nil
    }
  }

  /// The examples of every part. Where a part is all of its source, the numbers are that source's.
  func examples() throws(DatasetError) -> [SplitName: Examples] {
    let means = try trainingMeans()
    var examples: [SplitName: Examples] = [:]
    for part in parts {
      let source = sources[part.source]
      do throws(DatasetError.Reason) {
        examples[part.name] = Examples(
          count: rows(part).count, shape: shape, features: try features(part, means), targets: targets(part))
      } catch { throw DatasetError([source.fault(error, declaration)]) }
    }
    return examples
  }

  private func targets(_ part: Part) -> Targets {
    let rows = rows(part)
    switch sources[part.source].targets {
    case .labels(let labels): return .classes(part.rows == nil ? labels : rows.map { labels[$0] })
    case .names(let codes, let texts):
      let classes = classes ?? []
      let numbers = texts.map { text in
        Int32(classes.firstIndex(of: text) ?? Int(text) ?? 0)
      }
      return .classes(rows.map { numbers[Int(codes[$0])] })
    case .values(let values, let width):
      guard part.rows != nil else { return .values(values, width: width) }
      return .values(rows.flatMap { values[$0 * width..<($0 + 1) * width] }, width: width)
    }
  }

  private func features(_ part: Part, _ means: [Double]) throws(DatasetError.Reason) -> Examples.Features {
    let source = sources[part.source]
    let width = source.shape.reduce(1, *)
    let rows = rows(part)
    switch source.features {
    case .bytes(let bytes, let offset):
      guard part.rows != nil else { return source.features }
      var copy = GrowingBytes()
      guard let room = copy.room(atLeast: max(rows.count * width, 1)) else {
        throw .outOfMemory(bytes: rows.count * width)
      }
      bytes.withBytes { bytes in
        for (place, row) in rows.enumerated() {
          UnsafeMutableRawBufferPointer(rebasing: room[(place * width)...]).copyBytes(
            from: bytes[offset + row * width..<offset + (row + 1) * width])
        }
      }
      copy.commit(rows.count * width)
      return .bytes(copy.finish(), offset: 0)
    case .values(let values):
      if part.rows == nil, categories.isEmpty, means.isEmpty { return source.features }
      return .values(encoded(source, values, width, rows, means))
    }
  }

  /// The features of some rows, means in the place of missing numbers, and a feature for each category.
  private func encoded(
    _ source: SourceExamples, _ values: [Double], _ width: Int, _ rows: RowNumbers, _ means: [Double]
  ) -> [Double] {
    let table = source.table
    let columns = categories.isEmpty ? [] : table?.featureColumns ?? []
    let codes = zip(table?.categoryColumns ?? [], categories).map { column, names in
      let (codes, texts) = table?.texts(inColumn: column) ?? ([], [])
      return (codes, texts.map { names.firstIndex(of: $0) ?? -1 }, names.count)
    }
    let isCategory = columns.map { table?.categoryColumns.contains($0) ?? false }
    var features: [Double] = []
    features.reserveCapacity(rows.count * shape.reduce(1, *))
    for row in rows {
      var (number, category) = (row * width, 0)
      for isCategory in isCategory.isEmpty ? [Bool](repeating: false, count: width) : isCategory {
        if isCategory {
          let (rowCodes, places, count) = codes[category]
          let place = places[Int(rowCodes[row])]
          for other in 0..<count { features.append(other == place ? 1 : 0) }
          category += 1
        } else {
          let value = values[number]
          features.append(value.isNaN ? means[number - row * width] : value)
          number += 1
        }
      }
    }
    return features
  }

  /// The mean of each number over the training rows that have it, summed in their order; none where no number
  /// can be missing.
  private func trainingMeans() throws(DatasetError) -> [Double] {
    guard let format = declaration.format as? CSVFormat, format.missing.rule == .mean,
      let part = parts.first, let source = sources.first, case .values(let values) = source.features
    else { return [] }
    let width = source.shape.reduce(1, *)
    var sums = [Double](repeating: 0, count: width), counts = [Int](repeating: 0, count: width)
    for row in rows(part) {
      for column in 0..<width {
        let value = values[row * width + column]
        if !value.isNaN {
          sums[column] += value
          counts[column] += 1
        }
      }
    }
    if let empty = counts.firstIndex(of: 0), let table = source.table {
      throw DatasetError([source.fault(.noMean(column: table.names[table.numberColumns[empty]]), declaration)]
      )
    }
    return zip(sums, counts).map { $0 / Double($1) }
  }
}
