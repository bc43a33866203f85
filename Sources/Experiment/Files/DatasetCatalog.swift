import Declarations
import Foundation
import Model
import Synchronization
import YAMLTree

/// What reads the data that declarations leave open. (It is handed in: this target reads no data.)
package protocol DatasetReader: Sendable {
  /// What stands in the data of a declaration; `nil` after at least one fault was added.
  func content(of dataset: PlacedDataset, _ faults: inout Faults) -> DatasetContent?
}

/// Where the declarations of datasets are found: `datasets/` beside the experiment, then the folders of
/// `NNRUN_DATASETS`, then those installed with the program. Each is read once.
package final class DatasetCatalog: Sendable {
  private let folders: [String]
  private let reader: (any DatasetReader)?
  private let known = Mutex<[String: Declaration]>([:])
  /// What was found of declarations whose data had to be read.
  private let completed = Mutex<[String: (DatasetDeclaration?, Faults)]>([:])
  /// The declarations whose data can be wrong, in the order met, each once.
  private let withData = Mutex<(seen: Set<Key>, all: [PlacedDataset])>(([], []))

  /// What two declarations of the same files at the same place have in common.
  private struct Key: Hashable {
    let mark: SourceMark
    let digest: String
    let files: [DataFileReference]
  }

  /// A declaration as its file has it.
  private struct Declaration {
    var value: DatasetDeclaration?
    var node: YAMLNode?
    var faults: Faults
  }

  package init(folders: [String], reader: (any DatasetReader)? = nil) {
    self.folders = folders
    self.reader = reader
  }

  /// The declarations met so far whose data are in files or are cut.
  package var datasetsWithData: [PlacedDataset] { withData.withLock { $0.all } }

  /// The dataset that an experiment refers to at `node`, which is where one that is not found is reported.
  func dataset(
    _ reference: DatasetReference, at node: YAMLNode, _ faults: inout Faults
  ) -> DatasetDeclaration? {
    switch reference {
    case .declared(let value): return complete(PlacedDataset(value, node), &faults)
    case .named(let name):
      return named(name, at: node, &faults).flatMap { complete($0, &faults) }
    case .prepared(let use):
      return named(use.name, at: node.deepest(on: ["use"]), &faults)
        .flatMap { complete(use.prepare($0, at: node), &faults) }
    }
  }

  /// The names of all datasets that there are with the files that declare them, in alphabetical order.
  package var files: [(name: String, path: String)] {
    names.compactMap { name in
      folders.lazy.map { "\($0)/\(name).yaml" }.first(where: SourceFile.exists).map { (name, $0) }
    }
  }

  /// The dataset that a file declares, as it stands there.
  package func declaration(ofFile path: String, _ faults: inout Faults) -> DatasetDeclaration? {
    let declaration = read(path)
    faults.add(contentsOf: declaration.faults)
    return declaration.value
  }

  /// The dataset that a file declares, with all that follows from it and its data.
  package func dataset(ofFile path: String, _ faults: inout Faults) -> DatasetDeclaration? {
    let declaration = read(path)
    faults.add(contentsOf: declaration.faults)
    guard let value = declaration.value, let node = declaration.node else { return nil }
    return complete(PlacedDataset(value, node), &faults)
  }

  /// The declaration that a file has under a name, as it stands there.
  private func named(_ name: String, at node: YAMLNode, _ faults: inout Faults) -> PlacedDataset? {
    guard let path = folders.lazy.map({ "\($0)/\(name).yaml" }).first(where: SourceFile.exists) else {
      faults.add(.datasetNotFound(name: name, searched: folders, available: names), at: node)
      return nil
    }
    let declaration = known.withLock { known in
      if let declaration = known[path] { return declaration }
      let declaration = read(path)
      known[path] = declaration
      return declaration
    }
    faults.add(contentsOf: declaration.faults)
    guard let value = declaration.value, let node = declaration.node else { return nil }
    return PlacedDataset(value, node)
  }

  /// The names of all datasets in the folders, in alphabetical order.
  private var names: [String] {
    let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
    return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
  }

  private func read(_ path: String) -> Declaration {
    var faults = Faults()
    let node = faults.read(path)
    let value = node.flatMap { DatasetDeclaration.record.decode($0, &faults) }
    return Declaration(value: value, node: node, faults: faults)
  }

  /// A declaration with all that follows from it and its data.
  private func complete(_ dataset: PlacedDataset, _ faults: inout Faults) -> DatasetDeclaration? {
    guard dataset.declaration.isOpen else { return check(dataset, &faults) }
    // A trial is resolved often, and its data are read once.
    let key =
      "\(dataset.node.mark) \(dataset.cuts?.mark.description ?? "") "
      + DatasetDeclaration.record.encode(dataset.declaration).compact
    if let (known, found) = completed.withLock({ $0[key] }) {
      faults.add(contentsOf: found)
      return known
    }
    var found = Faults()
    let checked = check(dataset, &found)
    completed.withLock { $0[key] = (checked, found) }
    faults.add(contentsOf: found)
    return checked
  }

  /// Paths are relative to the declaration and stay within its folder, or absolute; the rest depends on the
  /// format.
  private func check(_ declared: PlacedDataset, _ outer: inout Faults) -> DatasetDeclaration? {
    var dataset = declared
    // An experiment that extends another one may have said less than the format.
    dataset.declaration.directory = SourceFile.directory(
      of: dataset.node.deepest(on: ["format"]).mark.file.path)
    var faults = Faults()
    defer { outer.add(contentsOf: faults) }
    for file in dataset.declaration.format.files where !file.path.hasPrefix("/") {
      if file.path.split(separator: "/").contains("..") {
        faults.add(.datasetPathEscapes(path: file.path), at: dataset.place(of: file))
      }
    }
    if let format = dataset.declaration.format as? any DeclaredFormat {
      format.complete(&dataset.declaration, at: dataset.node, &faults)
    }
    let declaration = dataset.declaration
    declaration.split?.check(declaration, at: dataset.place(ofKey: "split"), &faults)
    declaration.take?.check(declaration, at: dataset.place(ofKey: "take"), &faults)
    guard faults.isEmpty else { return nil }
    if declaration.isOpen {
      guard let reader else {
        faults.add(.dataNotRead(dataset: declaration.name), at: dataset.node)
        return nil
      }
      guard let content = reader.content(of: dataset, &faults), faults.isEmpty else { return nil }
      dataset.declaration.content = content
      if declaration.shape.isEmpty { dataset.declaration.shape = content.shape }
    }
    dataset.declaration.updateDigest()
    if !declaration.format.files.isEmpty || declaration.split != nil || declaration.take != nil {
      remember(dataset)
    }
    return dataset.declaration
  }

  private func remember(_ dataset: PlacedDataset) {
    let key = Key(
      mark: dataset.node.mark, digest: dataset.declaration.digest, files: dataset.declaration.format.files)
    withData.withLock { if $0.seen.insert(key).inserted { $0.all.append(dataset) } }
  }
}

extension DeclaredFormat {
  fileprivate func complete(
    _ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults
  ) { Self.complete(&declaration, at: node, &faults) }
}
