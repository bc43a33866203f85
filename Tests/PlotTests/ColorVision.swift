import Foundation

@testable import Plot

/// Who looks at a colour.
enum ColorVision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  /// The matrix over linear RGB of Machado, Oliveira and Fernandes 2009 at severity 1.
  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// The colour as it is seen, in CIELAB under D65.
  func seen(_ color: RGB) -> LabColor {
    let linear = color.linear
    let rgb = matrix.map { row in
      min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
    }
    return LabColor(linear: rgb)
  }
}

extension RGB {
  /// Red, green and blue, 0 to 1, without the gamma of sRGB (IEC 61966-2-1).
  var linear: [Double] {
    [red, green, blue].map { channel in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The ratio of luminances of WCAG 2.
  func contrast(to other: RGB) -> Double {
    let luminances = [self, other].map { color in
      zip([0.2126, 0.7152, 0.0722], color.linear).reduce(0.05) { $0 + $1.0 * $1.1 }
    }
    return max(luminances[0], luminances[1]) / min(luminances[0], luminances[1])
  }
}

/// CIELAB (CIE 1976) and its difference CIEDE2000.
struct LabColor {
  var l: Double
  var a: Double
  var b: Double

  init(_ l: Double, _ a: Double, _ b: Double) {
    (self.l, self.a, self.b) = (l, a, b)
  }

  /// Of linear sRGB under D65.
  init(linear rgb: [Double]) {
    func weighed(_ weights: [Double], _ white: Double) -> Double {
      let value = zip(weights, rgb).reduce(0) { $0 + $1.0 * $1.1 } / white
      return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    let x = weighed([0.4124564, 0.3575761, 0.1804375], 0.95047)
    let y = weighed([0.2126729, 0.7151522, 0.0721750], 1)
    let z = weighed([0.0193339, 0.1191920, 0.9503041], 1.08883)
    self.init(116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  /// CIEDE2000 as Sharma, Wu and Dalal 2005 write it (equations 2 to 22), with weights of 1.
  func difference(to other: LabColor) -> Double {
    let mean = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = 0.5 * (1 - Self.chromaShare(mean))
    let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)
    let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))
    let (h1, h2) = (Self.hue(a1, b), Self.hue(a2, other.b))
    var dh = c1 * c2 == 0 ? 0 : h2 - h1
    if dh > 180 { dh -= 360 } else if dh < -180 { dh += 360 }
    let (dL, dC) = (other.l - l, c2 - c1)
    let dH = 2 * (c1 * c2).squareRoot() * Self.sine(dh / 2)
    let (l, c) = ((l + other.l) / 2, (c1 + c2) / 2)
    var h = h1 + h2
    if c1 * c2 != 0 { h = abs(h1 - h2) <= 180 ? h / 2 : h < 360 ? (h + 360) / 2 : (h - 360) / 2 }
    var t = 1 - 0.17 * Self.cosine(h - 30) + 0.24 * Self.cosine(2 * h)
    t += 0.32 * Self.cosine(3 * h + 6) - 0.20 * Self.cosine(4 * h - 63)
    let turn = 30 * exp(-pow((h - 275) / 25, 2))
    let square = pow(l - 50, 2)
    let lightness = dL / (1 + 0.015 * square / (20 + square).squareRoot())
    let chroma = dC / (1 + 0.045 * c)
    let hue = dH / (1 + 0.015 * c * t)
    let rotation = -Self.sine(2 * turn) * 2 * Self.chromaShare(c)
    return (lightness * lightness + chroma * chroma + hue * hue + rotation * chroma * hue).squareRoot()
  }

  private static func chromaShare(_ chroma: Double) -> Double {
    (pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7))).squareRoot()
  }

  private static func hue(_ a: Double, _ b: Double) -> Double {
    guard a != 0 || b != 0 else { return 0 }
    let degrees = atan2(b, a) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  private static func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
  private static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
