/// Finds which of many paths meet another one, without a look at each of them.
struct PathIndex: Sendable {
  let paths: [[String]]
  /// The positions of the paths that are exactly this one.
  private var exact: [[String]: [Int]] = [:]
  /// The positions of the paths that lead further into this one.
  private var within: [[String]: [Int]] = [:]

  init(_ paths: [[String]]) {
    self.paths = paths
    for (position, path) in paths.enumerated() {
      exact[path, default: []].append(position)
      for length in path.indices { within[Array(path[..<length]), default: []].append(position) }
    }
  }

  /// The positions of the paths that lead to a path, into it, or to what is around it.
  func related(to path: [String]) -> [Int] {
    guard !paths.isEmpty else { return [] }
    let around = (0...path.count).flatMap { exact[Array(path[..<$0])] ?? [] }
    return around + (within[path] ?? [])
  }
}
