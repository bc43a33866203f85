/// Gathers the entries of one mapping and merges into it what its `<<` names.
struct MappingBuilder {
  private var mapping = YAMLMapping()
  private var merged: [YAMLMapping] = []
  private var mergeKey: SourceMark?
  private var faults: [YAMLError] = []

  mutating func add(key: YAMLNode, value: YAMLNode) {
    guard case .scalar(let scalar) = key.content else {
      faults.append(YAMLError(.keyNotScalar, at: key.mark, length: key.length))
      return
    }
    guard !scalar.text.isEmpty || !scalar.isPlain else {
      faults.append(YAMLError(.emptyKey, at: key.mark))
      return
    }
    if let first = mapping.entry(scalar.text)?.key.mark ?? (scalar.text == "<<" ? mergeKey : nil) {
      faults.append(YAMLError(.duplicateKey(scalar.text, first: first), at: key.mark, length: key.length))
      return
    }
    if scalar.text == "<<", scalar.isPlain {
      mergeKey = key.mark
      merge(value)
    } else {
      mapping.set(YAMLMapping.Entry(key: key, name: scalar.text, value: value))
    }
  }

  /// The mapping: its own entries in their order, then those merged in that it does not have.
  consuming func finish() -> (YAMLMapping, faults: [YAMLError]) {
    // In a list of mappings the earlier one wins.
    for entry in merged.flatMap(\.entries) where mapping[entry.name] == nil { mapping.set(entry) }
    return (mapping, faults)
  }

  private mutating func merge(_ value: YAMLNode) {
    switch value.content {
    case .mapping(let mapping): merged.append(mapping)
    case .sequence(let nodes) where nodes.allSatisfy({ $0.mapping != nil }):
      merged += nodes.compactMap(\.mapping)
    case .sequence, .scalar: faults.append(YAMLError(.invalidMerge, at: value.mark, length: value.length))
    }
  }
}
