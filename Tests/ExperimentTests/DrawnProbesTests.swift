import Declarations
import Testing
import YAMLTree

@testable import Experiment

/// Of the points of a random dimension, those are found that are wrong, and the first of each kind.
@Suite struct DrawnProbesTests {
  private static func template(_ space: String, count: Int) throws -> TrialTemplate {
    let text = """
      dataset: {name: t, format: {inline: {features: [[0, 1], [1, 0]], targets: [0, 1]}}, classes: [a, b]}
      model: {layers: [{dense: {units: 2}}]}
      training: {loss: cross_entropy, optimizer: {sgd: {learning_rate: $r}}, epochs: $e, metrics: $m}
      sweep: {grid: {g: [1, 2]}, random: {count: \(count), seed: 3, space: \(space)}}
      """
    let root = try YAMLParser.parse(text: text, path: "x.yaml")
    var faults = Faults()
    let sweep = try #require(root.mapping?["sweep"].flatMap { SweepSpec.record.decode($0, &faults) })
    return TrialTemplate(
      root: root.keeping(TrialSpec.record.keys), sweep: sweep, catalog: DatasetCatalog(folders: []))
  }

  /// All points that are found.
  private static func found(_ template: TrialTemplate) -> [Int] {
    var probes = DrawnProbes(template)
    var all: [Int] = []
    while let index = probes.next(of: 1, from: 0) { all.append(index) }
    return all
  }

  /// More points than two blocks, which are looked at by several threads.
  @Test func areWrongOrTheFirstOfTheirKind() throws {
    let space =
      "{r: {log_uniform: [1e-4, 1e-1]}, e: {integers: [0, 800]}, m: [[train_accuracy], [], [train_log_loss]]}"
    let template = try Self.template(space, count: 9_000)
    let points = template.dimensions[1]
    var expected: [Int] = []
    var kinds: Set<AxisValue?> = []
    for index in 0..<points.count {
      // Of the keys r, e and m: no epochs are wrong, and metrics are what is measured.
      if points.value(of: 1, at: index)?.number == 0 {
        expected.append(index)
      } else if kinds.insert(points.value(of: 2, at: index)).inserted {
        expected.append(index)
      }
    }
    #expect(kinds.count == 3 && expected.count > 6)
    #expect(Self.found(template) == expected)
  }

  /// However many they are: they are looked for some thousand at a time.
  @Test func areAllFoundInOrder() throws {
    let space = "{r: {uniform: [-2, -1]}, e: {integers: [1, 9]}, m: [[accuracy], []]}"
    #expect(Self.found(try Self.template(space, count: 20_000)) == Array(0..<20_000))
  }
}
