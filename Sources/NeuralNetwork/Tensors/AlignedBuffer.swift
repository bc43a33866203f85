#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Owned memory for `count` numbers, aligned to 64 bytes as the kernels want it and filled with zeros.
final class AlignedBuffer<Element> {
  let pointer: UnsafeMutablePointer<Element>
  let count: Int

  /// `Element` is a number: all bits zero is its 0, and nothing is to be destroyed.
  ///
  /// - Throws: ``TrainingError/outOfMemory(elements:)`` where the system has no memory of that size.
  init(count: Int) throws(TrainingError) {
    let (bytes, overflow) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    var memory: UnsafeMutableRawPointer?
    guard !overflow, Self.mayFit(bytes), posix_memalign(&memory, 64, bytes) == 0, let memory else {
      throw .outOfMemory(elements: count)
    }
    memset(memory, 0, bytes)
    self.pointer = memory.bindMemory(to: Element.self, capacity: max(count, 1))
    self.count = count
  }

  deinit { free(pointer) }

  /// Whether the machine has that much memory at all. A system that promises more than it has would end the
  /// program when the buffer is filled, where an error can still be reported here.
  private static func mayFit(_ bytes: Int) -> Bool {
    guard bytes > 1 << 28 else { return true }  // the question costs more than a small network
    let (pages, pageSize) = (sysconf(Int32(_SC_PHYS_PAGES)), sysconf(Int32(_SC_PAGESIZE)))
    return pages <= 0 || pageSize <= 0 || bytes / pageSize <= pages
  }
}
