import Foundation

/// Where everything goes that is not a result.
enum StandardError {
  static func write(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  static func writeRaw(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
  static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) != 0 }
}
