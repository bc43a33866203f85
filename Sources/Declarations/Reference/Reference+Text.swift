extension Reference {
  /// Something that there is to say, under a title: of a record or choice, "optimizer"; of an alternative,
  /// "optimizer adam"; of a key, "training epochs" or "optimizer adam beta1".
  package struct Topic: Sendable {
    package let title: String
    package let text: String
  }

  /// What there is to say of a name, of a title or of a path, for a terminal; several topics where several
  /// things have the name.
  package func topics(named name: String) -> [Topic] {
    var topics: [Topic] = []
    for entry in entries {
      if Self.matches(name, entry.name, entry.name, entry.places) {
        topics.append(Topic(title: entry.name, text: text(of: entry)))
      }
      switch entry.content {
      case .record(let keys): topics += self.topics(named: name, among: keys, in: entry, behind: nil)
      case .choice(let alternatives, let besides):
        topics += self.topics(named: name, among: besides, in: entry, behind: nil)
        for alternative in alternatives {
          let title = "\(entry.name) \(alternative.name)"
          let places = entry.places.map { $0.appending(alternative.name) }
          if Self.matches(name, alternative.name, title, places) {
            topics.append(Topic(title: title, text: text(of: alternative, in: entry)))
          }
          topics += self.topics(named: name, among: alternative.keys, in: entry, behind: alternative.name)
        }
      }
    }
    return topics
  }

  /// Every name that something can be said about.
  package var names: [String] {
    var names: [String] = []
    for entry in entries {
      names.append(entry.name)
      switch entry.content {
      case .record(let keys): names += keys.map(\.name)
      case .choice(let alternatives, let besides):
        names += besides.map(\.name) + alternatives.flatMap { [$0.name] + $0.keys.map(\.name) }
      }
    }
    return names.distinct
  }

  /// What there is: sorts of files, records and choices with their alternatives, a line each.
  package var overview: String {
    let rows = entries.map { entry -> [String] in
      switch entry.content {
      case .record: [entry.name, entry.documentation]
      case .choice(let alternatives, _): [entry.name, alternatives.map(\.name).joined(separator: ", ")]
      }
    }
    return Self.aligned(rows, indent: "")
  }

  /// A thing is meant by its name, its title, or the end of a path to it.
  private static func matches(_ asked: String, _ name: String, _ title: String, _ places: [Place]) -> Bool {
    asked == name || asked == title
      || asked.contains(".") && places.contains { $0.path == asked || $0.path.hasSuffix(".\(asked)") }
  }

  private func topics(
    named name: String, among keys: [Key], in entry: Entry, behind alternative: String?
  ) -> [Topic] {
    keys.compactMap { key in
      let title = [entry.name, alternative, key.name].compactMap { $0 }.joined(separator: " ")
      let places = entry.places.map { place in
        (alternative.map(place.appending) ?? place).appending(key.name)
      }
      guard Self.matches(name, key.name, title, places) else { return nil }
      let all = places.map { "\($0.path) (\($0.file))" }.joined(separator: ", ")
      return Topic(
        title: title, text: "key \(key.name) in \(all)\n" + Self.aligned([row(key)], indent: "  "))
    }
  }

  private func text(of entry: Entry) -> String {
    var text = entry.name + "\n"
    if !entry.documentation.isEmpty { text += entry.documentation + "\n" }
    if let places = entry.placesText(code: "") { text += "In \(places).\n" }
    switch entry.content {
    case .record(let keys): return text + "\n" + Self.aligned(keys.map(row), indent: "  ")
    case .choice(let alternatives, let besides):
      if !besides.isEmpty { text += "\nBeside the name:\n" + Self.aligned(besides.map(row), indent: "  ") }
      for alternative in alternatives {
        text += "\n\(alternative.name): \(alternative.documentation)\n" + details(of: alternative)
      }
      return text
    }
  }

  private func text(of alternative: Alternative, in entry: Entry) -> String {
    let places = entry.placesText(code: "").map { "In \($0).\n" } ?? ""
    return "\(entry.name) \(alternative.name)\n\(alternative.documentation)\n\(places)"
      + details(of: alternative)
  }

  private func details(of alternative: Alternative) -> String {
    if let value = alternative.value { return "  \(alternative.name): \(value)\n".filter { $0 != "`" } }
    return Self.aligned(alternative.keys.map(row), indent: "  ")
  }

  private func row(_ key: Key) -> [String] {
    let standard = key.isRequired ? "required" : key.standard.map { "default \($0)" } ?? ""
    return [key.name, key.type.filter { $0 != "`" }, standard, key.documentation]
  }

  /// Rows of which all columns but the last have one width each.
  private static func aligned(_ rows: [[String]], indent: String) -> String {
    let columns = rows.first?.count ?? 0
    let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = indent
      for (column, text) in row.enumerated() {
        line += text
        if column < columns - 1 { line += String(repeating: " ", count: widths[column] - text.count + 2) }
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
