/// An image of bytes, row by row from the top: one byte a pixel for grey, three for red, green, blue.
package struct RasterImage: Sendable, Equatable {
  package let width: Int
  package let height: Int
  /// 1 for grey (0 is black), 3 for colour.
  package let channels: Int
  package let bytes: [UInt8]

  /// An image of these bytes; nil where their count does not fit, or the image has no pixels or
  /// channels other than one or three.
  package init?(width: Int, height: Int, channels: Int = 1, bytes: [UInt8]) {
    guard width > 0, height > 0, channels == 1 || channels == 3,
      bytes.count.isMultiple(of: channels),
      width.multipliedReportingOverflow(by: height) == (bytes.count / channels, false)
    else { return nil }
    self.width = width
    self.height = height
    self.channels = channels
    self.bytes = bytes
  }

  /// The image with each pixel repeated so many times in both directions.
  func enlarged(by factor: Int) -> RasterImage {
    let repeats = max(factor, 1)
    var enlarged: [UInt8] = []
    enlarged.reserveCapacity(bytes.count * repeats * repeats)
    for row in 0..<height {
      var line: [UInt8] = []
      for column in 0..<width {
        let start = (row * width + column) * channels
        for _ in 0..<repeats { line += bytes[start..<start + channels] }
      }
      for _ in 0..<repeats { enlarged += line }
    }
    return RasterImage(
      width: width * repeats, height: height * repeats, channels: channels, bytes: enlarged) ?? self
  }

  /// A colour of 24 bits.
  struct Colour: Hashable, Comparable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    private var code: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

    static func < (first: Colour, second: Colour) -> Bool { first.code < second.code }

    /// As in style sheets: `#1f77b4`.
    var hexadecimal: String {
      let digits = String(code, radix: 16)
      return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
  }

  func colour(atPixel index: Int) -> Colour {
    guard channels == 3 else {
      return Colour(red: bytes[index], green: bytes[index], blue: bytes[index])
    }
    return Colour(red: bytes[3 * index], green: bytes[3 * index + 1], blue: bytes[3 * index + 2])
  }

  /// The colours that occur, each once, in order.
  var colours: [Colour] {
    Set((0..<width * height).map(colour)).sorted()
  }
}
