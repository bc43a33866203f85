import YAMLTree

extension ValueType {
  /// A type whose values may contain values of the same type: it is looked up when a value is read, and the
  /// schema refers to the definition `name`, which stands once at the schema's root.
  package static func recursive(_ name: String, _ type: @escaping @Sendable () -> ValueType) -> ValueType {
    var recursive = ValueType(
      schema: ["title": .string(name), "$ref": .string("#/$defs/\(name)")], encode: { type().encode($0) },
      identity: { type().identity($0) }
    ) { node, faults in
      type().decode(node, &faults)
    }
    recursive.part = { type().part($0) }
    recursive.overlay = Overlay(.alternative) { type().overlay.part($0) }
    return recursive
  }
}
