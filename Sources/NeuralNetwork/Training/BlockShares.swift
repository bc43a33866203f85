/// Which worker of a team computes the gradients of which blocks of the parameters, and updates them.
///
/// Each worker has an equal part of the first layer's blocks, and an equal part of all other layers' blocks,
/// as nearly as whole blocks allow; the same in every step. The blocks of a weight are numbered downwards,
/// then the next columns. So a worker mostly has the weights of those columns of the first layer that it
/// computes in the forward pass (``BatchPieces``), and what it reads and writes stays in its core's cache.
/// With two workers and single precision:
///
///     first weight (784×128)       columns 0–63   columns 64–127
///             rows   0–199           block 0         block 4
///             rows 200–399           block 1         block 5
///             rows 400–599           block 2         block 6
///             rows 600–783           block 3         block 7
///                                    worker 0        worker 1
///     first bias (128)               block 8         block 9      both worker 1: they are the last ones
///     other layers                   the first half of their blocks worker 0, the others worker 1
///
///     order       0 1 2 3, worker 0's of the other layers, 4 5 6 7 8 9, worker 1's of the other layers
///     starts[0]   ^
///     starts[1]                                            ^
///     starts[2]                                                                                        ^
struct BlockShares {
  /// Indices of the network's blocks, each worker's behind those of the worker before.
  let order: [Int32]
  /// Where each worker's begin in `order`, and where the last one's end.
  let starts: [Int]

  init<S>(_ blocks: [ParameterBlock<S>], workers: Int) {
    let first = blocks.firstIndex { $0.layer > 0 } ?? blocks.count
    var (order, starts) = ([Int32](), [0])
    for worker in 0..<workers {
      for layers in [0..<first, first..<blocks.count] {
        order += Self.part(worker, of: workers, blocks[layers]).map { Int32($0) }
      }
      starts.append(order.count)
    }
    self.order = order
    self.starts = starts
  }

  /// The blocks whose middle is in a worker's part of all their numbers.
  private static func part<S>(
    _ worker: Int, of workers: Int, _ blocks: ArraySlice<ParameterBlock<S>>
  ) -> Range<Int> {
    let count = blocks.reduce(0) { $0 + $1.place.count }
    func start(_ worker: Int) -> Int {
      let bound = count / workers * worker + count % workers * worker / workers
      var held = 0
      return blocks.firstIndex { block in
        defer { held += block.place.count }
        return held + block.place.count / 2 >= bound
      } ?? blocks.endIndex
    }
    return start(worker)..<(worker == workers - 1 ? blocks.endIndex : start(worker + 1))
  }
}
