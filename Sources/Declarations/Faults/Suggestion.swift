/// What a message says of names that would have been legal.
package enum Suggestion {
  /// The nearest legal name, and all of them.
  package static func notes(_ name: String, _ title: String, _ legal: [String]) -> [String] {
    let nearest = NearestName.find(name, among: legal).map { ["did you mean '\($0)'?"] } ?? []
    return nearest + (legal.isEmpty ? [] : ["\(title): \(legal.joined(separator: ", "))"])
  }

  /// "a, b and c".
  package static func list(_ items: [String]) -> String {
    items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }
}
