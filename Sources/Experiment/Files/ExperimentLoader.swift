import Declarations
import YAMLTree

extension Experiment {
  /// Reads and checks an experiment file. `datasetFolders` are searched for datasets after the folder beside
  /// the file; `reader` reads the data that their declarations leave open. `changes` are put into the file.
  ///
  /// - Throws: every mistake found, in order of position.
  package init(
    contentsOf path: String, datasetFolders: [String], reader: (any DatasetReader)? = nil,
    changes: FileChanges = FileChanges()
  ) throws(InvalidFiles) {
    func read(_ changes: FileChanges) -> (experiment: Experiment?, faults: Faults) {
      Self.read(path, datasetFolders, reader, changes)
    }
    let (experiment, faults) = read(changes)
    guard let experiment else {
      throw changes.explain(InvalidFiles(faults)) { InvalidFiles(read($0).faults) }
    }
    self = experiment
  }

  /// An experiment with some changes; `nil` and what is wrong with it.
  private static func read(
    _ path: String, _ datasetFolders: [String], _ reader: (any DatasetReader)?, _ changes: FileChanges
  ) -> (experiment: Experiment?, faults: Faults) {
    var faults = Faults()
    guard let file = ExtendedFile.read(path, &faults) else { return (nil, faults) }
    // Of an unknown kind, nothing can be said but that.
    let kind = file.kind.map { ValueType<KindSpec>.choice(of: "kind").decode($0, &faults) } ?? .training
    guard let kind, var root = file.merged(kind.type.overlay) else { return (nil, faults) }
    let overlay = Overlay.keys(known: ["name", "description"] + kind.type.keys) {
      kind.type.overlay.part($0)
    }
    let applied = changes.apply(to: &root, overlay, &faults)
    let header = ExperimentHeader.record.decode(root, &faults, besides: kind.type.keys)
    let catalog = DatasetCatalog(
      folders: file.folders.map { $0 + "/datasets" } + datasetFolders, reader: reader)
    let body = kind.type.read(root, catalog: catalog, &faults)?.body
    if case .training(let training) = body {
      for block in training.blocks { block.check(applied, &faults) }
    }
    guard let header, let body, faults.isEmpty else { return (nil, faults) }
    return (Experiment(header: header, body: body, path: path), faults)
  }
}
