/// What can be wrong with a value of any declared type.
package enum DeclarationFault: FaultKind {
  case wrongType(subject: String, expected: String, found: String)
  case outOfRange(subject: String, requirement: String, found: String)
  case wrongCount(subject: String, requirement: String, found: Int)
  /// `topic` is what the reference has more on the legal names under, where there are many.
  case unknownName(category: String, name: String, legal: [String], topic: String? = nil)
  case unknownKey(key: String, owner: String, legal: [String])
  /// A key that similar records have would mean nothing.
  case unfitKey(key: String, owner: String, reason: String)
  case missingKey(key: String, owner: String)
  case missingParameters(category: String, name: String, keys: [String])
  case missingValue(category: String, name: String)
  case needlessParameters(category: String, name: String)
  case notOneAlternative(category: String, found: String, legal: [String])
  case invalidIdentifier(subject: String, name: String)
  /// An identifier that some file system cannot have as the name of a file.
  case invalidFileName(subject: String, name: String, reason: String)
  case duplicateName(category: String, name: String)
  case invalidSymbol(subject: String, name: String)
}
