/// What a message says of names that would have been legal.
package enum Suggestion {
  /// The most names that are listed.
  private static let listLimit = 100
  /// The most that are listed where the reference has them all.
  private static let shortListLimit = 20

  /// The nearest legal name, and all of them, or the first of many; `topic` is what the reference has them
  /// under.
  package static func notes(
    _ name: String, _ title: String, _ legal: [String], topic: String? = nil
  ) -> [String] {
    let nearest = NearestName.find(name, among: legal).map { ["did you mean '\($0)'?"] } ?? []
    guard !legal.isEmpty else { return nearest }
    if let topic, legal.count > 2 * shortListLimit {
      return nearest + ["\(title): \(first(shortListLimit, of: legal)); see 'nnrun describe \(topic)'"]
    }
    return nearest + ["\(title): \(first(listLimit, of: legal))"]
  }

  /// "a, b, c and 4 more": the first of many names.
  package static func first(_ limit: Int, of names: [String]) -> String {
    let more = names.count - limit
    return names.prefix(limit).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  /// "a, b and c".
  package static func list(_ items: [String]) -> String {
    items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }
}
