import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// Probes find in every value of a sweep what the whole trial with that value shows.
@Suite struct TrialProbesTests {
  private static let dataset =
    "dataset: {name: t, format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}, classes: [a, b]}"

  private static func template(_ text: String) throws -> TrialTemplate {
    let root = try YAMLParser.parse(text: text, path: "x.yaml")
    var faults = Faults()
    let sweep = try #require(
      root.mapping?["sweep"].flatMap { SweepSpec.record.decode($0, &faults) } ?? SweepSpec())
    return TrialTemplate(
      root: root.keeping(TrialSpec.record.keys), sweep: sweep, catalog: DatasetCatalog(folders: []))
  }

  /// The first point of every dimension, and then each other point of each with the first ones of the rest.
  private static func assignments(_ sweep: SweepSpec) -> [TrialTemplate.Assignment] {
    let dimensions = sweep.dimensions
    let first = dimensions.map { _ in 0 }
    return [first].map { TrialTemplate.Assignment(indices: $0, seed: nil) }
      + dimensions.indices.flatMap { position in
        (1..<dimensions[position].count).map { index in
          var indices = first
          indices[position] = index
          return TrialTemplate.Assignment(indices: indices, seed: nil)
        }
      }
  }

  private static func messages(_ faults: Faults) -> [String] { faults.all.map { "\(Diagnostic($0))" } }

  @Test(arguments: [
    // A value, a path, a missing key that a path adds, and a derived value that fails.
    """
    seed: $s
    \(dataset)
    model: {layers: [{dense: {units: $h, activation: relu}}, {dense: {units: $last}}]}
    training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 0.1}}, epochs: 1, metrics: [$m]}
    sweep:
      grid:
        s: [0, 1, -1]
        h: [4, none, 8]
        d: [1, 0]
        m: [accuracy, nothing]
        training.optimizer.sgd.learning_rate: [0.1, 0, 0.2]
        training.batch_size: [1, 0]
        training.wrong.path: [1, 2]
      derive: {last: 2 // d}
    """,
    // Cases, and mistakes of the first values.
    """
    \(dataset)
    model: {layers: [{dense: {units: $u, activation: $a}}]}
    training: {loss: $loss, optimizer: adam, epochs: $e, stop: $undefined}
    sweep:
      grid: {e: [0, 1, 2], u: [1, 2, 3]}
      cases:
        kind:
          one: {a: identity, loss: cross_entropy}
          two: {a: sigmoid, loss: cross_entropy}
          three: {a: sigmoid, loss: mean_squared_error, u: 0}
    """,
    // Data, what has to fit them, and what is not there.
    """
    dataset: $data
    model: {layers: [{dense: {inputs: $in, units: 2}}]}
    training: {loss: cross_entropy, optimizer: adam, epochs: 1, metrics: [accuracy]}
    sweep:
      grid:
        data:
          - {name: t, format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}, classes: [a, b]}
          - {name: u, format: {inline: {features: [[0, 1, 2]], targets: [0.5]}}}
          - nowhere
        in: [2, 3]
        training.stop: [{errors: 0}, {errors: -1}]
    """,
    // What decides the course of the training.
    """
    \(dataset)
    model: {layers: [{dense: {units: 2}}]}
    training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 1}}, epochs: 1, regularize: {l2: 1}}
    sweep:
      grid:
        training.metrics: [[], [train_accuracy]]
        training.optimizer.sgd.nesterov: [false, true]
        training.regularize.parameters: ["*", "layers.1.*"]
        training.schedule: [constant, {reduce_on_plateau: {metric: train_accuracy}}, {cosine: {warm_up: {}}}]
        training.stop: [{target: {train_accuracy: 1}}, {target: {train_loss: 1}}, {}]
    """,
    "\(dataset)\nmodel: {layers: [{dense: {units: $u}}]}\nsweep: {grid: {u: [2, 1]}}",
  ])
  func findWhatTrialsShow(_ text: String) throws {
    let template = try Self.template(text)
    let probes = Array(TrialProbes(template, SweepDependencies(template)))
    let assignments = Self.assignments(template.sweep)
    #expect(probes.count == assignments.count)
    for (probe, assignment) in zip(probes, assignments) {
      let (trial, faults) = template.resolve(assignment)
      // In the order of the fields, or of what is looked at first; they are shown in the order of the file.
      #expect(Self.messages(probe.faults).sorted() == Self.messages(faults).sorted(), "\(assignment.indices)")
      #expect(probe.trial?.dataset.name == trial?.dataset.name)
      #expect(probe.trial?.measurements == trial.map { $0.spec.measurements(on: $0.dataset) })
      #expect(probe.trial?.stops == trial.map { $0.spec.training.stop != nil })
    }
  }

  /// Of a long axis of numbers, those points are probes that are wrong, or that measure something else.
  @Test(arguments: [
    "derive: {e: 20 - u}", "derive: {e: u - 1, f: 5 // e}", "derive: {e: 1}", "derive: {e: 3 + 0 * u}",
  ])
  func longAxesTellWhatIsWrong(_ derived: String) throws {
    let template = try Self.template(
      """
      \(Self.dataset)
      model: {layers: [{dense: {units: $u}}, {dense: {units: 2}}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: 1}}, epochs: $e}
      sweep: {grid: {u: {range: {from: 1, to: 40}}}, \(derived)}
      """)
    let probes = Array(TrialProbes(template, SweepDependencies(template)))
    let wrong = Self.assignments(template.sweep).map { Self.messages(template.resolve($0).faults) }
      .filter { !$0.isEmpty }
    #expect(probes.map { Self.messages($0.faults) }.filter { !$0.isEmpty } == wrong)
    #expect(probes.contains { $0.trial != nil } == (wrong.count < 40))
  }

  /// An axis of any length reads the data once: the trials of all its values have the same array.
  @Test func dataAreReadOnce() throws {
    let template = try Self.template(
      """
      \(Self.dataset)
      model: {layers: [{dense: {units: 2}}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: $r}}, epochs: 1}
      sweep: {grid: {r: [1, 2, 3, 4]}}
      """)
    let storages = TrialProbes(template, SweepDependencies(template)).compactMap { probe in
      probe.trial?.dataset.classes?.withUnsafeBufferPointer { $0.baseAddress }
    }
    #expect(storages.count == 4)
    #expect(Set(storages).count == 1)
  }
}
