internal import Model

extension NPYFormat: ReadableFormat {
  func readings(_ declaration: DatasetDeclaration) -> [FileReading] { files.map { _ in .whole(.array) } }

  /// Unsigned bytes stay bytes, as the pixels of images are; every other type becomes numbers.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples] {
    try examples(ofPairs: files) { (pair) throws(DatasetError) in
      let array: NPYArray
      let features: Examples.Features
      do throws(DatasetError.Reason) {
        array = try NPYArray(pair.features.content.bytes)
        features = try array.features()
      } catch { throw DatasetError([pair.features.request.fault(error)]) }
      do throws(DatasetError.Reason) {
        let answers = try NPYArray(pair.targets.content.bytes)
        guard answers.shape[0] == array.shape[0] else {
          throw .npyTargetCount(
            targets: answers.shape[0], examples: array.shape[0], featuresFile: pair.features.request.path)
        }
        return SourceExamples(
          count: array.shape[0], shape: array.shape.count > 1 ? Array(array.shape.dropFirst()) : [1],
          features: features, targets: try answers.targets(declaration.classNames), file: pair.targets.request
        )
      } catch { throw DatasetError([pair.targets.request.fault(error)]) }
    }
  }
}

/// An array of an NPY file.
struct NPYArray {
  private let buffer: ByteBuffer
  private let offset: Int
  private let type: NPYHeader.Element
  let shape: [Int]

  init(_ buffer: ByteBuffer) throws(DatasetError.Reason) {
    let header = try buffer.withBytes { bytes throws(DatasetError.Reason) in
      try NPYHeader(UnsafeBufferPointer(rebasing: bytes.prefix(ContentRule.headLength)))
    }
    (self.buffer, offset, type, shape) = (buffer, header.byteCount, header.type, header.shape)
  }

  /// The elements of an example.
  private var width: Int { shape.dropFirst().reduce(1, *) }

  func features() throws(DatasetError.Reason) -> Examples.Features {
    type == .u1 ? .bytes(buffer, offset: offset) : .values(try numbers())
  }

  /// Classes by their numbers, or values.
  func targets(_ classes: ClassNames?) throws(DatasetError.Reason) -> SourceExamples.Targets {
    guard shape.count <= 2 else { throw .npyTargetShape(shape) }
    let numbers = try numbers()
    guard let classes else { return .values(numbers, width: width) }
    guard width == 1 else { throw .npyTargetShape(shape) }
    let count: Int? = if case .listed(let names) = classes { names.count } else { nil }
    var labels: [Int32] = []
    labels.reserveCapacity(numbers.count)
    for (example, number) in numbers.enumerated() {
      guard let label = Int32(exactly: number), count.map({ label >= 0 && label < $0 }) ?? true else {
        let text = number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        throw .npyClass(value: text, example: example + 1, classes: count)
      }
      labels.append(label)
    }
    return count == nil ? .numbers(labels) : .labels(labels)
  }

  /// All elements as numbers.
  private func numbers() throws(DatasetError.Reason) -> [Double] {
    switch type {
    case .boolean: try integers(UInt8.self) { $0 == 0 ? 0 : 1 }
    case .u1: try integers(UInt8.self) { $0 }
    case .u2: try integers(UInt16.self) { $0 }
    case .u4: try integers(UInt32.self) { $0 }
    case .u8: try integers(UInt64.self) { $0 }
    case .i1: try integers(Int8.self) { $0 }
    case .i2: try integers(Int16.self) { $0 }
    case .i4: try integers(Int32.self) { $0 }
    case .i8: try integers(Int64.self) { $0 }
    case .f2: try floats(UInt16.self) { HalfFloat.value(of: $0) }
    case .f4: try floats(UInt32.self) { Double(Float(bitPattern: $0)) }
    case .f8: try floats(UInt64.self) { Double(bitPattern: $0) }
    }
  }

  private func integers<I: FixedWidthInteger>(
    _: I.Type, _ read: (I) -> I
  ) throws(DatasetError.Reason) -> [Double] {
    try elements { (element: I, place) throws(DatasetError.Reason) in
      guard let value = Double(exactly: read(element)) else {
        throw .npyInteger(value: "\(element)", example: place / width + 1, place: place % width + 1)
      }
      return value
    }
  }

  private func floats<I: FixedWidthInteger>(
    _: I.Type, _ read: (I) -> Double
  ) throws(DatasetError.Reason) -> [Double] {
    try elements { (element: I, place) throws(DatasetError.Reason) in
      let value = read(element)
      guard value.isFinite else {
        throw .npyNotFinite(example: place / width + 1, place: place % width + 1, value: "\(value)")
      }
      return value
    }
  }

  private func elements<I: FixedWidthInteger>(
    _ read: (I, Int) throws(DatasetError.Reason) -> Double
  ) throws(DatasetError.Reason) -> [Double] {
    let count = shape.reduce(1, *)
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    try buffer.withBytes { bytes throws(DatasetError.Reason) in
      let raw = UnsafeRawBufferPointer(bytes)
      for place in 0..<count {
        let element = I(
          littleEndian: raw.loadUnaligned(fromByteOffset: offset + place * MemoryLayout<I>.size, as: I.self))
        numbers.append(try read(element, place))
      }
    }
    return numbers
  }
}

/// Floats of 16 bits (IEEE 754 binary16), which not every processor has.
enum HalfFloat {
  static func value(of bits: UInt16) -> Double {
    let (exponent, fraction) = (Int(bits >> 10 & 0x1F), Double(bits & 0x3FF))
    let magnitude: Double =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: (fraction + 1024) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
      }
    return bits >> 15 == 0 ? magnitude : -magnitude
  }
}
