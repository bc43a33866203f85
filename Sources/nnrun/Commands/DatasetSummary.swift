import Datasets
import Model
import Tables

/// What `nnrun data show` says of a dataset.
struct DatasetSummary {
  let declaration: DatasetDeclaration
  let dataset: Dataset
  let digests: [String]
  let rows: Int

  /// The most features of which each has a line.
  private static let featureLimit = 40

  var text: String {
    var blocks = [head]
    if let classes { blocks.append(classes) }
    blocks.append(features)
    if !dataset.missingValues.isEmpty {
      blocks.append(
        table(["missing values", "count"], dataset.missingValues.map { [$0.column, "\($0.count)"] }))
    }
    if !declaration.format.files.isEmpty {
      blocks.append(
        table(
          ["file", "sha256"], zip(declaration.format.files, digests).map { [declaration.path(of: $0), $1] }))
    }
    if rows > 0 { blocks.append(firstRows) }
    return PrintableText.lines(blocks.joined(separator: "\n\n") + "\n")
  }

  private var splits: [(part: SplitName, split: Split)] {
    SplitName.allCases.compactMap { part in dataset[part].map { (part, $0) } }
  }

  private var head: String {
    let shape = dataset.featureShape.map(String.init).joined(separator: "×")
    var lines = ["\(declaration.name)\(declaration.description.map { ": \($0)" } ?? "")", "shape: \(shape)"]
    lines += splits.map { "\($0.part.rawValue): \($0.split.count) examples" }
    if let licence = declaration.licence { lines.append("licence: \(licence)") }
    return lines.joined(separator: "\n")
  }

  /// The classes with how many examples of each part they have.
  private var classes: String? {
    guard let count = dataset.classCount else { return nil }
    let counts = splits.map { _, split -> [Int] in
      var counts = [Int](repeating: 0, count: count)
      if case .classes(let labels) = split.targets { for label in labels { counts[Int(label)] += 1 } }
      return counts
    }
    let names = dataset.classes ?? (0..<count).map(String.init)
    return table(
      ["class"] + splits.map(\.part.rawValue),
      names.enumerated().map { index, name in [name] + counts.map { "\($0[index])" } })
  }

  /// The range and mean of the training part's features and values, as the data have them.
  private var features: String {
    let count = dataset.train.featureCount
    let ranges = dataset.train.rawFeatureRanges()
    var lines = zip(dataset.featureNames, ranges).map { [$0] + $1.cells }
    if count > Self.featureLimit {
      let all = ranges.reduce(into: ColumnRange()) { $0.add($1) }
      lines = [["all \(count) features"] + all.cells]
    }
    if case .values(let values, let width) = dataset.train.targets {
      for target in 0..<width {
        var range = ColumnRange()
        for place in stride(from: target, to: values.count, by: width) { range.add(values[place]) }
        lines.append([width == 1 ? "target" : "target \(target + 1)"] + range.cells)
      }
    }
    return table(["training part", "least", "mean", "greatest"], lines)
  }

  private var firstRows: String {
    let shown = min(dataset.featureNames.count, 12)
    let more = dataset.featureNames.count > shown ? ["..."] : []
    let lines = (0..<min(rows, dataset.train.count)).map { example -> [String] in
      let features = dataset.train.rawFeatures(of: example).prefix(shown).map(decimal)
      return features + more + [target(of: example)]
    }
    return table(dataset.featureNames.prefix(shown) + more + ["target"], lines)
  }

  private func target(of example: Int) -> String {
    switch dataset.train.targets {
    case .classes(let labels):
      let label = Int(labels[example])
      return dataset.classes?[label] ?? "\(label)"
    case .values(let values, let width):
      return values[example * width..<(example + 1) * width].map(decimal).joined(separator: " ")
    case .input: return "the input"
    }
  }

  private func table(_ columns: [String], _ rows: [[String]]) -> String {
    let widths = columns.indices.map { column in
      ([columns] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([columns] + rows).map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}

extension ColumnRange {
  fileprivate var cells: [String] { [decimal(least), decimal(sum / Double(count)), decimal(greatest)] }
}

/// A whole number without a fraction, any other as Swift writes it.
private func decimal(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
}
