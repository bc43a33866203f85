import Declarations
import YAMLTree

/// Values that the command line puts into a file in place of its own: `--set training.epochs=5`.
package struct FileChanges: Sendable {
  private struct Change: Sendable {
    let path: String
    let key: YAMLNode
    let value: YAMLNode
  }

  private var changes: [Change] = []

  /// What messages call the options.
  private static let fileName = "--set"

  /// Whether a file stands for an option, and not for one that there is.
  package static func isOption(_ file: SourceFile) -> Bool { file.path == fileName }

  /// No changes.
  package init() {}

  /// The changes of some options, each of the form `path=value`.
  /// - Throws: what is wrong with the texts.
  package init(parsing options: [String]) throws(InvalidFiles) {
    var faults = Faults()
    var seen: Set<String> = []
    for option in options {
      guard let (path, value) = Self.parts(option) else { continue }
      // The file that messages show: the option as a line of YAML.
      let text = "\(path): \(value)"
      let file = SourceFile(path: Self.fileName, text: text)
      do throws(YAMLError) {
        let line = try YAMLParser.parse(file)
        for entry in line.mapping?.entries ?? [] {
          if !seen.insert(entry.name).inserted { faults.add(.setTwice(path: entry.name), at: entry.key) }
          changes.append(Change(path: entry.name, key: entry.key, value: entry.value))
        }
      } catch {
        // What ends too early lacks something at its end.
        let end = SourceMark(file: file, line: 1, column: text.unicodeScalars.count + 1)
        faults.add(error, at: error.mark.line > 1 ? end : nil)
      }
    }
    if !faults.isEmpty { throw InvalidFiles(faults) }
  }

  /// The path and the value of an option; `nil` where it has another form.
  package static func parts(_ option: String) -> (path: String, value: String)? {
    guard let sign = option.firstIndex(of: "="), !option.contains(where: \.isNewline) else { return nil }
    let path = String(option[..<sign])
    let steps = path.split(separator: ".", omittingEmptySubsequences: false)
    let isPath = steps.allSatisfy { step in
      !step.isEmpty && step.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0)) }
    }
    return isPath ? (path, String(option[option.index(after: sign)...])) : nil
  }

  var isEmpty: Bool { changes.isEmpty }

  /// What is wrong with a file after all changes, the mistakes that a change causes shown where that stands.
  /// `read` finds what is wrong with the file after some of the changes.
  package func explain(_ invalid: InvalidFiles, _ read: (FileChanges) -> InvalidFiles) -> InvalidFiles {
    // Messages show options as files of their names.
    let isOfFile = { (mistake: Diagnostic) in !mistake.mark.file.path.hasPrefix("--") }
    guard !changes.isEmpty, invalid.diagnostics.contains(where: isOfFile) else { return invalid }
    let ofFile = Set(read(FileChanges()).diagnostics)
    // What is there after all changes but one, that one does not cause.
    var others: [(change: Change, mistakes: Set<Diagnostic>)] = []
    for index in changes.indices {
      var rest = self
      rest.changes.remove(at: index)
      others.append((changes[index], rest.isEmpty ? ofFile : Set(read(rest).diagnostics)))
    }
    var explained = invalid
    explained.diagnostics = invalid.diagnostics.map { mistake in
      guard isOfFile(mistake), !ofFile.contains(mistake) else { return mistake }
      let cause = others.first { !$0.mistakes.contains(mistake) }?.change ?? changes[0]
      return Diagnostic(
        mistake.severity, mistake.message, at: cause.value,
        notes: ["found at \(mistake.mark)"] + mistake.notes)
    }
    explained.diagnostics.sort { ($0.mark, $0.length) < ($1.mark, $1.length) }
    return explained
  }

  /// A value that was put into a file: its path, and where the option has that.
  struct Applied {
    let path: [String]
    let key: YAMLNode
  }

  /// Puts the values into a file, whose keys `overlay` tells. A path leads to what the file has, or to a key
  /// that it might have; of a choice among alternatives, into the one that the file has.
  func apply(to root: inout YAMLNode, _ overlay: Overlay, _ faults: inout Faults) -> [Applied] {
    let applied = changes.compactMap { change -> Applied? in
      let steps = change.path.split(separator: ".").map(String.init)
      guard steps != ["extends"], steps != ["kind"] else {
        faults.add(.cannotSet(name: steps[0]), at: change.key)
        return nil
      }
      var keys: [String] = []
      do throws(MisleadingPath) {
        try root.set(steps[...], key: change.key, to: change.value, overlay, &keys)
        return Applied(path: keys, key: change.key)
      } catch {
        let isName = steps.count == 1
        let axis =
          isName && !SweepSpec.record.keys.contains(steps[0])
          ? root.mapping?["sweep"].flatMap {
            overlay.part("sweep").path(toKey: steps[0], in: $0, at: "sweep")
          }
          : nil
        let nearest = isName ? overlay.path(toKey: steps[0], in: root) : nil
        faults.add(
          .cannotSetPath(
            path: change.path, missing: error.missing, found: error.found, axis: axis, nearest: nearest),
          at: change.key)
        return nil
      }
    }
    // Items of lists go in the end, so that those behind them keep their numbers meanwhile.
    let removed = Set(changes.filter { $0.value.isExplicitNull }.map(\.value.mark))
    if !removed.isEmpty { root.removeItems(at: removed) }
    return applied
  }
}

