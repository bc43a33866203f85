import Declarations
import YAMLTree

/// A value of a trial, and where it comes from.
package struct ValueOrigin: Sendable {
  /// `training.optimizer.adam.learning_rate`; of a name of the sweep, the name.
  package let path: String
  package let value: String
  /// "grid", "case optimizer: sgd", "derive: hidden * 2", "seeds", "default", "the file".
  package let source: String
  /// The place in a file; `nil` of a default.
  package let mark: SourceMark?
}

extension TrialTemplate {
  /// Where each value of a trial comes from: first the names of the sweep, then all that decides the trial,
  /// with what the file leaves to defaults.
  package func origins(of trial: Resolved, _ assignment: Assignment) -> [ValueOrigin] {
    var faults = Faults()
    let bound = bind(assignment.indices, &faults)
    let sources = sources(assignment.indices, bound)
    var origins = sources.map { source in
      ValueOrigin(
        path: source.name, value: Self.short(source.text), source: source.kind, mark: source.node.mark)
    }
    let file = root.mark.file
    // A value of the sweep keeps its place in the sweep.
    var swept: [SourceMark: String] = [:]
    for source in sources {
      source.node.forEachMark { swept[$0] = source.kind + (source.isChoice ? ", " : " ") + source.name }
    }
    func source(_ mark: SourceMark) -> String {
      if let name = swept[mark] { return name }
      return mark.file == file ? "the file" : FileChanges.isOption(mark.file) ? "--set" : "extends"
    }
    let tree = tree(bound, &faults)
    func add(_ json: JSONValue, _ path: [String], at node: YAMLNode?) {
      if path == ["seed"], assignment.seed != nil {
        let seeds = sweep.node?.mapping?.entry("seeds")?.key
        origins.append(
          ValueOrigin(path: "seed", value: "\(trial.seed)", source: "seeds", mark: seeds?.mark))
        return
      }
      switch json {
      // A choice without parameters, or with those that are there by default.
      case .object(let members)
      where members.count == 1 && (members[0].value == .object([]) || node?.scalar?.text == members[0].key):
        origins.append(
          ValueOrigin(
            path: path.joined(separator: "."), value: members[0].key,
            source: node.map { source($0.mark) } ?? "default", mark: node?.mark))
        if members[0].value != .object([]) { add(members[0].value, path + [members[0].key], at: nil) }
      case .object(let members) where !members.isEmpty:
        for member in members { add(member.value, path + [member.key], at: node?.child(member.key)) }
      case .array(let items) where items.contains(where: { if case .object = $0 { true } else { false } }):
        for (index, item) in items.enumerated() {
          add(item, path + ["\(index)"], at: node?.child("\(index)"))
        }
      default:
        origins.append(
          ValueOrigin(
            path: path.joined(separator: "."), value: Self.short(json.shownText),
            source: node.map { source($0.mark) } ?? "default", mark: node?.mark))
      }
    }
    add(TrialSpec.record.encode(trial.spec), [], at: tree)
    return origins
  }

  private typealias Source = (name: String, text: String, kind: String, isChoice: Bool, node: YAMLNode)

  /// The names of the sweep that have a value, with what gives it to them.
  private func sources(_ indices: [Int], _ bound: Bound) -> [Source] {
    var sources: [Source] = []
    for (dimension, index) in zip(dimensions, indices) {
      let point = dimension.point(at: index)
      let choice = point.first { dimension.keys[$0.key].role == .label }
        .map { "case \(dimension.keys[$0.key].name): \($0.value.text)" }
      for value in point where dimension.keys[value.key].role != .label {
        sources.append(
          (
            dimension.keys[value.key].name, value.value.text, choice ?? dimension.points.kind, choice != nil,
            value.node
          ))
      }
    }
    for value in sweep.derived {
      guard let derived = bound.values[value.name] else { continue }
      sources.append((value.name, derived.value.text, "derive: \(value.node.flowText)", false, value.node))
    }
    return sources
  }

  private static func short(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "..." : text }
}

extension JSONValue {
  /// The value in one line, a text without quotes.
  fileprivate var shownText: String { if case .string(let text) = self { text } else { compact } }
}

extension YAMLNode {
  /// The value of a key or item; of a bare name that is the key, and of other nodes, nothing.
  fileprivate func child(_ key: String) -> YAMLNode? {
    switch content {
    case .mapping(let mapping): mapping[key]
    case .sequence(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
    // `adam` is `adam: {}`, whose parameters are defaults.
    case .scalar: nil
    }
  }

  fileprivate func forEachMark(_ visit: (SourceMark) -> Void) {
    visit(mark)
    switch content {
    case .mapping(let mapping): for entry in mapping.entries { entry.value.forEachMark(visit) }
    case .sequence(let items): for item in items { item.forEachMark(visit) }
    case .scalar: break
    }
  }
}
