import Declarations
import Digests
import Foundation
import Model
import Synchronization
import YAMLTree

/// Where the declarations of datasets are found: `datasets/` beside the experiment, then the folders of
/// `NNRUN_DATASETS`, then those installed with the program. Each is read once.
package final class DatasetCatalog: Sendable {
  private let folders: [String]
  private let known = Mutex<[String: Declaration]>([:])
  /// The declarations that name files, in the order met, each once.
  private let withFiles = Mutex<(seen: Set<Key>, all: [PlacedDataset])>(([], []))

  /// What two declarations of the same files at the same place have in common.
  private struct Key: Hashable {
    let mark: SourceMark
    let digest: String
    let files: [DataFileReference]
  }

  private struct Declaration {
    var value: DatasetDeclaration?
    var faults: Faults
  }

  package init(folders: [String]) { self.folders = folders }

  /// The declarations met so far whose data are in files.
  package var datasetsWithFiles: [PlacedDataset] { withFiles.withLock { $0.all } }

  /// The dataset that an experiment refers to at `node`, which is where one that is not found is reported.
  func dataset(
    _ reference: DatasetReference, at node: YAMLNode, _ faults: inout Faults
  ) -> DatasetDeclaration? {
    let declaration: Declaration
    switch reference {
    case .declared(let value):
      declaration = check(value, node)
    case .named(let name):
      guard let path = folders.lazy.map({ "\($0)/\(name).yaml" }).first(where: SourceFile.exists) else {
        faults.add(.datasetNotFound(name: name, searched: folders, available: names), at: node)
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
    return declaration.value
  }

  /// The names of all datasets in the folders, in alphabetical order.
  private var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
  }

  private func read(_ path: String) -> Declaration {
    var faults = Faults()
    guard let node = faults.read(path), let declared = DatasetDeclaration.record.decode(node, &faults) else {
      return Declaration(value: nil, faults: faults)
    }
    return check(declared, node)
  }

  /// Paths are relative to the declaration and stay within its folder, or absolute; the rest depends on the
  /// format.
  private func check(_ declared: DatasetDeclaration, _ node: YAMLNode) -> Declaration {
    var dataset = declared
    dataset.directory = SourceFile.directory(of: node.mark.file.path)
    var faults = Faults()
    for file in dataset.format.files where !file.path.hasPrefix("/") {
      if file.path.split(separator: "/").contains("..") {
        faults.add(.datasetPathEscapes(path: file.path), at: PlacedDataset(dataset, node).place(of: file))
      }
    }
    if let format = dataset.format as? any DeclaredFormat { format.complete(&dataset, at: node, &faults) }
    guard faults.isEmpty else { return Declaration(value: nil, faults: faults) }
    dataset.digest = SHA256.digest(of: Array(dataset.identity.compact.utf8))
    if !dataset.format.files.isEmpty { remember(PlacedDataset(dataset, node)) }
    return Declaration(value: dataset, faults: faults)
  }

  private func remember(_ dataset: PlacedDataset) {
    let key = Key(
      mark: dataset.node.mark, digest: dataset.declaration.digest, files: dataset.declaration.format.files)
    withFiles.withLock { if $0.seen.insert(key).inserted { $0.all.append(dataset) } }
  }
}

extension DeclaredFormat {
  fileprivate func complete(
    _ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults
  ) { Self.complete(&declaration, at: node, &faults) }
}

/// A dataset with the place of its declaration.
package struct PlacedDataset: Sendable {
  package let declaration: DatasetDeclaration
  package let node: YAMLNode

  init(_ declaration: DatasetDeclaration, _ node: YAMLNode) {
    self.declaration = declaration
    self.node = node
  }

  /// Where the path of a file stands.
  package func place(of file: DataFileReference) -> YAMLNode {
    node.deepest(on: ["format"]).scalar(file.path) ?? node
  }
}

extension Experiment {
  /// The datasets that the experiment names and whose data are in files.
  package var datasetsWithFiles: [PlacedDataset] {
    guard case .training(let training) = body else { return [] }
    // All blocks look for datasets in one catalog.
    return training.blocks.first?.template.catalog.datasetsWithFiles ?? []
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
