import Foundation

/// The system gives the program too little of what it works with.
struct SystemShortage: Error, CustomStringConvertible {
  /// "threads"
  let resource: String
  /// The system's error number.
  let code: Int32
  /// The commands that show the limits.
  let limits: String

  init(of resource: String, code: Int32, limits: String) {
    self.resource = resource
    self.code = code
    self.limits = limits
  }

  var description: String {
    "the system gives this program no \(resource): \(String(cString: strerror(code))) (see \(limits))"
  }
}
