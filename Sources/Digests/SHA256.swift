#if canImport(CommonCrypto)
  internal import CommonCrypto
#else
  internal import CCrypto
#endif

/// The SHA-256 of bytes that come piece by piece (FIPS 180-4), computed by the system's library: CommonCrypto
/// on Apple's systems, OpenSSL's libcrypto elsewhere.
package struct SHA256: ~Copyable, @unchecked Sendable {
  // Unchecked: the context belongs to this value alone.
  #if canImport(CommonCrypto)
    private var context = CC_SHA256_CTX()
  #else
    private let context: OpaquePointer?
    /// Found once: looking the algorithm up takes longer than digesting a short text.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)
  #endif

  /// Begins the digest of nothing.
  package init() {
    #if canImport(CommonCrypto)
      CC_SHA256_Init(&context)
    #else
      context = EVP_MD_CTX_new()
      precondition(
        EVP_DigestInit_ex(context, Self.algorithm, nil) == 1, "libcrypto has memory and knows SHA-256")
    #endif
  }

  #if !canImport(CommonCrypto)
    deinit { EVP_MD_CTX_free(context) }
  #endif

  /// Takes in the next bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    #if canImport(CommonCrypto)
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = rest.prefix(1 << 30)
        CC_SHA256_Update(&context, UnsafeRawBufferPointer(rebasing: part).baseAddress, CC_LONG(part.count))
        rest = rest.dropFirst(part.count)
      }
    #else
      EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Takes in the next bytes.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all bytes, as 64 lower-case hexadecimal digits.
  package consuming func finish() -> String { finish { $0.hexadecimal } }

  /// What is made of the 32 bytes of the digest of all bytes.
  package consuming func finish<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      #if canImport(CommonCrypto)
        CC_SHA256_Final(digest.baseAddress, &context)
      #else
        EVP_DigestFinal_ex(context, digest.baseAddress, nil)
      #endif
      return body(UnsafeBufferPointer(digest))
    }
  }

  /// The digest of some bytes.
  package static func digest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
