#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Bytes at a fixed address, filled once and never changed again.
///
/// It is not an array: it grows by `realloc`, which moves the pages of a large block instead of copying them,
/// and it needs no zeros first.
final class ByteBuffer: @unchecked Sendable {
  // Unchecked: only `GrowingBytes`, which hands the address over for good, has written to it.
  /// Valid as long as the buffer lives.
  let bytes: UnsafeBufferPointer<UInt8>

  fileprivate init(adopting start: UnsafeMutableRawPointer?, count: Int) {
    bytes = UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: count)
  }

  deinit { free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }

  var count: Int { bytes.count }

  /// Gives the bytes to `body`, for as long as it runs.
  func withBytes<R, E: Error>(_ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    defer { withExtendedLifetime(self) {} }
    return try body(bytes)
  }
}

/// Bytes that are still being read.
struct GrowingBytes: ~Copyable {
  // Only the address is owned, and only here.
  private var start: UnsafeMutableRawPointer?
  private(set) var count = 0
  private var capacity = 0

  deinit { free(start) }

  /// Room behind the bytes so far.
  /// - Parameter minimum: how many bytes it holds at least.
  /// - Returns: the room; `nil` where there is no memory.
  mutating func room(atLeast minimum: Int) -> UnsafeMutableRawBufferPointer? {
    if capacity - count < minimum {
      let wanted = max(count + minimum, capacity + capacity / 2)
      guard let grown = realloc(start, wanted) else { return nil }
      (start, capacity) = (grown, wanted)
      useHugePages(UnsafeMutableRawBufferPointer(start: grown, count: wanted))
    }
    return start.map { UnsafeMutableRawBufferPointer(start: $0 + count, count: capacity - count) }
  }

  /// Takes in bytes that were written to the room.
  mutating func commit(_ added: Int) { count += added }

  /// The bytes in a buffer of just their size.
  consuming func finish() -> ByteBuffer {
    let shrunk = realloc(start, max(count, 1)) ?? start
    let buffer = ByteBuffer(adopting: shrunk, count: count)
    discard self
    return buffer
  }
}

/// Asks for huge pages for a large block: a mini-batch reads rows from anywhere in it, and with small pages
/// nearly every row's address would have to be looked up in memory first; and memory that is new is asked for
/// a few hundred times in place of many thousands.
func useHugePages(_ block: UnsafeMutableRawBufferPointer) {
  #if os(Linux)
    guard block.count >= 4 << 20, let start = block.baseAddress else { return }
    let page = Int(getpagesize())
    let first = start.alignedUp(toMultipleOf: page)
    let end = (start + block.count).alignedDown(toMultipleOf: page)
    madvise(first, end - first, MADV_HUGEPAGE)  // advice: where it is not taken, all is as before
  #endif
}
