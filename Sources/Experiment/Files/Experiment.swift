import Declarations
import YAMLTree

/// An experiment that was found to be without mistakes.
package struct Experiment: Sendable {
  package var header: ExperimentHeader
  package var body: Body
  /// The file it was read from, as the user named it.
  package var path: String

  /// What sort of experiment it is, with what it declares.
  package enum Body: Sendable {
    case training(TrainingExperiment)
    case functions(FunctionsExperiment)
    case walkthrough(WalkthroughExperiment)
    case expressions(ExpressionsExperiment)
  }

  package var name: String { header.name }
}

/// The keys that every experiment has.
package struct ExperimentHeader: Sendable {
  package var name = ""
  package var description: String?
  package var kind = KindSpec.training
  package var extends: String?

  static let record = Record<ExperimentHeader>(
    "the experiment", "An experiment.", blank: ExperimentHeader(),
    fields: [
      Field("name", \.name, .fileName, required: true, "The name of its folder of results."),
      Field("description", \.description, .string, "What it shows, in a sentence."),
      Field("kind", \.kind, .choice(of: "kind"), "What sort of experiment it is."),
      Field(
        "extends", \.extends, .string,
        "A file, relative to this one, whose keys this one has too, but for its name and description."),
    ])
}

package enum KindSpec: String, Sendable, Equatable, CaseIterable {
  case training, functions, walkthrough, expressions

  /// The type that reads experiments of this kind.
  var type: any ExperimentKind.Type {
    switch self {
    case .training: TrainingExperiment.self
    case .functions: FunctionsExperiment.self
    case .walkthrough: WalkthroughExperiment.self
    case .expressions: ExpressionsExperiment.self
    }
  }
}

/// A sort of experiment: its keys beside those of the header, and how they are read and checked.
protocol ExperimentKind: Sendable {
  /// The legal keys, in the order of the reference.
  static var keys: [String] { get }

  /// The schema of each of them.
  static var properties: [JSONValue.Member] { get }

  /// The keys that must be there.
  static var requiredKeys: [String] { get }

  /// How a file of this kind goes over one that it extends.
  static var overlay: Overlay { get }

  /// The body as the experiment has it.
  var body: Experiment.Body { get }

  /// Reads the keys from the whole file and checks them; everything wrong is added to `faults`. Keys that are
  /// not of this kind are the header's concern.
  /// - Returns: `nil` where something is wrong.
  static func read(_ root: YAMLNode, catalog: DatasetCatalog, _ faults: inout Faults) -> Self?
}

extension ExperimentKind {
  static var overlay: Overlay { .keys }
}
