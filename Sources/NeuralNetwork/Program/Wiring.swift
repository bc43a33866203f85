/// Which tensors the nodes of a program read and write. Tensor 0 is the network's input, tensor i + 1 is what
/// node i writes; a node reads tensors before its own.
struct Wiring {
  /// The elements of one example of each tensor.
  let widths: [Int]
  /// Whether the examples of each tensor are interleaved.
  let isInterleaved: [Bool]
  /// What the nodes read, one node's behind those of the node before: the slots.
  let tensors: [Int]
  /// Where each node's slots begin, and where the last one's end.
  let starts: [Int]
  /// Whether a tensor gets a gradient: where a parameter that is trained comes before it.
  let hasGradient: [Bool]
  /// Whether the gradient for a slot is the first that is computed of its tensor, and so written in its
  /// place; else it is computed beside it and added. The nodes are gone through in descending order.
  let isFirstGradient: [Bool]
  /// The last node that reads each tensor; that behind the last node for the network's output.
  let lastReaders: [Int]

  /// - Parameters:
  ///   - widths: of the network's input, then of each node's output.
  ///   - inputs: the tensors that each node reads, at least one.
  ///   - isTrained: whether each node has a parameter that is trained.
  ///   - isInterleaved: whether each node's output is; none by default.
  init(widths: [Int], inputs: [[Int]], isTrained: [Bool], isInterleaved: [Bool]? = nil) {
    self.widths = widths
    self.isInterleaved = [false] + (isInterleaved ?? inputs.map { _ in false })
    tensors = Array(inputs.joined())
    starts = inputs.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    var hasGradient = [false]
    for (node, inputs) in inputs.enumerated() {
      hasGradient.append(isTrained[node] || inputs.contains { hasGradient[$0] })
    }
    self.hasGradient = hasGradient
    var lastReaders = [Int](repeating: inputs.count, count: widths.count)
    var isFirst = [Bool](repeating: false, count: tensors.count)
    var isRead = [Bool](repeating: false, count: widths.count)
    for node in inputs.indices.reversed() {
      for (offset, tensor) in inputs[node].enumerated() where !isRead[tensor] {
        isRead[tensor] = true
        isFirst[starts[node] + offset] = true
        lastReaders[tensor] = node
      }
    }
    isFirstGradient = isFirst
    self.lastReaders = lastReaders
  }

  var nodeCount: Int { starts.count - 1 }

  /// Whether the gradient for a slot is added to what is there of its tensor's.
  func addsGradient(_ slot: Int) -> Bool { hasGradient[tensors[slot]] && !isFirstGradient[slot] }

  /// The slots of a node.
  func slots(of node: Int) -> Range<Int> { starts[node]..<starts[node + 1] }

  /// Whether a node reads the network's input and nothing else.
  func readsOnlyInput(_ node: Int) -> Bool { slots(of: node).allSatisfy { tensors[$0] == 0 } }
}
