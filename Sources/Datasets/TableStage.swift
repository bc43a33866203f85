internal import Synchronization

/// Pieces of a table that wait for work that one thread at a time does.
final class TableStage: Sendable {
  private let waiting = Mutex<[TablePiece]>([])

  func put(_ pieces: [TablePiece]) { waiting.withLock { $0 += pieces } }

  /// Does the work on all pieces that wait, in the order in which they were put, unless another thread is at
  /// it, which then does it.
  ///
  /// No piece is left behind: who has done the work looks again behind the lock, and so sees each piece whose
  /// thread found the lock taken.
  func work<State>(
    _ state: borrowing Mutex<State>, _ body: (inout sending State, TablePiece) -> Void
  ) {
    while !waiting.withLock({ $0.isEmpty }) {
      let isDone: Void? = state.withLockIfAvailable { state in
        while let pieces = takeAll() { for piece in pieces { body(&state, piece) } }
      }
      if isDone == nil { return }
    }
  }

  /// The pieces that wait; `nil` where none does.
  private func takeAll() -> [TablePiece]? {
    waiting.withLock { waiting in
      if waiting.isEmpty { return nil }
      defer { waiting = [] }
      return waiting
    }
  }
}
