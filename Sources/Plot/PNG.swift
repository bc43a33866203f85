/// Encodes images as PNG (ISO/IEC 15948), the same bytes on every machine.
///
/// Images with few colours are written with a palette and fewer bits a pixel where that is smaller.
enum PNG {
  static func encode(_ image: RasterImage) -> [UInt8] {
    let plain = encode(
      image, depth: 8, colourType: image.channels == 3 ? 2 : 0, palette: [], rows: rows(of: image))
    guard let indexed = indexed(image), indexed.count < plain.count else { return plain }
    return indexed
  }

  /// The image with a palette; nil where it has more than 256 colours.
  private static func indexed(_ image: RasterImage) -> [UInt8]? {
    let colours = image.colours
    guard colours.count <= 256 else { return nil }
    let depth = [1, 2, 4].first { colours.count <= 1 << $0 } ?? 8
    let indices = Dictionary(uniqueKeysWithValues: zip(colours, 0...))
    var rows: [UInt8] = []
    for row in 0..<image.height {
      rows.append(0)
      var byte = 0
      var bits = 0
      for column in 0..<image.width {
        byte = byte << depth | (indices[image.colour(atPixel: row * image.width + column)] ?? 0)
        bits += depth
        if bits == 8 {
          rows.append(UInt8(byte))
          byte = 0
          bits = 0
        }
      }
      if bits > 0 { rows.append(UInt8(byte << (8 - bits))) }
    }
    let palette = colours.flatMap { [$0.red, $0.green, $0.blue] }
    return encode(image, depth: UInt8(depth), colourType: 3, palette: palette, rows: rows)
  }

  /// The bytes of the image, each row after a 0 that says that it is not filtered.
  private static func rows(of image: RasterImage) -> [UInt8] {
    let stride = image.width * image.channels
    var rows: [UInt8] = []
    rows.reserveCapacity(image.height * (1 + stride))
    for row in 0..<image.height {
      rows.append(0)
      rows += image.bytes[row * stride..<(row + 1) * stride]
    }
    return rows
  }

  private static func encode(
    _ image: RasterImage, depth: UInt8, colourType: UInt8, palette: [UInt8], rows: [UInt8]
  ) -> [UInt8] {
    let header = Deflate.bigEndian(UInt32(image.width)) + Deflate.bigEndian(UInt32(image.height))
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", header + [depth, colourType, 0, 0, 0])
      + (palette.isEmpty ? [] : chunk("PLTE", palette))
      + chunk("IDAT", Deflate.zlib(rows))
      + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    return Deflate.bigEndian(UInt32(content.count)) + named + Deflate.bigEndian(crc32(named))
  }

  /// The checksum of ISO 3309 with the reflected polynomial 0xEDB88320.
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
