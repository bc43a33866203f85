internal import Foundation

extension SVGWriter {
  /// Draws an image over a rectangle, its pixels as they are: as an embedded PNG or as rectangles,
  /// whichever is shorter.
  ///
  /// The PNG has its pixels already repeated to about the size of the rectangle: not every viewer
  /// heeds `image-rendering`, and those that do not would blur a small image.
  mutating func image(_ image: RasterImage, in rect: Rect, summary: String) {
    let factor = Int(min(max(rect.width / Double(image.width), 1), 16).rounded())
    let png = "data:image/png;base64," + Data(PNG.encode(image.enlarged(by: factor))).base64EncodedString()
    if let paths = Self.paths(of: image, shorterThan: png.utf8.count) {
      group(
        "svg",
        [
          "x": coordinate(rect.x), "y": coordinate(rect.y), "width": coordinate(rect.width),
          "height": coordinate(rect.height), "viewBox": "0 0 \(image.width) \(image.height)",
          "preserveAspectRatio": "none", "shape-rendering": "crispEdges", "role": "img",
          "aria-label": summary,
        ]
      ) { svg in
        for (colour, path) in paths { svg.element("path", ["fill": colour, "d": path]) }
      }
      return
    }
    // Where the style is not understood, the attribute asks for the same in the words of SVG 1.1.
    element(
      "image",
      [
        "x": coordinate(rect.x), "y": coordinate(rect.y), "width": coordinate(rect.width),
        "height": coordinate(rect.height), "preserveAspectRatio": "none",
        "image-rendering": "optimizeSpeed", "style": "image-rendering:pixelated", "role": "img",
        "aria-label": summary, "href": png,
      ])
  }

  /// One path a colour, made of runs of pixels along the rows; nil once they are not shorter than
  /// `length` bytes.
  private static func paths(
    of image: RasterImage, shorterThan length: Int
  ) -> [(colour: String, path: String)]? {
    let colours = image.colours
    var paths: [RasterImage.Colour: String] = [:]
    // What stands around the runs of a colour.
    var total = colours.count * 34
    for row in 0..<image.height {
      var column = 0
      while column < image.width {
        let colour = image.colour(atPixel: row * image.width + column)
        var end = column + 1
        while end < image.width, image.colour(atPixel: row * image.width + end) == colour { end += 1 }
        let run = "M\(column) \(row)h\(end - column)v1h-\(end - column)z"
        paths[colour, default: ""] += run
        total += run.utf8.count
        guard total < length else { return nil }
        column = end
      }
    }
    return colours.map { ($0.hexadecimal, paths[$0] ?? "") }
  }
}
