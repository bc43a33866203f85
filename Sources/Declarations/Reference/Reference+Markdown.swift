extension Reference {
  /// The reference as a Markdown page: a section for each sort of file, record and choice, with a table of
  /// keys.
  package var markdown: String {
    var text = ""
    for entry in entries {
      text += "\n## \(entry.name)\n\n"
      if !entry.documentation.isEmpty { text += entry.documentation + "\n\n" }
      if let places = entry.placesText(code: "`") { text += "In \(places).\n\n" }
      switch entry.content {
      case .record(let keys): text += table(of: keys)
      case .choice(let alternatives, let besides):
        if !besides.isEmpty { text += "Beside the name:\n\n" + table(of: besides) + "\n" }
        for alternative in alternatives {
          text += "### \(entry.name) `\(alternative.name)`\n\n\(alternative.documentation)\n\n"
          if let value = alternative.value { text += "Behind the name: \(value).\n\n" }
          if !alternative.keys.isEmpty { text += table(of: alternative.keys) + "\n" }
        }
      }
    }
    return text
  }

  private func table(of keys: [Key]) -> String {
    var text = "| key | value | default | |\n|---|---|---|---|\n"
    for key in keys {
      let type = key.entry.map { "[\(key.type)](#\(Self.anchor($0)))" } ?? key.type
      let standard = key.isRequired ? "required" : key.standard.map { "`\($0)`" } ?? ""
      text +=
        "| `\(key.name)` | \(Self.cell(type)) | \(Self.cell(standard)) | \(Self.cell(key.documentation)) |\n"
    }
    return text
  }

  /// A bar would end the cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  /// The fragment of a heading, as GitHub makes it: lower case, letters, digits and dashes, one for each
  /// space.
  private static func anchor(_ heading: String) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        character == " "
          ? "-" : character.isLetter || character.isNumber || "-_".contains(character) ? character : nil
      })
  }
}

extension Reference.Entry {
  /// "`training.optimizer` (kind: training)", for all places but the file itself; `nil` where there are none.
  func placesText(code: String) -> String? {
    let places = places.filter { !$0.path.isEmpty }
    return places.isEmpty
      ? nil : places.map { "\(code)\($0.path)\(code) (\($0.file))" }.joined(separator: ", ")
  }
}
