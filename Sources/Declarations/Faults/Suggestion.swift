/// What a message says of names that would have been legal.
package enum Suggestion {
  /// The most names that are listed.
  private static let listLimit = 100

  /// The nearest legal name, and all of them, or the first of many.
  package static func notes(_ name: String, _ title: String, _ legal: [String]) -> [String] {
    let nearest = NearestName.find(name, among: legal).map { ["did you mean '\($0)'?"] } ?? []
    guard !legal.isEmpty else { return nearest }
    let more = legal.count > listLimit ? " and \(legal.count - listLimit) more" : ""
    return nearest + ["\(title): \(legal.prefix(listLimit).joined(separator: ", "))\(more)"]
  }

  /// "a, b and c".
  package static func list(_ items: [String]) -> String {
    items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }
}
