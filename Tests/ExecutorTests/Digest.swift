import Crypto
import Planner

enum Digest {
  static func sha256(_ bytes: some Sequence<UInt8>) -> String { SHA256.hash(data: Array(bytes)).hexadecimal }
}
