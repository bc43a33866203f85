package import Model

/// The normalisation of each feature of a dataset: by given numbers, all alike, or each by its own, from the
/// training part.
package enum FeatureScaling: Sendable, Equatable {
  case uniform(Normalization)
  case each([Normalization])

  /// That of a feature; bytes are divided by 255 first.
  package subscript(feature: Int) -> Normalization {
    switch self {
    case .uniform(let normalization): normalization
    case .each(let normalizations): normalizations[feature]
    }
  }

  /// What a rule makes of the training examples. Features that are no numbers stay as they are.
  init(
    _ rule: NormalizationRule?, _ train: Examples, isNumber: [Bool]
  ) {
    let isPlain = isNumber.allSatisfy { $0 }
    switch rule {
    case nil: self = .uniform(Normalization())
    case .given(let numbers) where isPlain: self = .uniform(numbers)
    case .given(let numbers): self = .each(isNumber.map { $0 ? numbers : Normalization() })
    case .standardize: self = .each(Self.standardizing(train, isNumber))
    case .minMax: self = .each(Self.fitting(train, isNumber))
    }
  }

  /// Mean and standard deviation of each feature, √(Σ(x - mean)² / n), each sum in ascending order of rows; a
  /// deviation of 1 where all are the same.
  private static func standardizing(_ train: Examples, _ isNumber: [Bool]) -> [Normalization] {
    let width = train.featureCount, count = Double(train.count)
    var means = [Double](repeating: 0, count: width), squares = means
    train.forEachRow { row in for column in 0..<width { means[column] += row[column] } }
    for column in 0..<width { means[column] /= count }
    train.forEachRow { row in
      for column in 0..<width {
        let difference = row[column] - means[column]
        squares[column] += difference * difference
      }
    }
    return (0..<width).map { column in
      let deviation = (squares[column] / count).squareRoot()
      return isNumber[column]
        ? Normalization(mean: means[column], standardDeviation: deviation > 0 ? deviation : 1)
        : Normalization()
    }
  }

  /// The least value of each feature, and how far it is to the greatest; 1 where all are the same.
  private static func fitting(_ train: Examples, _ isNumber: [Bool]) -> [Normalization] {
    let width = train.featureCount
    var least = [Double](repeating: .infinity, count: width)
    var greatest = [Double](repeating: -.infinity, count: width)
    train.forEachRow { row in
      for column in 0..<width {
        least[column] = min(least[column], row[column])
        greatest[column] = max(greatest[column], row[column])
      }
    }
    return (0..<width).map { column in
      let extent = greatest[column] - least[column]
      return isNumber[column]
        ? Normalization(mean: least[column], standardDeviation: extent > 0 ? extent : 1) : Normalization()
    }
  }

  /// Whether every feature stays finite.
  var isUsable: Bool {
    switch self {
    case .uniform(let normalization): normalization.isUsable
    case .each(let normalizations): normalizations.allSatisfy(\.isUsable)
    }
  }
}

extension Examples {
  /// Gives the features of each example to `body`; bytes divided by 255.
  func forEachRow(_ body: (UnsafeBufferPointer<Double>) -> Void) {
    let width = featureCount
    switch features {
    case .values(let values):
      values.withUnsafeBufferPointer { values in
        for row in 0..<count {
          body(UnsafeBufferPointer(rebasing: values[row * width..<(row + 1) * width]))
        }
      }
    case .bytes(let bytes, let offset):
      var row = [Double](repeating: 0, count: width)
      bytes.withBytes { bytes in
        for start in stride(from: offset, to: offset + count * width, by: max(width, 1)) {
          for column in 0..<width { row[column] = Double(bytes[start + column]) * Normalization.byteScale }
          row.withUnsafeBufferPointer(body)
        }
      }
    }
  }
}
