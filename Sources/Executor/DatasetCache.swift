import Declarations
import Datasets
import Experiment
import Synchronization

/// The datasets of a run, each loaded once and shared by all trials.
package final class DatasetCache: Sendable {
  private let loaded = Mutex<[JSONValue: Dataset]>([:])

  package init() {}

  /// The data of a declaration, from memory where it has been asked for before.
  /// - Throws: `DatasetError`.
  package func dataset(_ spec: DatasetSpec) throws(DatasetError) -> Dataset {
    let key: JSONValue = ["directory": .string(spec.directory), "identity": spec.identity]
    if let dataset = loaded.withLock({ $0[key] }) { return dataset }
    let dataset = try Dataset(DatasetDescription(spec))
    loaded.withLock { $0[key] = dataset }
    return dataset
  }
}

extension DatasetDescription {
  init(_ spec: DatasetSpec) {
    let format: Format
    // Bytes are fractions of 255 before they are normalised.
    let scale: Double
    switch spec.format {
    case .idx(let idx):
      format = .idx(
        train: IDXFiles(idx.train, in: spec.directory),
        test: idx.test.map { IDXFiles($0, in: spec.directory) })
      scale = 1.0 / 255.0
    case .inline(let inline):
      let targets: InlineTargets =
        spec.classes == nil ? .values(inline.targets) : .classes(inline.targets.map { Int($0[0]) })
      format = .inline(features: inline.features, targets: targets)
      scale = 1
    }
    self.init(
      name: spec.name, format: format, classes: spec.classes.map(Classes.names), featureShape: spec.shape,
      normalization: Normalization(
        scale: scale, mean: spec.normalization?.mean ?? 0,
        standardDeviation: spec.normalization?.standardDeviation ?? 1))
  }
}

extension DatasetDescription.IDXFiles {
  fileprivate init(_ spec: IDXSplitSpec, in directory: String) {
    self.init(
      images: FileReference(spec.images, in: directory), labels: FileReference(spec.labels, in: directory))
  }
}

extension FileReference {
  fileprivate init(_ spec: DatasetFileSpec, in directory: String) {
    let path = spec.path.hasPrefix("/") || directory == "." ? spec.path : directory + "/" + spec.path
    self.init(path: path, sha256: spec.sha256)
  }
}
