import Foundation
import Tables
import Synchronization

/// Where results are printed. The first text that cannot be written ends the printing; the program goes on,
/// and ends with the exit code 74.
enum StandardOutput {
  /// The system's error number of the first write that failed; 0 where none has.
  private static let failure = Atomic<Int32>(0)

  /// Prints a text and ends its line. Names, paths and values in it may hold anything.
  static func print(_ text: String) { write(PrintableText.lines(text) + "\n") }

  /// Prints a text as it is.
  /// - Returns: whether there is use in printing more.
  @discardableResult
  static func write(_ text: String) -> Bool {
    if hasFailed { return false }
    let code = StandardStreams.write(text, to: STDOUT_FILENO)
    if code != 0 { failure.store(code, ordering: .relaxed) }
    return code == 0
  }

  static var hasFailed: Bool { failure.load(ordering: .relaxed) != 0 }

  /// What to say of the failure; `nil` where the reader of a pipe has just seen enough.
  static var failureMessage: String? {
    let code = failure.load(ordering: .relaxed)
    return code == 0 || code == EPIPE
      ? nil : "error: cannot write to standard output: \(String(cString: strerror(code)))"
  }
}
