import Foundation

/// Whether the system gives the program the file descriptors that it works with. Dispatch ends the program
/// where it does not, so this is found out before.
enum DescriptorSupply {
  /// Dispatch has three for its events and a file, and the program one for a file.
  private static let count = 5

  /// Opens as many as are needed, and closes them.
  /// - Throws: `SystemShortage` where one cannot be opened.
  static func check() throws(SystemShortage) {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for _ in 0..<count {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw SystemShortage(of: "file descriptors", code: errno, limits: "ulimit -n") }
      descriptors.append(descriptor)
    }
  }
}
