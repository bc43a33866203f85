import YAMLTree

extension ValueType {
  /// A choice among alternatives that may have keys of a record beside the one of the alternative:
  /// `{dense: 10, as: scores}`.
  ///
  /// None of the keys of `record` is required. What is read of both becomes a value by `combine`, and is
  /// taken from it by `split`.
  package static func choice<Choice, Modifiers>(
    _ choice: ValueType<Choice>, besides record: Record<Modifiers>, _ documentation: String,
    combine: @escaping @Sendable (Choice, Modifiers) -> Value,
    split: @escaping @Sendable (Value) -> (Choice, Modifiers)
  ) -> ValueType {
    let keys = Set(record.keys)
    let names = Set(choice.alternativeNames)
    @Sendable func join(_ choice: JSONValue, _ modifiers: JSONValue) -> JSONValue {
      modifiers.members.isEmpty ? choice : .object(choice.members + modifiers.members)
    }
    var type = ValueType(
      schema: schema(of: choice.schema, besides: record, documentation),
      encode: { value in
        let (own, modifiers) = split(value)
        return join(choice.encode(own), record.changed(modifiers))
      },
      identity: { value in
        let (own, modifiers) = split(value)
        return join(choice.identity(own), record.identity(modifiers))
      }
    ) { node, faults in
      guard case .mapping(let mapping) = node.content, mapping.entries.count > 1 else {
        return choice.decode(node, &faults).map { combine($0, record.blank) }
      }
      var (own, others) = (YAMLMapping(), YAMLMapping())
      for entry in mapping.entries {
        if keys.contains(entry.name) { others.set(entry) } else { own.set(entry) }
      }
      func part(_ mapping: YAMLMapping) -> YAMLNode {
        var part = node
        part.content = .mapping(mapping)
        return part
      }
      // What stands beside the one choice that there is was meant to be a key.
      let chosen = own.entries.filter { names.contains($0.name) }
      let strays =
        own.entries.count > 1 && chosen.count == 1 ? own.entries.filter { !names.contains($0.name) } : []
      for entry in strays {
        faults.add(.unknownKey(key: entry.name, owner: record.name, legal: record.keys), at: entry.key)
        own = own.removing(entry.name)
      }
      let value = choice.decode(part(own), &faults)
      let modifiers = record.decode(part(others), &faults)
      guard let value, let modifiers, strays.isEmpty else { return nil }
      return combine(value, modifiers)
    }
    type.part = { keys.contains($0) ? record.part(at: [$0]) : choice.part($0) }
    type.overlay = Overlay(.alternative) { keys.contains($0) ? .keys : choice.overlay.part($0) }
    return type
  }

  private static func schema<Modifiers>(
    of choice: JSONValue, besides record: Record<Modifiers>, _ documentation: String
  ) -> JSONValue {
    .object(
      [.init("description", .string(documentation))]
        + choice.members.map { member in
          guard member.key == "anyOf" else { return member }
          return .init(
            "anyOf",
            .array(
              member.value.elements.map { form in
                .object(
                  form.members.map { part in
                    guard part.key == "properties" else { return part }
                    return .init("properties", .object(part.value.members + record.properties))
                  })
              }))
        })
  }
}

extension Record {
  /// The fields that are not as they are by default.
  fileprivate func changed(_ value: Value) -> JSONValue {
    .object(
      fields.compactMap { field in
        let encoded = field.encode(value)
        return encoded == field.encode(blank) ? nil : JSONValue.Member(field.name, encoded)
      })
  }
}
