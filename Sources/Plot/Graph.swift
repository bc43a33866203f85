/// A directed graph of boxes and arrows from left to right: a computation with its values.
package struct Graph: Panel {
  /// A box with a title and lines of values below it.
  package struct Node: Sendable, Equatable {
    /// What edges call the node.
    package var id: String
    package var title: String
    package var lines: [String]
    package var paint: Paint

    package init(id: String, title: String, lines: [String] = [], paint: Paint = .series(0)) {
      self.id = id
      self.title = title
      self.lines = lines
      self.paint = paint
    }
  }

  /// An arrow between two nodes with lines of text on it. One to a node that is not there is left out.
  package struct Edge: Sendable, Equatable {
    package var from: String
    package var to: String
    package var lines: [String]

    package init(from: String, to: String, lines: [String] = []) {
      self.from = from
      self.to = to
      self.lines = lines
    }
  }

  package var title: String?
  package var nodes: [Node]
  package var edges: [Edge]

  package init(title: String? = nil, nodes: [Node], edges: [Edge]) {
    self.title = title
    self.nodes = nodes
    self.edges = edges
  }

  package var summary: String {
    let names = nodes.map { ([$0.title] + $0.lines).joined(separator: " ") }
    return "\(title ?? "Graph"): \(names.joined(separator: "; "))."
  }

  package var preferredWidth: Double {
    min(max(GraphLayout(self).size.width + insets.left + insets.right, 600), 1200)
  }

  package func naturalHeight(width: Double) -> Double {
    let layout = GraphLayout(self)
    let room = insets
    return room.top + room.bottom
      + layout.size.height * Self.scale(of: layout, width: width - room.left - room.right)
  }

  package func layOut(in cell: Size) -> PanelLayout {
    let layout = GraphLayout(self)
    return PanelLayout(insets: insets) { plot, svg in
      if let title, !title.isEmpty {
        let fitted = FittedText(title, size: Font.title, width: plot.width)
        svg.text(
          fitted.text, at: Point(x: plot.midX, y: plot.y - 11), size: fitted.size, anchor: .middle)
      }
      let scale = min(
        Self.scale(of: layout, width: plot.width), plot.height / max(layout.size.height, 1))
      let origin = Point(
        x: plot.midX - layout.size.width * scale / 2, y: plot.midY - layout.size.height * scale / 2)
      GraphDrawing(graph: self, layout: layout, origin: origin, scale: scale).draw(to: &svg)
    }
  }

  private var insets: Insets {
    Insets(top: (title ?? "").isEmpty ? 14 : 40, left: 14, bottom: 14, right: 14)
  }

  /// What a graph is made smaller by to fit a width; it is never made larger.
  private static func scale(of layout: GraphLayout, width: Double) -> Double {
    min(max(width, 1) / max(layout.size.width, 1), 1)
  }
}
