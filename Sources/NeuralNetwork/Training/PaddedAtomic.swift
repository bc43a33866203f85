internal import Synchronization

/// A number that threads share, with padding before and after: it has its cache line for itself, and also the
/// one that processors fetch together with it, so that no thread loses it because others write beside it
/// (false sharing).
final class PaddedAtomic: Sendable {
  private let before: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int) = (
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  )
  let value = Atomic<Int>(0)
  private let after: (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int) = (
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  )
}
