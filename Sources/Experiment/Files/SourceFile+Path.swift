import Foundation
import YAMLTree

extension SourceFile {
  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// The folder that a path lies in: `.` where the path is a bare name.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
