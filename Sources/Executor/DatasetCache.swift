import Datasets
import Declarations
import Experiment
import Model
import Synchronization

/// The datasets of a command, each loaded once and shared by all trials, and their files, each read once.
package final class DatasetCache: Sendable {
  private let files = DataFileCache()
  /// By the digests of what the declarations say.
  private let loaded = Mutex<[String: Dataset]>([:])

  package init() {}

  /// The data of a declaration, from memory where it has been asked for before.
  /// - Throws: `DatasetError`.
  package func dataset(_ declaration: DatasetDeclaration) throws(DatasetError) -> Dataset {
    if let dataset = loaded.withLock({ $0[declaration.digest] }) { return dataset }
    let dataset = try Dataset(declaration, files: files)
    loaded.withLock { $0[declaration.digest] = dataset }
    return dataset
  }

  /// What stands in the data of a declaration.
  /// - Throws: `DatasetError`.
  package func content(_ declaration: DatasetDeclaration) throws(DatasetError) -> DatasetContent {
    try declaration.content(files)
  }

  /// Reads the files of all data that experiments name, side by side, and checks them; nothing is prepared
  /// for training.
  /// - Throws: everything that is wrong with any of them, where the declaration names the file.
  package func check(_ experiments: [Experiment]) throws(InvalidFiles) {
    let datasets = experiments.flatMap(\.datasetsWithData)
    files.read(filesOf: datasets.map(\.declaration))
    var faults = Faults()
    for dataset in datasets {
      do { try dataset.declaration.check(files) } catch { faults.add(error, in: dataset) }
    }
    if !faults.isEmpty { throw InvalidFiles(faults) }
  }
}

extension DatasetCache: DatasetReader {
  package func content(of dataset: PlacedDataset, _ faults: inout Faults) -> DatasetContent? {
    do { return try dataset.declaration.content(files) } catch {
      faults.add(error, in: dataset)
      return nil
    }
  }
}

extension Faults {
  /// What is wrong with data, where the declaration names the file or the key.
  fileprivate mutating func add(_ error: DatasetError, in dataset: PlacedDataset) {
    for fault in error.faults {
      let place =
        fault.reason.key.map(dataset.place(ofKey:)) ?? fault.file.map(dataset.place(of:)) ?? dataset.node
      add(Fault(DataFault(fault: fault, package: dataset.declaration.package), at: place))
    }
  }
}

/// Data that cannot be used, as a mistake of the file that declares them.
private struct DataFault: FaultKind {
  let fault: DatasetError.Fault
  /// The Debian package that installs the files, where one does.
  let package: String?

  var message: String { "\(fault.subject): \(fault.reason.message)" }

  var notes: [String] {
    if fault.reason == .missing, let package {
      return ["Debian's package '\(package)' installs it: apt-get install \(package)"]
    }
    guard let (name, names) = fault.reason.misspelt, let near = NearestName.find(name, among: names) else {
      return []
    }
    return ["did you mean '\(near)'?"]
  }
}
