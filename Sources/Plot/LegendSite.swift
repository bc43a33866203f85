/// Finds the place in a plot where a legend covers least.
struct LegendSite: Equatable {
  let rect: Rect
  /// How much lies under it: pixels of line and, for each point, a marker's share of them.
  let covered: Double

  /// What a covered point counts for, in pixels of covered line.
  private static let pointWeight = 40.0
  /// The room kept between legend and lines.
  private static let clearance = 4.0
  /// The room kept between legend and the middle of a marker.
  private static let pointClearance = 9.0

  /// The first of the corners, in order of preference, under which least lies.
  init(for size: Size, in plot: Rect, avoiding footprints: [Footprint], corners: [LegendCorner]) {
    let sites = corners.map { corner in
      let rect = corner.rect(of: size, in: plot)
      return (rect, Self.covered(by: rect, footprints))
    }
    let best = sites.min { $0.1 < $1.1 }
    rect = best?.0 ?? LegendCorner.upperRight.rect(of: size, in: plot)
    covered = best?.1 ?? 0
  }

  private static func covered(by rect: Rect, _ footprints: [Footprint]) -> Double {
    let wide = rect.inset(by: -pointClearance)
    let rect = rect.inset(by: -clearance)
    var total = 0.0
    for footprint in footprints {
      for point in footprint.points where wide.contains(point) { total += pointWeight }
      for polyline in footprint.polylines {
        for (start, end) in zip(polyline, polyline.dropFirst()) {
          guard let inside = rect.clip(start, end) else { continue }
          let dx = inside.end.x - inside.start.x
          let dy = inside.end.y - inside.start.y
          total += (dx * dx + dy * dy).squareRoot()
        }
      }
    }
    return total
  }
}