/// What a path does not find.
private struct MisleadingPath: Error {
  /// The step that leads nowhere.
  let missing: String
  let found: ExperimentFault.FoundOnPath
}

extension YAMLNode {
  /// Takes those items out of lists that stand at some marks.
  fileprivate mutating func removeItems(at marks: Set<SourceMark>) {
    switch content {
    case .scalar: break
    case .sequence(var items):
      items.removeAll { marks.contains($0.mark) }
      for index in items.indices { items[index].removeItems(at: marks) }
      content = .sequence(items)
    case .mapping(let mapping):
      content = .mapping(
        mapping.mapValues { value in
          var value = value
          value.removeItems(at: marks)
          return value
        })
    }
  }

  /// Sets the node at a path; `keys` are those that were gone through. A key that a mapping might have is
  /// added, and `null` takes a key away, or an item once all changes are made.
  fileprivate mutating func set(
    _ path: ArraySlice<String>, key: YAMLNode, to value: YAMLNode, _ overlay: Overlay, _ keys: inout [String]
  ) throws(MisleadingPath) {
    guard let step = path.first else {
      self = value
      return
    }
    if let name = referencedName {
      throw MisleadingPath(missing: step, found: .reference(name))
    }
    switch content {
    case .sequence(var items):
      guard let index = Int(step), items.indices.contains(index) else {
        throw MisleadingPath(missing: step, found: .list(items.count))
      }
      keys.append(step)
      try items[index].set(path.dropFirst(), key: key, to: value, overlay.part(step), &keys)
      content = .sequence(items)
    case .scalar(let scalar):
      guard scalar.text == step else { throw MisleadingPath(missing: step, found: .value(summary)) }
      // A bare name stands for its mapping.
      var mapping = YAMLMapping()
      let inner = YAMLNode(content: .mapping(YAMLMapping()), mark: mark, endMark: endMark)
      mapping.set(YAMLMapping.Entry(key: self, name: step, value: inner))
      content = .mapping(mapping)
      try set(path, key: key, to: value, overlay, &keys)
    case .mapping(var mapping):
      // A key of a sweep may have dots: the longest one is meant.
      let known = path.indices.reversed().lazy.map { path[path.startIndex...$0] }
        .first { mapping[$0.joined(separator: ".")] != nil }
      let steps = known ?? path.prefix(1)
      let name = steps.joined(separator: ".")
      guard let next = mapping[name] ?? Self.added(name, at: key, overlay, isLast: path.count == 1) else {
        let legal = mapping.entries.map(\.name)
        throw MisleadingPath(
          missing: step, found: overlay.isChoice ? .choice(legal) : .keys(overlay.knownKeys ?? legal))
      }
      var node = next
      keys.append(name)
      let rest = path.dropFirst(steps.count)
      if rest.isEmpty, value.isExplicitNull {
        content = .mapping(mapping.removing(name))
        return
      }
      try node.set(rest, key: key, to: value, overlay.part(name), &keys)
      let entry = YAMLMapping.Entry(key: key, name: name, value: node)
      if rest.isEmpty { mapping.replace(with: entry) } else { mapping.set(entry) }
      content = .mapping(mapping)
    }
  }

  /// What stands for a key that a mapping does not have: nothing where it cannot have it.
  private static func added(_ name: String, at key: YAMLNode, _ overlay: Overlay, isLast: Bool) -> YAMLNode? {
    if overlay.isChoice { return nil }
    if let known = overlay.knownKeys, !known.contains(name) { return nil }
    if overlay.knownKeys == nil, !isLast { return nil }
    return YAMLNode(content: .mapping(YAMLMapping()), mark: key.mark, endMark: key.endMark)
  }
}

extension SweepBlock {
  /// A value that was set is not one that the sweep sets again.
  func check(_ changes: [FileChanges.Applied], _ faults: inout Faults) {
    for change in changes {
      if change.path == ["seed"], case .list(let seeds) = template.sweep.seeds.numbers, !seeds.isEmpty {
        faults.add(.setBySweep(path: "seed", name: "seeds", isAxis: false), at: change.key)
      }
      let name = template.definedKeys.map(\.name).first { name in
        template.paths[name].map { change.path.starts(with: $0) } ?? false
      }
      if let name {
        let isAxis = template.columns.contains { $0.name == name }
        faults.add(
          .setBySweep(path: change.path.joined(separator: "."), name: name, isAxis: isAxis), at: change.key)
      }
    }
  }
}
