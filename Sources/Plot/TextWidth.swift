/// Estimates how wide text is, to lay figures out without a font at hand.
///
/// The widths are those of DejaVu Sans, the first family of `Font.family` and the widest of them: what
/// does not overlap with it does not overlap with Helvetica or Arial either.
enum TextWidth {
  /// The estimated width of `text` in pixels at a font size in pixels.
  static func of(_ text: String, size: Double) -> Double {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + advance($1) }
    return Double(thousandths) * size / 1000
  }

  /// Advance widths of U+0020 to U+007E in thousandths of the font size.
  private static let ascii: [Int] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,  //   ! … /
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,  // 0 … ?
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,  // @ … O
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,  // P … _
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,  // ` … o
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,  // p … ~
  ]

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: ascii[Int(scalar.value) - 0x20]
    case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: 0  // combining and invisible
    case 0xB2, 0xB3, 0xB9, 0x2070...0x209F: 450  // superscripts and subscripts
    case 0xA0...0x24F: 650
    case 0x370...0x5FF: 720
    case 0x2010...0x2012: 500
    case 0x1100...0x11FF, 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFF60: 1000
    case 0x10000...: 1300  // emoji
    default: 840
    }
  }
}

/// The fonts of a figure: one family, a few sizes in pixels.
enum Font {
  static let family = "DejaVu Sans, Verdana, Helvetica, Arial, sans-serif"
  static let tick = 12.0
  static let label = 13.5
  static let legend = 13.0
  static let title = 17.0
  static let figureTitle = 18.0
  /// From a text's baseline up to the middle of its capital letters, in font sizes.
  static let middle = 0.36
}

/// Text that was made to fit a width: as it is, smaller, or cut with an ellipsis.
struct FittedText: Equatable {
  var text: String
  var size: Double

  /// Shrinks text down to three quarters of `size`, then shortens it: at its end, or in the middle where the
  /// end tells names apart.
  init(_ text: String, size: Double, width: Double, keepsEnd: Bool = false) {
    // No figure has room for more, and measuring takes time.
    let text = text.count > 1000 ? text.prefix(1000) + "…" : text
    let natural = TextWidth.of(text, size: size)
    if natural <= width {
      self.init(text: text, size: size)
      return
    }
    let smallest = size * 0.75
    let needed = size * (width / natural)
    if needed >= smallest {
      self.init(text: text, size: needed)
      return
    }
    if keepsEnd {
      self.init(text: Self.cutInTheMiddle(text, size: smallest, width: width), size: smallest)
      return
    }
    var kept = text
    while !kept.isEmpty, TextWidth.of(kept + "…", size: smallest) > width { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    self.init(text: kept + "…", size: smallest)
  }

  private static func cutInTheMiddle(_ text: String, size: Double, width: Double) -> String {
    var (head, tail) = (text.prefix(text.count / 2), text.suffix(text.count - text.count / 2))
    while !tail.isEmpty, TextWidth.of(head + "…" + tail, size: size) > width {
      if head.count >= tail.count { head.removeLast() } else { tail.removeFirst() }
    }
    return head + "…" + tail
  }

  private init(text: String, size: Double) {
    self.text = text
    self.size = size
  }
}
