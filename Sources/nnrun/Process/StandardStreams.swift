import Foundation
import Tables

/// The three streams that a program begins with, whatever whoever started it made of them.
enum StandardStreams {
  /// Called once, before anything else is opened.
  static func prepare() {
    // A pipe that nobody reads any more is a failed write, and not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that grows beyond `ulimit -f`.
    signal(SIGXFSZ, SIG_IGN)
    // A stream that is closed would be the number of the next file that is opened. In its place comes one on
    // which every write or read fails.
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all bytes.
  /// - Returns: the system's error number; 0 where all were written.
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return 0
    }
  }
}

/// Where everything goes that is not a result. What cannot be shown is dropped.
enum StandardError {
  /// Writes a message, of which names, paths and values may hold anything.
  static func write(_ message: String) { writeRaw(PrintableText.lines(message) + "\n") }
  /// Writes text that commands the terminal.
  static func writeRaw(_ text: String) { _ = StandardStreams.write(text, to: STDERR_FILENO) }
  static var isTerminal: Bool { isatty(STDERR_FILENO) != 0 }
}
