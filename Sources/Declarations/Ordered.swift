/// Values by keys, in the order in which the keys came.
package struct Ordered<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  package private(set) var keys: [Key] = []
  package private(set) var values: [Value] = []
  private var places: [Key: Int] = [:]

  package init() {}

  /// Where a key stands among all.
  package func place(of key: Key) -> Int? { places[key] }

  package subscript(key: Key) -> Value? { places[key].map { values[$0] } }

  package subscript(key: Key, default standard: @autoclosure () -> Value) -> Value {
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

extension Sequence where Element: Sendable {
  /// The elements in groups of the same key, in the order in which the keys came.
  package func grouped<Key: Hashable & Sendable>(by key: (Element) -> Key) -> Ordered<Key, [Element]> {
    var groups = Ordered<Key, [Element]>()
    for element in self { groups[key(element), default: []].append(element) }
    return groups
  }
}

extension Sequence where Element: Hashable {
  /// The elements, each once, in order.
  package var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
