import Foundation

/// What libFuzzer calls with each input that it makes (`make fuzz`, CONTRIBUTING.md). Whatever the bytes are,
/// they become a value or an error; a trap, a hang or too much memory ends the process and leaves the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let reader else {
    FileHandle.standardError.write(Data("set NNRUN_FUZZ to plan, csv or npy\n".utf8))
    exit(64)
  }
  reader.read(Data(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// What reads the inputs.
protocol FuzzedReader: Sendable {
  init(folder: String)
  func read(_ input: Data)
}

private func type(named name: String) -> (any FuzzedReader.Type)? {
  switch name {
  case "plan": PlanReader.self
  case "csv": CSVFuzzing.self
  case "npy": NPYFuzzing.self
  default: nil
  }
}

/// That of the environment's `NNRUN_FUZZ`, with a folder of its own for the files that it reads.
private let reader: (any FuzzedReader)? = {
  guard let type = type(named: ProcessInfo.processInfo.environment["NNRUN_FUZZ"] ?? "") else { return nil }
  let folder = NSTemporaryDirectory() + "nnrun-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  } catch {
    FileHandle.standardError.write(Data("\(folder): \(error)\n".utf8))
    exit(74)
  }
  return type.init(folder: folder)
}()

extension Data {
  /// Writes a file of a fuzzed reader's folder, which is its own.
  func write(to path: String) {
    do { try write(to: URL(fileURLWithPath: path)) } catch {
      FileHandle.standardError.write(Data("\(path): \(error)\n".utf8))
      exit(74)
    }
  }
}
