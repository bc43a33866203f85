import Foundation

/// Whether the system gives the program the file descriptors that it works with. Dispatch ends the program
/// where it does not, so this is found out before.
enum DescriptorSupply {
  /// The system gives no more descriptors, with its error number.
  struct Shortage: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
      "the system gives this program no file descriptors: \(String(cString: strerror(code))) (see ulimit -n)"
    }
  }

  /// Dispatch has three for its events and a file, and the program one for a file.
  private static let count = 5

  /// Opens as many as are needed, and closes them.
  /// - Throws: `Shortage` where one cannot be opened.
  static func check() throws(Shortage) {
    var descriptors: [Int32] = []
    defer { for descriptor in descriptors { close(descriptor) } }
    for _ in 0..<count {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw Shortage(code: errno) }
      descriptors.append(descriptor)
    }
  }
}
