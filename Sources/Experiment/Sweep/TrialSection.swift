import Declarations
import Model
import Synchronization
import YAMLTree

/// One field of a trial for one combination of the dimensions that it depends on. (A class: specs are large,
/// and this is handed around for every trial.)
final class TrialSection: Sendable {
  /// A spec of which this field alone is set.
  var carrier: TrialSpec { content.spec }
  /// The data, of the field that names it.
  let dataset: DatasetDeclaration?
  /// The digest of the data, apart from them: it is asked for with every trial, and they are large to copy.
  let datasetDigest: String?
  /// The seed, of the field that says it.
  let seed: Int?
  private let content: Content
  /// Key and value in canonical form; `nil` where it is put together when it is asked for.
  private let known: [UInt8]?

  private enum Content: Sendable {
    case read(TrialSpec)
    case late(LateField)
    case layers([LayerSections.Layer])

    var spec: TrialSpec {
      switch self {
      case .read(let spec): return spec
      case .late(let field): return field.spec
      case .layers:
        var spec = TrialSpec.record.blank
        spec.model = model
        return spec
      }
    }

    var model: ModelSpec {
      guard case .layers(let layers) = self else { return spec.model }
      var model = TrialSpec.record.blank.model
      model.layers = layers.map(\.spec)
      return model
    }
  }

  /// The model, of the field that says it.
  var model: ModelSpec { content.model }

  /// Key and value in canonical form; empty where the canonical form leaves the field out.
  var identity: [UInt8] {
    var bytes: [UInt8] = []
    writeIdentity(to: &bytes)
    return bytes
  }

  /// Appends key and value in canonical form; nothing where the canonical form leaves the field out.
  func writeIdentity(to bytes: inout [UInt8]) {
    if let known {
      bytes += known
      return
    }
    guard case .layers(let layers) = content else { return }
    bytes.append(contentsOf: Self.layersHead)
    for (index, layer) in layers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += layer.identity
    }
    bytes.append(UInt8(ascii: "]"))
    bytes.append(UInt8(ascii: "}"))
  }

  private static let layersHead = Array("\"model\":{\"layers\":[".utf8)

  /// The field of a `node`, the value in the file with every name resolved (`nil` where the file has none);
  /// `nil` where something is wrong with the value.
  init?(_ field: Field<TrialSpec>, _ node: YAMLNode?, catalog: DatasetCatalog) {
    var faults = Faults()
    var spec = TrialSpec.record.blank
    if let node {
      guard field.decode(node, &spec, &faults), faults.isEmpty else { return nil }
    }
    var value = field.identity(spec, TrialSpec.record.blank)
    if field.name == "dataset", let node {
      guard let dataset = catalog.dataset(spec.dataset, at: node, &faults), faults.isEmpty else { return nil }
      self.dataset = dataset
      value = dataset.identity
    } else {
      dataset = nil
    }
    datasetDigest = dataset?.digest
    content = .read(spec)
    seed = field.name == "seed" ? spec.seed : nil
    known = Self.identity(field.name, value)
  }

  /// A field that is read when it is asked for, with its key and value in canonical form.
  init(_ field: LateField, identity: [UInt8]) {
    content = .late(field)
    known = identity
    (dataset, datasetDigest, seed) = (nil, nil, nil)
  }

  /// A model of layers that were read already.
  init(_ layers: [LayerSections.Layer]) {
    content = .layers(layers)
    known = nil
    (dataset, datasetDigest, seed) = (nil, nil, nil)
  }

  /// The spec of a section of each field of the record, in order.
  static func spec(of sections: [TrialSection]) -> TrialSpec {
    var spec = TrialSpec.record.blank
    for (field, section) in zip(TrialSpec.record.fields, sections) { field.copy(section.carrier, &spec) }
    return spec
  }

  /// The member of a seed; empty where it is the default.
  static func identity(ofSeed seed: Int) -> [UInt8] {
    var spec = TrialSpec.record.blank
    spec.seed = seed
    guard let field = TrialSpec.record.fields.first(where: { $0.name == "seed" }) else { return [] }
    return identity(field.name, field.identity(spec, TrialSpec.record.blank))
  }

  /// A member of an object in canonical form, without the braces.
  static func identity(_ key: String, _ value: JSONValue) -> [UInt8] {
    guard value != .null else { return [] }
    var bytes: [UInt8] = []
    JSONValue.object([.init(key, value)]).write(to: &bytes)
    return Array(bytes.dropFirst().dropLast())
  }
}

/// A field of a combination that is known to be right, of which the numbers alone were looked at so far: few
/// of a million trials that are planned are asked for more.
final class LateField: Sendable {
  private let source: FieldSource
  private let indices: [Int]
  private let known = Mutex<Known?>(nil)

  /// (A class: specs are large.)
  private final class Known: Sendable {
    let spec: TrialSpec

    init(_ spec: TrialSpec) { self.spec = spec }
  }

  init(_ source: FieldSource, at indices: [Int]) {
    self.source = source
    self.indices = indices
  }

  /// A spec of which this field alone is set.
  var spec: TrialSpec {
    known.withLock { known in
      if let known { return known.spec }
      guard let section = source.read(at: indices) else {
        preconditionFailure("what a pattern takes, its field takes too")
      }
      known = Known(section.carrier)
      return section.carrier
    }
  }
}

/// Where a field is read from.
final class FieldSource: Sendable {
  let field: Field<TrialSpec>
  private let template: TrialTemplate

  init(_ field: Field<TrialSpec>, _ template: TrialTemplate) {
    self.field = field
    self.template = template
  }

  /// The field at a combination; `nil` where something is wrong with it.
  func read(at indices: [Int]) -> TrialSection? {
    var faults = Faults()
    let bound = template.bind(indices, &faults)
    // What cannot be computed is found with the derived values.
    faults = Faults()
    let node = template.field(field.name, bound, &faults)?.value
    return faults.isEmpty ? TrialSection(field, node, catalog: template.catalog) : nil
  }

  /// How the field depends on some numbers at a combination.
  func pattern(at indices: [Int], _ candidates: [FieldPattern.Candidate]) -> FieldPattern? {
    FieldPattern(field, template, at: indices, candidates)
  }
}
