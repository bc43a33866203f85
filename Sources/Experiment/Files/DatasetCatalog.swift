import Declarations
import Synchronization
import YAMLTree

/// Where the declarations of datasets are found: `datasets/` beside the experiment, then the folders of
/// `NNRUN_DATASETS`, then those installed with the program. Each is read once.
package final class DatasetCatalog: Sendable {
  private let folders: [String]
  private let known = Mutex<[String: Declaration]>([:])

  private struct Declaration {
    var spec: DatasetSpec?
    var faults: Faults
  }

  package init(folders: [String]) { self.folders = folders }

  /// The dataset that an experiment refers to at `node`, which is where one that is not found is reported.
  func dataset(_ reference: DatasetReference, at node: YAMLNode, _ faults: inout Faults) -> DatasetSpec? {
    let declaration: Declaration
    switch reference {
    case .declared(let spec):
      declaration = check(spec, node)
    case .named(let name):
      guard let path = folders.lazy.map({ "\($0)/\(name).yaml" }).first(where: SourceFile.exists) else {
        faults.add(.datasetNotFound(name: name, searched: folders), at: node)
        return nil
      }
      declaration = known.withLock { known in
        if let declaration = known[path] { return declaration }
        let declaration = read(path)
        known[path] = declaration
        return declaration
      }
    }
    faults.add(contentsOf: declaration.faults)
    return declaration.spec
  }

  private func read(_ path: String) -> Declaration {
    var faults = Faults()
    guard let node = faults.read(path), let spec = DatasetSpec.record.decode(node, &faults) else {
      return Declaration(spec: nil, faults: faults)
    }
    return check(spec, node)
  }

  /// Paths are relative to the declaration and stay within its folder, or absolute.
  private func check(_ declared: DatasetSpec, _ node: YAMLNode) -> Declaration {
    var spec = declared
    spec.directory = SourceFile.directory(of: node.mark.file.path)
    var faults = Faults()
    for file in spec.format.files where !file.path.hasPrefix("/") {
      if file.path.split(separator: "/").contains("..") {
        faults.add(.datasetPathEscapes(path: file.path), at: node.scalar(file.path) ?? node)
      }
    }
    switch spec.format {
    case .idx:
      if spec.shape.isEmpty { faults.add(.missingKey(key: "shape", owner: "the dataset"), at: node) }
    case .inline(let inline):
      check(inline, classes: spec.classes?.count, node.deepest(on: ["format", "inline"]), &faults)
      if spec.shape.isEmpty { spec.shape = [inline.features.first?.count ?? 0] }
      if spec.featureCount != inline.features.first?.count {
        let found = inline.features.first?.count ?? 0
        faults.add(
          .rowWidth(subject: "shape \(spec.shape)", found: spec.featureCount, expected: found),
          at: node.deepest(on: ["shape"]))
      }
    }
    return Declaration(spec: faults.isEmpty ? spec : nil, faults: faults)
  }

  /// Rows of one width, as many targets as examples, and classes that there are.
  private func check(_ inline: InlineSpec, classes: Int?, _ node: YAMLNode, _ faults: inout Faults) {
    for (key, rows) in [("features", inline.features), ("targets", inline.targets)] {
      let width = rows.first?.count ?? 0
      for (index, row) in rows.enumerated() where row.count != width {
        faults.add(
          .rowWidth(subject: "example \(index + 1) of the \(key)", found: row.count, expected: width),
          at: node.deepest(on: [key, "\(index)"]))
      }
    }
    if inline.targets.count != inline.features.count {
      faults.add(
        .targetCount(targets: inline.targets.count, examples: inline.features.count),
        at: node.deepest(on: ["targets"]))
    }
    guard let classes else { return }
    for (index, target) in inline.targets.enumerated() {
      let isClass = target.count == 1 && (0..<classes).contains { Double($0) == target[0] }
      if !isClass {
        let place = node.deepest(on: ["targets", "\(index)"])
        faults.add(.classOutOfRange(value: place.flowText, classes: classes), at: place)
      }
    }
  }
}

extension YAMLNode {
  /// The first scalar below this node with a text.
  fileprivate func scalar(_ text: String) -> YAMLNode? {
    switch content {
    case .scalar(let scalar): scalar.text == text ? self : nil
    case .sequence(let items): items.lazy.compactMap { $0.scalar(text) }.first
    case .mapping(let mapping): mapping.entries.lazy.compactMap { $0.value.scalar(text) }.first
    }
  }
}
