import Foundation
import Model

@testable import Datasets

/// A folder that goes when the tests are done.
struct TemporaryFolder {
  private static let root: URL = {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("datasets-\(UUID().uuidString)")
    atexit { try? FileManager.default.removeItem(at: TemporaryFolder.root) }
    return url
  }()

  private let url: URL
  var path: String { url.path }

  init() throws {
    url = Self.root.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Writes a file, replacing another.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8], sha256: String? = nil) throws -> DataFileReference {
    try Data(bytes).write(to: url.appendingPathComponent(name))
    return reference(name, sha256: sha256)
  }

  func makeFolder(_ name: String) throws -> DataFileReference {
    try FileManager.default.createDirectory(
      at: url.appendingPathComponent(name), withIntermediateDirectories: false)
    return reference(name)
  }

  func makePipe(_ name: String) throws -> DataFileReference {
    guard mkfifo(url.appendingPathComponent(name).path, 0o600) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    return reference(name)
  }

  func read(_ name: String, _ rule: ContentRule) throws(DatasetError.Reason) -> DataFile {
    try DataFile(url.appendingPathComponent(name).path, rule)
  }

  /// A file that need not be there.
  func reference(_ name: String, sha256: String? = nil) -> DataFileReference {
    DataFileReference(path: name, sha256: sha256)
  }
}

/// An IDX file with the given head and elements.
func idx(_ shape: [Int], _ elements: [UInt8], type: UInt8 = 0x08) -> [UInt8] {
  var bytes = [0, 0, type, UInt8(shape.count)]
  for dimension in shape { bytes += littleEndian(UInt32(dimension)).reversed() }
  return bytes + elements
}

/// One gzip member (RFC 1952) with the content in stored blocks (RFC 1951).
func gzip(_ content: [UInt8], checksum: UInt32? = nil, size: UInt32? = nil) -> [UInt8] {
  var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = content[...]
  repeat {
    let block = rest.prefix(65_535)
    rest = rest.dropFirst(block.count)
    let length = UInt16(block.count)
    bytes += [rest.isEmpty ? 1 : 0] + littleEndian(length) + littleEndian(~length) + block
  } while !rest.isEmpty
  return bytes + littleEndian(checksum ?? crc32(content)) + littleEndian(size ?? UInt32(content.count))
}

private func littleEndian<T: FixedWidthInteger>(_ value: T) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

/// The checksum of gzip, bit by bit.
private func crc32(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { register, byte in
    (0..<8).reduce(register ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }
}
