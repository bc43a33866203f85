/// The ten colours of series, on a light background and on a dark one.
///
/// They were searched for: the hues that people expect, in the order of matplotlib's `tab10` (blue, orange,
/// green, red, purple, brown, pink, grey, olive, cyan); any two differ by a CIEDE2000 of at least 11 to
/// readers with normal vision and with protanopia, deuteranopia and tritanopia (Machado, Oliveira and
/// Fernandes 2009, severity 1), the first five by at least 17; each contrasts with its background by at least
/// 3:1 (WCAG). `PaletteTests` computes all of this.
enum SeriesColors {
  static let all: [(light: RGB, dark: RGB)] = [
    (RGB(0x1872FF), RGB(0x4B7BDB)), (RGB(0xE76802), RGB(0xFFAF15)), (RGB(0x197557), RGB(0x7FFED7)),
    (RGB(0xB81207), RGB(0xDA2D18)), (RGB(0x5C4086), RGB(0xD7B9FF)), (RGB(0x42221A), RGB(0x936D62)),
    (RGB(0xAF6C90), RGB(0xFE6292)), (RGB(0x4C545E), RGB(0xAEB6BE)), (RGB(0x879C5E), RGB(0xF8F48F)),
    (RGB(0x02A3B9), RGB(0x05A6C2)),
  ]
}

/// The colours of numbers from small to large: from near the background to far from it.
///
/// The anchors lie on a line in OKLCh (Ottosson 2020) of even lightness steps, from yellow over green to
/// violet on a light background and back on a dark one. Between them sRGB is interpolated in integers.
/// Lightness changes in one direction, to readers with any of the three simulated deficiencies too.
enum SequentialColors {
  /// How many steps away from the first colour the last one is.
  static let steps = 32
  /// The first step that contrasts with the background as a line must.
  static let firstOfLines = 16

  private static let light: [RGB] = [
    RGB(0xF5F3CA), RGB(0xC4DFA5), RGB(0x80CD94), RGB(0x0EB898), RGB(0x01979A), RGB(0x027791), RGB(0x015789),
    RGB(0x193089), RGB(0x2B0268),
  ]

  private static let dark: [RGB] = [
    RGB(0x2E006F), RGB(0x193191), RGB(0x015A8D), RGB(0x097994), RGB(0x0A999C), RGB(0x0DBA9A), RGB(0x5FD784),
    RGB(0xB7EA70), RGB(0xFFF789),
  ]

  static func color(_ step: Int) -> (light: RGB, dark: RGB) {
    (interpolated(light, step), interpolated(dark, step))
  }

  /// The step that a share between 0 and 1 falls on; the first where it is no number.
  static func step(of share: Double) -> Int {
    guard !share.isNaN else { return 0 }
    return Int((min(max(share, 0), 1) * Double(steps)).rounded())
  }

  private static func interpolated(_ anchors: [RGB], _ step: Int) -> RGB {
    let place = min(max(step, 0), steps) * (anchors.count - 1)
    let first = min(place / steps, anchors.count - 2)
    let (low, high) = (anchors[first], anchors[first + 1])
    let part = place - first * steps
    func mixed(_ a: Int, _ b: Int) -> Int { (a * (steps - part) + b * part + steps / 2) / steps }
    return RGB(
      red: mixed(low.red, high.red), green: mixed(low.green, high.green), blue: mixed(low.blue, high.blue))
  }
}

/// A colour in sRGB, eight bits a channel.
struct RGB: Sendable, Equatable {
  let red: Int
  let green: Int
  let blue: Int

  init(red: Int, green: Int, blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// 0xRRGGBB.
  init(_ value: Int) {
    self.init(red: value >> 16 & 0xFF, green: value >> 8 & 0xFF, blue: value & 0xFF)
  }

  /// `#rrggbb`.
  var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
