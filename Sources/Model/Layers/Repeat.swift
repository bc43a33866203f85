/// Layers that follow each other several times, each time with parameters of their own.
package struct Repeat: LayerGroup {
  package static let name = "repeat"

  package var times: Int
  package var layers: [LayerEntry]

  package init(times: Int = 1, layers: [LayerEntry] = []) {
    self.times = times
    self.layers = layers
  }

  package func build(_ builder: inout NetworkBuilder) throws(NetworkFault) {
    for time in 0..<times { try builder.add(layers, behind: "layers", scope: "\(time)") }
  }
}
