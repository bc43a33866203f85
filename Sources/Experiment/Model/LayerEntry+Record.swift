import Declarations
import Model

extension ValueType where Value == LayerEntry {
  /// An entry of a list of layers.
  package static let layer = ValueType.choice(
    Layers.type, besides: LayerEntry.Place.record,
    "A layer, by its name alone or with its parameters.",
    combine: { layer, place in
      LayerEntry(layer, name: place.name, source: place.source, tie: place.tie, isFrozen: place.isFrozen)
    },
    split: { entry in
      let place = LayerEntry.Place(
        name: entry.name, source: entry.source, tie: entry.tie, isFrozen: entry.isFrozen)
      return (entry.layer, place)
    })
}

extension ValueType where Value == [LayerEntry] {
  /// A list of layers within a layer.
  static let layers = ValueType.list(of: .recursive("layer") { .layer }, count: .within(1...1000))
}

extension LayerEntry {
  /// What an entry says beside its layer.
  fileprivate struct Place: Sendable, Equatable {
    var name: String?
    var source: String?
    var tie: String?
    var isFrozen = false

    static let record = Record<Place>(
      "an entry of a list of layers", "A layer's place in the network.", blank: Place(),
      fields: [
        Field("as", \.name, .symbol, "The name of its output."),
        Field(
          "from", \.source, .symbol,
          "The output that it reads, 'input' for the model's, in place of what the entry before it writes."),
        Field(
          "tie", \.tie, .symbol,
          "The layer, by the name of its output, whose parameters it shares. A weight of the turned-round "
            + "shape is its transpose, as in an autoencoder; what fits in neither way stays its own."),
        Field("freeze", \.isFrozen, .boolean, "Whether its parameters stay as they are at first."),
      ])
  }
}
