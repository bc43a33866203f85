import Declarations
import YAMLTree

extension Experiment {
  /// Reads and checks an experiment file. `datasetFolders` are searched for datasets after the folder beside
  /// the file; `reader` reads the data that their declarations leave open.
  ///
  /// - Throws: every mistake found, in order of position.
  package init(
    contentsOf path: String, datasetFolders: [String], reader: (any DatasetReader)? = nil
  ) throws(InvalidFiles) {
    var faults = Faults()
    guard let file = ExtendedFile.read(path, &faults) else { throw InvalidFiles(faults) }
    // Of an unknown kind, nothing can be said but that.
    let kind = file.kind.map { ValueType<KindSpec>.choice(of: "kind").decode($0, &faults) } ?? .training
    guard let kind, let root = file.merged(kind.type.overlay) else { throw InvalidFiles(faults) }
    let header = ExperimentHeader.record.decode(root, &faults, besides: kind.type.keys)
    let catalog = DatasetCatalog(
      folders: file.folders.map { $0 + "/datasets" } + datasetFolders, reader: reader)
    let body = kind.type.read(root, catalog: catalog, &faults)?.body
    guard let header, let body, faults.isEmpty else { throw InvalidFiles(faults) }
    self.init(header: header, body: body, path: path)
  }
}
