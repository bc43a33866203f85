import YAMLTree

/// A fault of the YAML itself, which `YAMLTree` has put into words.
struct YAMLFault: FaultKind {
  let diagnostic: Diagnostic

  var message: String { diagnostic.message }
  var notes: [String] { diagnostic.notes }
}

extension Diagnostic {
  /// A fault in words.
  package init(_ fault: Fault) {
    self.init(.error, fault.kind.message, at: fault.mark, length: fault.length, notes: fault.kind.notes)
  }
}

extension Faults {
  /// The tree of a file, or `nil` and the faults of its YAML.
  package mutating func read(_ path: String) -> YAMLNode? {
    do {
      var problems: [YAMLError] = []
      let node = try YAMLParser.parse(contentsOf: path, problems: &problems)
      for problem in problems where !isTruncated { add(problem) }
      return problems.isEmpty ? node : nil
    } catch {
      add(error)
      return nil
    }
  }

  /// A fault of the YAML, at another place than that of the error where there is one.
  package mutating func add(_ error: YAMLError, at mark: SourceMark? = nil) {
    add(Fault(YAMLFault(diagnostic: error.diagnostic), mark: mark ?? error.mark, length: error.length))
  }
}
