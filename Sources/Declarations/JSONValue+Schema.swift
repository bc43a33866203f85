extension JSONValue {
  /// The schema of a mapping that has no other keys. Its title is what messages call it.
  package static func schema(
    _ title: String, _ documentation: String, properties: [Member], required: [String]
  ) -> JSONValue {
    var members: [Member] = [
      .init("description", .string(documentation)), .init("title", .string(title)), .init("type", "object"),
    ]
    if !required.isEmpty { members.append(.init("required", .array(required.map { .string($0) }))) }
    members.append(.init("properties", .object(properties)))
    members.append(.init("additionalProperties", false))
    return .object(members)
  }

  /// The value of a member of an object.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// Whether the schema is one of single values.
  var isScalar: Bool {
    guard case .string(let type) = self["type"] else { return false }
    return type != "object" && type != "array"
  }

  /// The schema in which `$name` may stand for this value and for any value within it.
  package var allowingReferences: JSONValue {
    guard case .object(let members) = self else { return self }
    let annotations = members.filter { $0.key == "description" || $0.key == "default" }
    let inner = members.filter { $0.key != "description" && $0.key != "default" }.map { member -> Member in
      switch (member.key, member.value) {
      case ("properties", .object(let properties)):
        Member(member.key, .object(properties.map { Member($0.key, $0.value.allowingReferences) }))
      case ("items", let items): Member(member.key, items.allowingReferences)
      case ("anyOf", .array(let forms)): Member(member.key, .array(forms.map(\.withReferencesInside)))
      default: member
      }
    }
    return .object(annotations + [Member("anyOf", [.object(inner), ["$ref": "#/$defs/reference"]])])
  }

  /// The schema of one of several forms: `$name` may stand within it, not for it.
  private var withReferencesInside: JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { member in
        switch (member.key, member.value) {
        case ("properties", .object(let properties)):
          Member(member.key, .object(properties.map { Member($0.key, $0.value.allowingReferences) }))
        case ("items", let items): Member(member.key, items.allowingReferences)
        default: member
        }
      })
  }
}
