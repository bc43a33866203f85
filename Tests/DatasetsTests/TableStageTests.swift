import Dispatch
import Synchronization
import Testing

@testable import Datasets

@Suite struct TableStageTests {
  /// Whichever thread does the work, each piece is done once, and none is left when all threads have
  /// returned.
  @Test func noPieceIsLeftOrDoneTwice() {
    let threads = 4
    for _ in 0..<5_000 {
      let stage = TableStage()
      let done = Mutex<[Int]>([])
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        stage.put([piece(thread)])
        stage.work(done) { done, piece in done.append(piece.text.number) }
      }
      let numbers = done.withLock { $0.sorted() }
      guard numbers != Array(0..<threads) else { continue }
      Issue.record("done: \(numbers)")
      return
    }
  }

  @Test func whoFindsAnotherAtWorkDoesNotWait() {
    let stage = TableStage()
    let done = Mutex<[Int]>([])
    done.withLock { _ in
      DispatchQueue.concurrentPerform(iterations: 2) { thread in
        stage.put([piece(thread)])
        stage.work(done) { done, piece in done.append(piece.text.number) }
      }
    }
    #expect(done.withLock { $0 } == [])
    stage.work(done) { done, piece in done.append(piece.text.number) }
    #expect(done.withLock { $0.sorted() } == [0, 1])
  }

  @Test func piecesAreDoneInTheOrderInWhichTheyWerePut() {
    let stage = TableStage()
    let done = Mutex<[Int]>([])
    stage.put([piece(3), piece(1)])
    stage.put([piece(2)])
    stage.work(done) { done, piece in done.append(piece.text.number) }
    #expect(done.withLock { $0 } == [3, 1, 2])
  }

  private func piece(_ number: Int) -> TablePiece {
    let fault = TablePiece.Fault.file(.tooManyExamples(number))
    return TablePiece(
      TablePiece.Text(number: number, size: .failure(fault), expectedByteCount: 0), .failure(fault),
      TablePiece.Memory())
  }
}
