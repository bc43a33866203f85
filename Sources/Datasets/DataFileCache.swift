internal import Dispatch
package import Model
internal import Synchronization

/// The files of datasets, each read once for all that use it.
package final class DataFileCache: Sendable {
  private let known = Mutex<[Key: Result<DataFile, DatasetError.Reason>]>([:])

  fileprivate struct Key: Hashable {
    let path: String
    let reading: String
  }

  package init() {}

  /// Reads the files of datasets that have not been read yet, side by side; whatever is wrong with them is
  /// told when they are asked for.
  package func read(filesOf datasets: [DatasetDeclaration]) { read(datasets.flatMap(\.fileRequests)) }

  /// The contents of files in the order of the requests.
  /// - Throws: what is wrong with each that cannot be used.
  func contents(_ requests: [FileRequest]) throws(DatasetError) -> [DataFile] {
    read(requests)
    var files: [DataFile] = []
    var faults: [DatasetError.Fault] = []
    for request in requests {
      do throws(DatasetError.Reason) {
        let file = try content(request)
        try request.verify(file)
        files.append(file)
      } catch { faults.append(request.fault(error)) }
    }
    guard faults.isEmpty else { throw DatasetError(faults) }
    return files
  }

  private func content(_ request: FileRequest) throws(DatasetError.Reason) -> DataFile {
    if let known = known.withLock({ $0[request.key] }) {
      return try known.get()
    }
    return try DataFile(request.path, request.reading)
  }

  private func read(_ requests: [FileRequest]) {
    let missing = known.withLock { known in
      var keys: Set<Key> = []
      return requests.filter { request in
        known[request.key] == nil && keys.insert(request.key).inserted
      }
    }
    DispatchQueue.concurrentPerform(iterations: missing.count) { index in
      let request = missing[index]
      let result = Result { () throws(DatasetError.Reason) in try DataFile(request.path, request.reading) }
      known.withLock { $0[request.key] = result }
    }
  }
}

/// How a file is read: as a whole, or as a table while it comes.
enum FileReading: Sendable {
  case whole(ContentRule)
  case table(TableRule)

  /// Readings with one name are the same.
  var name: String {
    switch self {
    case .whole(let rule): rule.name
    case .table(let rule): "table \(rule)"
    }
  }
}

/// A file of a dataset with what it has to be.
struct FileRequest: Sendable {
  let file: DataFileReference
  /// Where it is; messages name it so.
  let path: String
  let reading: FileReading

  fileprivate var key: DataFileCache.Key { .init(path: path, reading: reading.name) }

  func fault(_ reason: DatasetError.Reason) -> DatasetError.Fault {
    DatasetError.Fault(subject: path, file: file, reason: reason)
  }

  /// Compares the digest with the declared one.
  fileprivate func verify(_ found: DataFile) throws(DatasetError.Reason) {
    guard let declared = file.sha256?.lowercased(), declared != found.sha256 else { return }
    let isOfFile = found.isCompressed && (try? DataFile.sha256(ofFile: path)) == declared
    throw .digestMismatch(
      found: found.sha256, declared: declared, isCompressed: found.isCompressed, isDigestOfFile: isOfFile)
  }
}
