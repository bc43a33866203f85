import Declarations
import Digests
import Experiment

/// What a trial is: the SHA-256 of its resolved spec, the identity of its data and the version of the
/// numerics. Two trials with the same ID have the same results, wherever they stand in whatever sweep.
package struct TrialID: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  package var hexadecimal: String

  package init(hexadecimal: String) { self.hexadecimal = hexadecimal }

  init(_ trial: TrialTemplate.Resolved, numericsVersion: Int) {
    self.init(identity: trial.identity, numericsVersion: numericsVersion)
  }

  /// Of anything that is computed once from its canonical form.
  package init(identity: JSONValue, numericsVersion: Int) {
    var content = Self.head(numericsVersion: numericsVersion)
    identity.write(to: &content)
    self.init(content: content + Self.tail)
  }

  /// - Parameter content: the canonical form of `TrialTemplate.Resolved.identity` between `head` and `tail`.
  init(content: [UInt8]) { hexadecimal = SHA256.digest(of: content) }

  static func head(numericsVersion: Int) -> [UInt8] {
    Array("{\"numerics\":\(numericsVersion),\"trial\":".utf8)
  }
  static let tail = [UInt8(ascii: "}")]

  /// The first 12 digits: enough to tell apart the trials of a sweep.
  package var short: String { String(hexadecimal.prefix(Self.shortLength)) }
  package static let shortLength = 12
  package var description: String { hexadecimal }
}

/// What is observed of a trial: the SHA-256 of what is measured of it and taken down. Observing more or less
/// is another observation of the same trial.
package struct ObservationID: Hashable, Sendable, CustomStringConvertible {
  /// 64 hexadecimal digits.
  package let description: String

  init(_ trial: TrialTemplate.Resolved, _ captures: CaptureSpec) {
    var content: [UInt8] = []
    trial.observation(captures).write(to: &content)
    description = SHA256.digest(of: content)
  }
}

/// One digest for the trials of a plan, taken in in their order.
package struct TrialDigest: ~Copyable, Sendable {
  private var hash = SHA256()

  package init() {}

  package mutating func add(_ trial: TrialID) { hash.update(Array(trial.hexadecimal.utf8)) }

  package consuming func finish() -> String { hash.finish() }
}
