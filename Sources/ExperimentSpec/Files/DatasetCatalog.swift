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

  /// The dataset that an experiment refers to.
  /// - Parameter node: where it does; a dataset that is not found is a fault of this place.
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
    return Declaration(spec: faults.isEmpty ? spec : nil, faults: faults)
  }
}

extension Faults {
  /// The tree of a file, or `nil` and the faults of its YAML.
  mutating func read(_ path: String) -> YAMLNode? {
    do {
      var problems: [YAMLError] = []
      let node = try YAMLParser.parse(contentsOf: path, problems: &problems)
      for problem in problems { add(problem) }
      return problems.isEmpty ? node : nil
    } catch {
      add(error)
      return nil
    }
  }

  private mutating func add(_ error: YAMLError) {
    add(Fault(kind: .yaml(error.diagnostic), mark: error.mark, length: error.length))
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
