import Digests

enum Digest {
  static func sha256(_ bytes: some Sequence<UInt8>) -> String { SHA256.digest(of: Array(bytes)) }
}
