extension Unicode.Scalar {
  /// Whether a terminal would act on the character instead of showing it: controls, line ends, changes of
  /// direction.
  var steersTerminal: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: [.control, .lineSeparator, .paragraphSeparator].contains(properties.generalCategory)
    }
  }
}

/// A text of a user's in a message: in single quotes, on one line, at most 60 characters of it.
package func quoted(_ text: String) -> String {
  let limit = 60
  var shown = ""
  for scalar in text.unicodeScalars.prefix(limit) {
    switch scalar {
    case "\n": shown += "\\n"
    case "\t": shown += "\\t"
    case _ where scalar.steersTerminal:
      shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: shown.unicodeScalars.append(scalar)
    }
  }
  if text.unicodeScalars.count > limit { shown += "..." }
  return "'\(shown)'"
}
