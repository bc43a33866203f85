/// Values by keys, in the order in which the keys came.
struct Ordered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private(set) var keys: [Key] = []
  private(set) var values: [Value] = []
  private var places: [Key: Int] = [:]

  subscript(key: Key) -> Value? { places[key].map { values[$0] } }

  subscript(key: Key, default standard: @autoclosure () -> Value) -> Value {
    get { self[key] ?? standard() }
    _modify {
      let place: Int
      if let known = places[key] {
        place = known
      } else {
        place = values.count
        places[key] = place
        keys.append(key)
        values.append(standard())
      }
      yield &values[place]
    }
  }
}

extension Sequence where Element: Hashable {
  /// The elements, each once, in order.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
