import Declarations
import Digests
import Model
import YAMLTree

extension InlineFormat {
  /// Training examples said once, rows of one width in all parts, as many targets as examples, and classes
  /// that there are.
  func check(classes: Int?, at node: YAMLNode, _ faults: inout Faults) {
    let isDirect = !features.isEmpty || !targets.isEmpty
    if train != nil, isDirect {
      faults.add(.examplesTwice, at: node.deepest(on: [features.isEmpty ? "targets" : "features"]))
    } else if train == nil, features.isEmpty || targets.isEmpty {
      faults.add(.inlineWithoutExamples, at: node)
      return
    }
    let first = examples[0].examples
    for (part, examples) in examples {
      examples.check(
        widths: (first.features.first?.count ?? 0, first.targets.first?.count ?? 0), classes: classes,
        at: node.deepest(on: path(of: part)), &faults)
    }
  }

  /// Where the examples of a part stand below the format.
  private func path(of part: SplitName) -> [String] {
    part == .train && train == nil ? [] : [part.rawValue]
  }

  /// The SHA-256 of features and targets, part by part: the numbers of their rows, and of each row its length
  /// and values, all in 64 bits, little-endian.
  var contentDigest: String {
    var words: [UInt64] = []
    for (_, examples) in examples {
      for rows in [examples.features, examples.targets] {
        words.append(UInt64(rows.count).littleEndian)
        for row in rows {
          words.append(UInt64(row.count).littleEndian)
          for value in row { words.append(value.bitPattern.littleEndian) }
        }
      }
    }
    var hash = SHA256()
    words.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// The first value of a target outside a range: its part, its example from 1, and where it stands below the
  /// format.
  func target(
    outside range: ClosedRange<Double>
  ) -> (value: Double, part: SplitName, example: Int, path: [String])? {
    for (part, examples) in examples {
      for (example, target) in examples.targets.enumerated() {
        for (place, value) in target.enumerated() where !range.contains(value) {
          return (value, part, example + 1, path(of: part) + ["targets", "\(example)", "\(place)"])
        }
      }
    }
    return nil
  }
}

extension InlineFormat.Examples {
  static let record = Record<InlineFormat.Examples>(
    "the part", "The examples of one part.", blank: InlineFormat.Examples(),
    fields: [
      Field("features", \.features, .featureRows, required: true, "The features of each example."),
      Field("targets", \.targets, .targetRows, required: true, "The target of each example."),
    ])

  fileprivate func check(
    widths: (features: Int, targets: Int), classes: Int?, at node: YAMLNode, _ faults: inout Faults
  ) {
    for (key, rows, width) in [("features", features, widths.features), ("targets", targets, widths.targets)]
    {
      for (index, row) in rows.enumerated() where row.count != width {
        faults.add(
          .rowWidth(subject: "example \(index + 1) of the \(key)", found: row.count, expected: width),
          at: node.deepest(on: [key, "\(index)"]))
      }
    }
    if targets.count != features.count {
      faults.add(
        .targetCount(targets: targets.count, examples: features.count), at: node.deepest(on: ["targets"]))
    }
    guard let classes else { return }
    for (index, target) in targets.enumerated() {
      let isClass =
        target.count == 1 && target[0] >= 0 && target[0] < Double(classes)
        && target[0] == target[0].rounded()
      if !isClass {
        let place = node.deepest(on: ["targets", "\(index)"])
        faults.add(.classOutOfRange(value: place.flowText, classes: classes), at: place)
      }
    }
  }
}

extension ValueType where Value == [[Double]] {
  static var featureRows: ValueType {
    .list(of: .list(of: .real(), count: .atLeast(1)), count: .atLeast(1))
  }

  static var targetRows: ValueType { .list(of: .realOrList, count: .atLeast(1)) }
}

extension ValueType where Value == [Double] {
  /// A list of numbers; a number alone stands for a list of one.
  fileprivate static var realOrList: ValueType {
    let list = ValueType.list(of: .real(), count: .atLeast(1))
    return ValueType(
      schema: ["anyOf": [ValueType<Double>.real().schema, list.schema]],
      encode: { $0.count == 1 ? .real($0[0]) : list.encode($0) },
      decode: { node, faults in
        if node.sequence != nil { return list.decode(node, &faults) }
        return ValueType<Double>.real().decode(node, &faults).map { [$0] }
      })
  }
}
