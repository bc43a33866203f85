/// Places for pieces of memory, such that those that are alive at the same time do not overlap.
struct ArenaPlan {
  /// Where each piece begins, in the order in which they were given.
  private(set) var places: [Int] = []
  /// The end of the last one.
  private(set) var count = 0
  private var pieces: [(places: Range<Int>, lifetime: ClosedRange<Int>)] = []

  /// Gives a piece the lowest place that is free during its lifetime.
  ///
  /// - Returns: whether there is one: not where the places would pass what an `Int` holds.
  mutating func add(count size: Int, lifetime: ClosedRange<Int>) -> Bool {
    var place = 0
    for piece in pieces where piece.lifetime.overlaps(lifetime) {
      guard place < piece.places.upperBound else { continue }
      if piece.places.lowerBound - place >= size { break }
      place = piece.places.upperBound
    }
    let (end, overflow) = place.addingReportingOverflow(size)
    guard !overflow else { return false }
    places.append(place)
    count = max(count, end)
    let index = pieces.firstIndex { $0.places.lowerBound > place } ?? pieces.count
    pieces.insert((place..<end, lifetime), at: index)
    return true
  }
}
