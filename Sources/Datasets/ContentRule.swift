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

/// A header, and behind it the bytes that the header declares: the product of the shape, times those of an
/// element.
package struct ShapedContent: Sendable {
  let headerCount: Int
  let header: Header

  /// What a header says.
  package struct Header: Hashable, Sendable {
    /// "IDX" or "NPY".
    let format: String
    let shape: [Int]
    /// The bytes of an element.
    var elementSize = 1
  }

  /// Header and elements together.
  let count: Int
  private let elementCount: Int

  /// - Throws: `shapeOverflow` where the shape is beyond any file.
  init(headerCount: Int, _ header: Header) throws(DatasetError.Reason) {
    guard let elements = (header.shape + [header.elementSize]).checkedProduct, elements <= Int.max / 2 else {
      throw .shapeOverflow(header)
    }
    self.headerCount = headerCount
    self.header = header
    elementCount = elements
    count = headerCount + elements
  }

  /// Fails for any size but the declared one; `nil` stands for more than is worth counting.
  func check(_ found: Int?) throws(DatasetError.Reason) {
    guard let found else { throw .contentTooLong(header, expected: elementCount, found: nil) }
    let behind = found - headerCount
    if found < count { throw .contentCutShort(header, expected: elementCount, found: behind) }
    if found > count { throw .contentTooLong(header, expected: elementCount, found: behind) }
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
