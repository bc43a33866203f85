/// How much a file may hold, as its first bytes tell: no more of it is read than that.
struct ContentRule: Sendable {
  /// How many of the first bytes a rule sees at most.
  static let headLength = 1024

  /// What a file may hold.
  enum Size {
    case exactly(ShapedContent)
    case atMost(Int)
  }

  /// Rules with one name are the same rule.
  let name: String
  /// Gives the size from the first ``headLength`` bytes of the content, or from all of them where there are
  /// fewer.
  let size: @Sendable (_ head: UnsafeBufferPointer<UInt8>) throws(DatasetError.Reason) -> Size
}

/// A header, and behind it the bytes that the header declares: the product of the shape.
struct ShapedContent: Sendable {
  let headerCount: Int
  let shape: [Int]
  /// Header and elements together.
  let count: Int
  private let elementCount: Int

  /// - Throws: `shapeOverflow` where the shape is beyond any file.
  init(headerCount: Int, shape: [Int]) throws(DatasetError.Reason) {
    guard let elements = shape.checkedProduct, elements <= Int.max / 2 else {
      throw .shapeOverflow(shape: shape)
    }
    self.headerCount = headerCount
    self.shape = shape
    elementCount = elements
    count = headerCount + elements
  }

  /// Fails for any size but the declared one; `nil` stands for more than is worth counting.
  func check(_ found: Int?) throws(DatasetError.Reason) {
    guard let found else { throw .contentTooLong(shape: shape, expected: elementCount, found: nil) }
    let behind = found - headerCount
    if found < count { throw .contentCutShort(shape: shape, expected: elementCount, found: behind) }
    if found > count { throw .contentTooLong(shape: shape, expected: elementCount, found: behind) }
  }
}

extension [Int] {
  /// The product of dimensions; `nil` where it is too large for an `Int`.
  var checkedProduct: Int? {
    var product = 1
    for dimension in self {
      let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
      if overflow { return nil }
      product = next
    }
    return product
  }
}
