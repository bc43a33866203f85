/// The layers of a block that the file declares under a name, with what it is called with in place.
package struct Block: LayerGroup {
  package static let name = "block"

  package var layers: [LayerEntry]

  package init(layers: [LayerEntry] = []) { self.layers = layers }

  package func build(_ builder: inout NetworkBuilder) throws(NetworkFault) {
    try builder.add(layers, behind: "layers")
  }
}
