/// Images in rows, each under a caption.
package struct ImageGrid: Panel {
  package struct Item: Sendable {
    package var image: RasterImage
    /// The lines of the caption.
    package var caption: [String]
    /// The colour of the caption: green for a right prediction, red for a wrong one.
    package var paint: Paint

    package init(image: RasterImage, caption: [String], paint: Paint = .ink) {
      self.image = image
      self.caption = caption
      self.paint = paint
    }
  }

  package var title: String?
  package var items: [Item]
  /// How many images stand side by side; no more than there are.
  package var columns: Int { min(mostColumns, max(items.count, 1)) }
  private var mostColumns: Int

  private static let gap = 14.0
  private static let captionSize = 12.0
  private static let lineHeight = 16.0

  package init(title: String? = nil, items: [Item], columns: Int = 8) {
    self.title = title
    self.items = items
    mostColumns = max(columns, 1)
  }

  package var summary: String {
    let captions = items.map { $0.caption.joined(separator: ", ") }.filter { !$0.isEmpty }
    let text = "\(title ?? "Images"): \(items.count) images"
    return captions.isEmpty ? text + "." : text + "; \(captions.joined(separator: "; "))."
  }

  package var preferredWidth: Double { min(max(150 * Double(columns), 400), 1200) }

  package func naturalHeight(width: Double) -> Double {
    let room = insets
    let cell = cellWidth(in: width - room.left - room.right)
    let image = items.reduce(0.0) { tallest, item in
      let height = Double(item.image.height)
      return max(tallest, height * Self.scale(of: item.image, in: Size(width: cell, height: 4 * cell)))
    }
    return room.top + room.bottom + Double(rows) * (image + captionHeight)
      + Self.gap * Double(max(rows - 1, 0))
  }

  package func layOut(in cell: Size) -> PanelLayout {
    PanelLayout(insets: insets) { plot, svg in draw(in: plot, to: &svg) }
  }

  private var insets: Insets {
    Insets(top: (title ?? "").isEmpty ? 10 : 36, left: 12, bottom: 12, right: 12)
  }

  private var rows: Int { (items.count + columns - 1) / columns }

  /// How large a pixel is drawn: in whole pixels of the figure where the image is enlarged, so that
  /// all of its pixels are alike.
  private static func scale(of image: RasterImage, in room: Size) -> Double {
    let scale = min(room.width / Double(image.width), room.height / Double(image.height))
    return scale > 1 ? scale.rounded(.down) : scale
  }

  private var captionHeight: Double {
    let lines = items.map(\.caption.count).max() ?? 0
    return lines == 0 ? 0 : Double(lines) * Self.lineHeight + 4
  }

  private func cellWidth(in width: Double) -> Double {
    max((width - Self.gap * Double(columns - 1)) / Double(columns), 1)
  }

  private func draw(in plot: Rect, to svg: inout SVGWriter) {
    if let title, !title.isEmpty {
      let fitted = FittedText(title, size: Font.title, width: plot.width)
      svg.text(
        fitted.text, at: Point(x: plot.midX, y: plot.y - 11), size: fitted.size, anchor: .middle)
    }
    guard rows > 0 else { return }
    let width = cellWidth(in: plot.width)
    let rowHeight = (plot.height - Self.gap * Double(rows - 1)) / Double(rows)
    for (index, item) in items.enumerated() {
      let cell = Rect(
        x: plot.x + Double(index % columns) * (width + Self.gap),
        y: plot.y + Double(index / columns) * (rowHeight + Self.gap), width: width, height: rowHeight)
      draw(item, in: cell, to: &svg)
    }
  }

  private func draw(_ item: Item, in cell: Rect, to svg: inout SVGWriter) {
    let room = Size(width: cell.width, height: max(cell.height - captionHeight, 1))
    let scale = Self.scale(of: item.image, in: room)
    let width = Double(item.image.width) * scale
    let height = Double(item.image.height) * scale
    let rect = Rect(
      x: (cell.midX - width / 2).rounded(), y: (cell.y + captionHeight).rounded(), width: width,
      height: height)
    svg.painted(item.paint) { svg in
      for (line, text) in item.caption.enumerated() {
        let fitted = FittedText(text, size: Self.captionSize, width: cell.width + Self.gap - 4)
        let fromBottom = Double(item.caption.count - line - 1) * Self.lineHeight + 7
        svg.text(
          fitted.text, at: Point(x: cell.midX, y: cell.y + captionHeight - fromBottom),
          size: fitted.size, anchor: .middle)
      }
    }
    svg.image(item.image, in: rect, summary: item.caption.joined(separator: ", "))
    // Black images would melt into a dark background.
    svg.painted(.frame) { $0.strokedRect(rect) }
  }
}
