/// The legal name that a mistyped one was probably meant to be.
package enum NearestName {
  /// No name that was meant is longer.
  private static let lengthLimit = 100
  /// A file can define a million names: those beyond are not looked at.
  private static let candidateLimit = 1000

  /// The candidate with the smallest edit distance, if it is near: at most a third of its letters, and at
  /// least one, may differ. A swap of neighbours counts once (optimal string alignment).
  package static func find(_ name: String, among candidates: [String]) -> String? {
    var nearest: (name: String, distance: Int)?
    let length = name.count
    guard length <= lengthLimit else { return nil }
    for candidate in candidates.prefix(candidateLimit) where abs(candidate.count - length) < 4 {
      let distance = editDistance(Array(name.lowercased()), Array(candidate.lowercased()))
      if distance <= max(1, max(name.count, candidate.count) / 3), distance < nearest?.distance ?? Int.max {
        nearest = (candidate, distance)
      }
    }
    return nearest?.name
  }

  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [[Int](0...b.count)]
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var distance = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (x == y ? 0 : 1))
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y {
          distance = min(distance, rows[i - 1][j - 1] + 1)
        }
        row.append(distance)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
