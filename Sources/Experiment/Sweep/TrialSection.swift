import Declarations
import Model
import YAMLTree

/// One field of a trial for one combination of the dimensions that it depends on. (A class: specs are large,
/// and this is handed around for every trial.)
final class TrialSection: Sendable {
  /// A spec of which this field alone is set.
  let carrier: TrialSpec
  /// The data, of the field that names it.
  let dataset: DatasetDeclaration?
  /// Key and value in canonical form; empty where the canonical form leaves the field out.
  let identity: [UInt8]

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
    carrier = spec
    identity = Self.identity(field.name, value)
  }

  /// A field that was read already, with its key and value in canonical form.
  init(_ carrier: TrialSpec, identity: [UInt8]) {
    self.carrier = carrier
    self.identity = identity
    dataset = nil
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
