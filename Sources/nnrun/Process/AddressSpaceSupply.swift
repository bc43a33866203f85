import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether the system gives the program addresses for what it allocates. Large buffers say themselves when
/// they cannot be had; where a small one cannot, the language's runtime crashes, so this is found out before.
enum AddressSpaceSupply {
  /// What the smallest experiments take, with the allocator's own reserves for each thread.
  static let bytes = 256 << 20

  /// Maps `bytes` that are never touched, and lets them go.
  /// - Throws: `SystemShortage` where they cannot be had.
  static func check() throws(SystemShortage) {
    #if canImport(Darwin)
      let flags = MAP_PRIVATE | MAP_ANON
    #else
      let flags = MAP_PRIVATE | MAP_ANONYMOUS
    #endif
    let memory = mmap(nil, bytes, PROT_NONE, flags, -1, 0)
    guard let memory, memory != MAP_FAILED else {
      throw SystemShortage(of: "\(bytes >> 20) MiB of memory", code: errno, limits: "ulimit -v")
    }
    munmap(memory, bytes)
  }
}
