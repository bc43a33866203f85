/// Where the edges of a graph leave and enter its boxes, before scaling.
///
/// The edges on one side of a box are spread over its height in the order of their other ends, so that
/// arrows into a sum can be told apart.
struct GraphPorts {
  /// For each edge the legs of its way, from one box or bend to the next.
  let routes: [[(start: Point, end: Point)]]

  /// The share of a box's height that ports are spread over.
  private static let spread = 0.6

  /// One end of a leg: on which box, on which of its sides.
  private struct Side: Hashable {
    var site: GraphLayering.Site
    var isRight: Bool
  }

  init(_ layout: GraphLayout) {
    let boxes = layout.boxes
    func box(_ site: GraphLayering.Site) -> Rect {
      boxes[site] ?? Rect(x: 0, y: 0, width: 0, height: 0)
    }
    // An edge that leads back leaves on the left and arrives on the right.
    func sides(_ from: GraphLayering.Site, _ to: GraphLayering.Site) -> (start: Side, end: Side) {
      let leadsBack = box(to).x < box(from).x
      return (Side(site: from, isRight: !leadsBack), Side(site: to, isRight: leadsBack))
    }
    /// The heights of the other ends of the legs on each side, in the order of the legs.
    var farEnds: [Side: [(leg: Int, height: Double)]] = [:]
    let legs = layout.layering.routes.map { Array(zip($0, $0.dropFirst())) }
    for (number, leg) in legs.joined().enumerated() {
      let (start, end) = sides(leg.0, leg.1)
      farEnds[start, default: []].append((number, box(leg.1).midY))
      farEnds[end, default: []].append((number, box(leg.0).midY))
    }
    func port(_ side: Side, leg: Int) -> Point {
      let box = box(side.site)
      let order = (farEnds[side] ?? []).sorted { ($0.height, $0.leg) < ($1.height, $1.leg) }
      let place = order.firstIndex { $0.leg == leg } ?? 0
      let share = (Double(place) + 0.5) / Double(max(order.count, 1)) - 0.5
      return Point(x: side.isRight ? box.maxX : box.x, y: box.midY + share * box.height * Self.spread)
    }
    var number = 0
    routes = legs.map { legs in
      legs.map { leg in
        defer { number += 1 }
        let (start, end) = sides(leg.0, leg.1)
        return (port(start, leg: number), port(end, leg: number))
      }
    }
  }
}
