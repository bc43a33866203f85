import Testing

@testable import Plot

@Suite struct SeriesStyleTests {
  private func points(_ count: Int) -> [DataPoint] {
    (0..<count).map { DataPoint(x: Double($0), y: Double($0 % 7)) }
  }

  @Test func eachSeriesHasAnotherDashAndMarkerThanTheOneBefore() {
    for index in 1..<100 {
      let (before, here) = (
        LineSeries(label: nil, points: [], index: index - 1), LineSeries(label: nil, points: [], index: index)
      )
      #expect(before.dash != here.dash && before.marker != here.marker && before.paint != here.paint)
    }
  }

  /// By colour and dash, and by colour and marker alone, as points have it.
  @Test func noTwoSeriesAreDrawnAlike() {
    let lines = (0..<100).map { LineSeries(label: nil, points: [], index: $0) }
    #expect(Set(lines.map { "\($0.paint.className) \($0.dash)" }).count == 100)
    let clouds = (0..<80).map { ScatterPoints(label: nil, points: [], index: $0) }
    #expect(Set(clouds.map { "\($0.paint.className) \($0.marker)" }).count == 80)
    #expect(Set(Dash.allCases.map { $0.pattern ?? "" }).count == Dash.allCases.count)
  }

  @Test func markersOfLongLinesAreThinned() {
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 500, height: 300), x: AxisLimits(0, 2000), y: AxisLimits(0, 10))
    func count(_ points: [DataPoint], _ index: Int = 0) -> Int {
      LineSeries(label: nil, points: points, index: index).markedPlaces(in: frame).count
    }
    #expect(count(points(20)) == 20)
    for index in 0..<10 { #expect((11...14).contains(count(points(2000), index))) }
    // A point that no line reaches keeps its marker.
    var broken = points(2000)
    for index in 500..<700 where index != 600 { broken[index].y = .nan }
    let places = LineSeries(label: nil, points: broken, index: 0).markedPlaces(in: frame)
    #expect(places.contains { $0.x == 150 })
    // All in one place.
    #expect((1...2).contains(count([DataPoint](repeating: DataPoint(x: 3, y: 3), count: 500))))
  }

  @Test func markersOfTwoLongLinesAreInDifferentPlaces() {
    let frame = PlotFrame(
      plot: Rect(x: 0, y: 0, width: 500, height: 300), x: AxisLimits(0, 2000), y: AxisLimits(0, 10))
    let places = (0..<3).map { index in
      LineSeries(label: nil, points: points(2000), index: index).markedPlaces(in: frame).map(\.x)
    }
    #expect(Set(places[0]).isDisjoint(with: places[1]) && Set(places[1]).isDisjoint(with: places[2]))
  }
}
