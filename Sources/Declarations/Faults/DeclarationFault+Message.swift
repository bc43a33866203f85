extension DeclarationFault {
  package var message: String {
    switch self {
    case .wrongType(let subject, let expected, let found): "\(subject) must be \(expected), not \(found)"
    case .outOfRange(let subject, let requirement, let found):
      "\(subject) must be \(requirement), not \(found)"
    case .wrongCount(let subject, let requirement, let found):
      "\(subject) must have \(requirement) \(requirement.hasSuffix(" 1") ? "entry" : "entries"), not \(found)"
    case .unknownName(let category, let name, _, _): "unknown \(category) '\(name)'"
    case .unknownKey(let key, let owner, _): "unknown key '\(key)' in \(owner)"
    case .unfitKey(let key, let owner, let reason): "there is no '\(key)' in \(owner): \(reason)"
    case .missingKey(let key, let owner): "\(owner) lacks '\(key)'"
    case .missingParameters(let category, let name, let keys):
      "the \(category) '\(name)' needs \(Suggestion.list(keys.map { "'\($0)'" })): "
        + "\(name): {\(keys.map { "\($0): ..." }.joined(separator: ", "))}"
    case .missingValue(let category, let name): "the \(category) '\(name)' needs a value: \(name): ..."
    case .needlessParameters(let category, let name): "the \(category) '\(name)' takes no parameters"
    case .notOneAlternative(let category, let found, _):
      "expected \(article(category)) \(category), as a name or as a mapping with one key, not \(found)"
    case .invalidIdentifier(let subject, let name):
      "\(subject) must be a name of letters, digits, '_', '-' and '.', not '\(name)'"
    case .invalidFileName(let subject, let name, let reason):
      "\(subject) must be a name that every file system can have, not '\(name)': \(reason)"
    case .duplicateName(let category, let name): "the \(category) '\(name)' is there twice"
    case .invalidSymbol(let subject, let name):
      "\(subject) must be of letters, digits and '_', and not start with a digit; '\(name)' is not"
    }
  }

  package var notes: [String] {
    switch self {
    case .unknownName(_, let name, let legal, let topic):
      Suggestion.notes(name, "legal values", legal, topic: topic)
    case .unknownKey(let key, _, let legal): Suggestion.notes(key, "legal keys", legal)
    case .notOneAlternative(_, _, let legal): Suggestion.notes("", "legal values", legal)
    default: []
    }
  }

  private func article(_ noun: String) -> String { "aeiou".contains(noun.first ?? " ") ? "an" : "a" }
}
