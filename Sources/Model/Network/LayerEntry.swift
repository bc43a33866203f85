/// An entry of a list of layers: the layer, and what the file says of its place in the network.
package struct LayerEntry: Sendable, Equatable {
  @AnyValue package var layer: any LayerElement
  /// The name of its output, by which others read it.
  package var name: String?
  /// The output that it reads, in place of what the entry before it writes.
  package var source: String?
  /// The layer whose parameters it shares.
  package var tie: String?
  /// Whether its parameters stay as they are.
  package var isFrozen: Bool

  package init(
    _ layer: any LayerElement, name: String? = nil, source: String? = nil, tie: String? = nil,
    isFrozen: Bool = false
  ) {
    self.layer = layer
    self.name = name
    self.source = source
    self.tie = tie
    self.isFrozen = isFrozen
  }

  /// The name of the network's input.
  package static let input = "input"
}
