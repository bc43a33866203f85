/// What files may say: every record with its keys, and every choice with its alternatives, each once.
///
/// It is read off the schemas of the declarations, so that it says what is decoded. A record or a choice is
/// told from others by the `title` of its schema.
package struct Reference: Sendable {
  package private(set) var entries: [Entry] = []

  /// A record, or a choice among alternatives.
  package struct Entry: Sendable {
    /// As messages call it: "record", "optimizer", "the sweep" without its article.
    package let name: String
    package let documentation: String
    package let content: Content
    /// Where it stands in files.
    package fileprivate(set) var places: [Place]
    fileprivate let schema: JSONValue
  }

  /// Where a value stands: in which sort of file, behind which keys.
  package struct Place: Hashable, Sendable {
    /// "kind: training", "dataset".
    package let file: String
    /// `training.optimizer`; empty for the file itself.
    package let path: String

    func appending(_ key: String) -> Place {
      Place(file: file, path: path.isEmpty ? key : "\(path).\(key)")
    }
  }

  package enum Content: Sendable {
    case record([Key])
    /// The forms, and the keys that a value may have beside any of them.
    case choice([Alternative], besides: [Key])
  }

  /// One of the forms of a choice.
  package struct Alternative: Sendable {
    package let name: String
    package let documentation: String
    /// The keys of its mapping; empty where the name alone will do.
    package let keys: [Key]
    /// The type of the one value behind the name; `nil` where there are keys or nothing.
    package let value: String?
  }

  /// A key of a mapping.
  package struct Key: Sendable {
    package let name: String
    /// In words: "number, greater than 0".
    package let type: String
    /// The entry that tells more of its value.
    package let entry: String?
    package let isRequired: Bool
    /// As a file would write it; `nil` where there is none.
    package let standard: String?
    package let documentation: String
  }

  package init() {}

  /// Adds a sort of file by the schema of its mapping, and what it leads to.
  package mutating func add(file name: String, _ schema: JSONValue) {
    _ = entry(named: name, schema.withoutReferences, at: Place(file: name, path: ""))
  }

  /// The name of the entry of a record or choice, which is added where it is not there.
  private mutating func entry(named name: String, _ annotated: JSONValue, at place: Place) -> String {
    let schema = annotated.withoutAnnotations
    if let index = entries.firstIndex(where: { $0.schema == schema }) {
      if !entries[index].places.contains(place) { entries[index].places.append(place) }
      return entries[index].name
    }
    // Another one of the same title: of another kind of experiment.
    let unique = entries.contains { $0.name == name } ? "\(name) in \(place.file)" : name
    // Its place is before those of what it leads to.
    let index = entries.count
    entries.append(
      Entry(name: unique, documentation: "", content: .record([]), places: [place], schema: schema))
    let content: Content =
      schema["anyOf"] == nil
      ? .record(keys(of: schema, at: place))
      : .choice(alternatives(of: schema, at: place), besides: keysBesideForms(of: schema, at: place))
    entries[index] = Entry(
      name: unique, documentation: annotated["description"]?.text ?? "", content: content,
      places: entries[index].places, schema: schema)
    return unique
  }

  private mutating func keys(of schema: JSONValue, at place: Place) -> [Key] {
    let required = schema["required"]?.elements.compactMap(\.text) ?? []
    return (schema["properties"]?.members ?? []).map { member in
      let (type, entry) = describe(member.value, at: place.appending(member.key))
      return Key(
        name: member.key, type: type, entry: entry, isRequired: required.contains(member.key),
        standard: member.value["properties"] == nil ? member.value["default"]?.flow : nil,
        documentation: member.value["description"]?.text ?? "")
    }
  }

  /// A form has its own name first, then the keys that all have.
  private mutating func keysBesideForms(of schema: JSONValue, at place: Place) -> [Key] {
    guard let form = schema["anyOf"]?.elements.first(where: \.isForm) else { return [] }
    return keys(
      of: ["properties": .object(Array((form["properties"]?.members ?? []).dropFirst()))], at: place)
  }

  private mutating func alternatives(of schema: JSONValue, at place: Place) -> [Alternative] {
    schema["anyOf"]?.elements.compactMap { form -> Alternative? in
      if form.isNamed, let name = form["const"]?.text, let documentation = form["description"]?.text {
        return Alternative(name: name, documentation: documentation, keys: [], value: nil)
      }
      guard let member = form["properties"]?.members.first else { return nil }
      let parameters = member.value
      let place = place.appending(member.key)
      let hasValue = parameters["properties"] == nil && parameters["type"] != ["object", "null"]
      return Alternative(
        name: member.key, documentation: form["description"]?.text ?? "",
        keys: hasValue ? [] : keys(of: parameters, at: place),
        value: hasValue ? describe(parameters, at: place).type : nil)
    } ?? []
  }

  /// The type of a value in words, and the entry that tells more of it.
  private mutating func describe(_ schema: JSONValue, at place: Place) -> (type: String, entry: String?) {
    let title = schema["title"]?.text.map(Self.withoutArticle)
    let isChoice = schema["anyOf"]?.elements.contains { $0.isForm || $0.isNamed } ?? false
    if schema["properties"] != nil || isChoice {
      let name = entry(named: title ?? place.path, schema, at: place)
      return (title ?? "mapping", name)
    }
    if let title { return (title, nil) }
    if let items = schema["items"] {
      let (type, entry) = describe(items, at: place)
      return ("list" + SchemaText.count(schema, "minItems", "maxItems") + " of \(type)", entry)
    }
    if let forms = schema["anyOf"]?.elements {
      let described = forms.map { describe($0, at: place) }
      let types = described.map(\.type).distinct
      return (types.joined(separator: " or "), described.compactMap(\.entry).first)
    }
    if let element = schema["additionalProperties"], element["type"] != nil || element["anyOf"] != nil {
      let (type, entry) = describe(element, at: place.appending("NAME"))
      return (
        "mapping" + SchemaText.count(schema, "minProperties", "maxProperties") + " from names to \(type)",
        entry
      )
    }
    return (SchemaText.scalar(schema), nil)
  }

  private static func withoutArticle(_ title: String) -> String {
    title.hasPrefix("the ") ? String(title.dropFirst(4)) : title
  }
}
