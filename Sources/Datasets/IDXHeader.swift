/// The head of an IDX file, the format of MNIST (http://yann.lecun.com/exdb/mnist/): two zero bytes, the type
/// of the elements, the number of dimensions, then each dimension as a big-endian 32-bit number; the elements
/// follow.
struct IDXHeader {
  /// The element type "unsigned byte", the only one that is read.
  static let unsignedByte: UInt8 = 0x08

  /// The dimensions; the first counts the examples.
  let shape: [Int]
  /// How many bytes the head takes.
  let byteCount: Int

  /// Reads the head from the first bytes of a file, or from all of them where there are fewer than a head
  /// has.
  init(_ content: UnsafeBufferPointer<UInt8>, expecting kind: DatasetError.IDXRank) throws(DatasetError
    .Reason)
  {
    guard content.count >= 4 else { throw .headerCutShort(bytes: content.count) }
    guard content[0] == 0, content[1] == 0 else { throw .notIDX }
    guard content[2] == Self.unsignedByte else { throw .elementType(code: content[2]) }
    let rank = Int(content[3])
    let fits =
      switch kind {
      case .labels: rank == 1
      case .images: rank >= 2
      }
    guard fits else { throw .rank(rank, expected: kind) }
    byteCount = 4 + 4 * rank
    guard content.count >= byteCount else { throw .headerCutShort(bytes: content.count) }
    shape = (0..<rank).map { dimension in
      content[(4 + 4 * dimension)..<(8 + 4 * dimension)].reduce(0) { $0 << 8 | Int($1) }
    }
    guard !shape.contains(0) else { throw .zeroDimension(shape: shape) }
    guard shape.checkedProduct != nil else { throw .shapeOverflow(.init(format: "IDX", shape: shape)) }
    guard shape[0] <= Split.largestCount else { throw .tooManyExamples(shape[0]) }
  }
}

extension ContentRule {
  /// IDX images of a shape; of any where it is empty.
  static func images(_ shape: [Int]) -> ContentRule {
    ContentRule(name: "IDX images \(shape)") { head throws(DatasetError.Reason) in
      let header = try IDXHeader(head, expecting: .images)
      let found = Array(header.shape.dropFirst())
      guard shape.isEmpty || found == shape else { throw .shapeMismatch(found: found, declared: shape) }
      return .exactly(
        try ShapedContent(headerCount: header.byteCount, .init(format: "IDX", shape: header.shape)))
    }
  }

  /// IDX labels.
  static let labels = ContentRule(name: "IDX labels") { head throws(DatasetError.Reason) in
    let header = try IDXHeader(head, expecting: .labels)
    return .exactly(
      try ShapedContent(headerCount: header.byteCount, .init(format: "IDX", shape: header.shape)))
  }
}
