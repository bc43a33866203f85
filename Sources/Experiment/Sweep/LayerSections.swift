import Declarations
import Model
import YAMLTree

/// The model of a trial, layer by layer: where each layer depends on axes of its own, a layer is read once
/// for each of its values and not once for each model.
struct LayerSections: Sendable {
  private let template: TrialTemplate
  /// What was read of each layer; `nil` stands for a layer with a mistake.
  private var layers: [FactorMemo<Layer?>]

  /// A layer with its canonical form.
  final class Layer: Sendable {
    let spec: LayerEntry
    let identity: [UInt8]

    fileprivate init(_ spec: LayerEntry) {
      self.spec = spec
      var bytes: [UInt8] = []
      ValueType.layer.identity(spec).write(to: &bytes)
      identity = bytes
    }
  }

  /// `nil` where the model is not a plain list of layers that are in the file, or a path of the sweep leads
  /// to all of it.
  init?(_ template: TrialTemplate, _ dependencies: SweepDependencies) {
    let path = ["model", "layers"]
    guard let model = template.root.node(at: ["model"])?.mapping, model.entries.count == 1,
      let items = template.root.node(at: path)?.sequence, !items.isEmpty,
      !template.paths.values.contains(where: {
        $0.count < 3 && path.starts(with: $0) || $0.starts(with: ["model", "initialize"])
      })
    else { return nil }
    self.template = template
    layers = items.indices.map { index in
      FactorMemo(
        FactorKey(dependencies.factors(at: path + ["\(index)"]), of: dependencies.sweep, template.dimensions),
        limit: 16384)
    }
  }

  /// The model of a combination; `nil` where a layer has a mistake.
  mutating func section(at levels: FactorLevels) -> TrialSection? {
    var read: [Layer] = []
    read.reserveCapacity(layers.count)
    var model: FilledModel?
    for index in layers.indices {
      guard let layer = layer(index, at: levels, &model) else { return nil }
      read.append(layer)
    }
    return TrialSection(read)
  }

  /// The model with the values of a combination in place, and what is wrong with those.
  private typealias FilledModel = (layers: [YAMLNode], faults: Faults)

  private func fill(_ indices: [Int]) -> FilledModel {
    var faults = Faults()
    let model = template.field("model", template.bind(indices, &faults), &faults)?.value
    return (model?.node(at: ["layers"])?.sequence ?? [], faults)
  }

  /// A layer of a combination, whose `model` is filled where it is not known from the layers before.
  private mutating func layer(
    _ index: Int, at levels: FactorLevels, _ model: inout FilledModel?
  ) -> Layer? {
    if let known = layers[index].value(at: levels) { return known }
    let filled = model ?? fill(levels.indices)
    model = filled
    var faults = filled.faults
    let node = filled.layers.indices.contains(index) ? filled.layers[index] : nil
    let spec = node.flatMap { ValueType.layer.decode($0, &faults) }
    let layer = faults.isEmpty ? spec.map { Layer($0) } : nil
    layers[index].remember(layer, at: levels)
    return layer
  }
}
