import Model
import YAMLTree

/// A dataset with the place of its declaration.
package struct PlacedDataset: Sendable {
  package internal(set) var declaration: DatasetDeclaration
  package let node: YAMLNode
  /// Where an experiment says how the dataset is cut.
  var cuts: YAMLNode?

  init(_ declaration: DatasetDeclaration, _ node: YAMLNode) {
    self.declaration = declaration
    self.node = node
  }

  /// Where the path of a file stands.
  package func place(of file: DataFileReference) -> YAMLNode {
    node.deepest(on: ["format"]).scalar(file.path) ?? node
  }

  /// Where a key of the dataset stands: in the experiment, where that has it, or in the declaration.
  package func place(ofKey key: String) -> YAMLNode {
    if let cuts, cuts.mapping?[key] != nil { return cuts.deepest(on: [key]) }
    return node.deepest(on: [key])
  }
}

extension DatasetUse {
  /// The declaration with what the experiment at `node` says in place of its own.
  func prepare(_ dataset: PlacedDataset, at node: YAMLNode) -> PlacedDataset {
    var dataset = dataset
    dataset.declaration.split = split ?? dataset.declaration.split
    dataset.declaration.take = take ?? dataset.declaration.take
    dataset.declaration.normalization = normalization ?? dataset.declaration.normalization
    dataset.cuts = node
    return dataset
  }
}

extension Experiment {
  /// The datasets that the experiment names and whose data can be wrong.
  package var datasetsWithData: [PlacedDataset] {
    guard case .training(let training) = body else { return [] }
    // All blocks look for datasets in one catalog.
    return training.blocks.first?.template.catalog.datasetsWithData ?? []
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
