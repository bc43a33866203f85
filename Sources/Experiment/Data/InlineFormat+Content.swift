import Declarations
import Digests
import Model
import YAMLTree

extension InlineFormat {
  /// Rows of one width, as many targets as examples, and classes that there are.
  func check(classes: Int?, at node: YAMLNode, _ faults: inout Faults) {
    for (key, rows) in [("features", features), ("targets", targets)] {
      let width = rows.first?.count ?? 0
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

  /// The SHA-256 of features and targets: the numbers of their rows, and of each row its length and values,
  /// all in 64 bits, little-endian.
  var contentDigest: String {
    var words: [UInt64] = []
    words.reserveCapacity(
      2 + features.reduce(0) { $0 + $1.count + 1 } + targets.reduce(0) { $0 + $1.count + 1 })
    for rows in [features, targets] {
      words.append(UInt64(rows.count).littleEndian)
      for row in rows {
        words.append(UInt64(row.count).littleEndian)
        for value in row { words.append(value.bitPattern.littleEndian) }
      }
    }
    var hash = SHA256()
    words.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// The first value of a target outside a range, with its example, both counted from 0.
  func target(outside range: ClosedRange<Double>) -> (example: Int, place: Int, value: Double)? {
    for (example, target) in targets.enumerated() {
      for (place, value) in target.enumerated() where !range.contains(value) {
        return (example, place, value)
      }
    }
    return nil
  }
}
