/// Why a network cannot be built. A path leads from the network to the place in its lists of layers:
/// `["layers", "1", "residual", "layers", "0"]`.
package enum NetworkFault: Error, Hashable, Sendable {
  /// A dimension of the input is less than 1.
  case inputShape([Int])
  case noLayers
  /// What is wrong with a layer.
  case layer(path: [String], LayerFault)
  /// More layers than anybody means.
  case tooManyLayers(path: [String], limit: Int)
  /// An entry reads a name that nothing before it has.
  case unknownOutput(path: [String], name: String, known: [String])
  /// Two outputs of one name, or one that is called as the input is.
  case repeatedName(path: [String], name: String)
  /// What an entry writes is read by nothing, and is not the network's output.
  case unread(path: [String])
  /// An entry shares the parameters of one that is not a single layer, or none of whose parameters fits.
  case tie(path: [String], name: String, TieFault)

  package enum TieFault: Hashable, Sendable {
    case unknown(known: [String])
    case noParameters
    /// The shapes of its weights and of those that it should share.
    case shapes([Int], [Int])
  }

  package var path: [String] {
    switch self {
    case .inputShape: []
    case .noLayers: ["layers"]
    case .layer(let path, _), .tooManyLayers(let path, _), .unknownOutput(let path, _, _),
      .repeatedName(let path, _), .unread(let path), .tie(let path, _, _):
      path
    }
  }
}
