import Declarations
import Model
import Testing

@testable import Experiment

@Suite struct FileReferenceTests {
  /// Each metric is there with a sentence of its own, which the declaration has.
  @Test func everyMetricIsDescribed() throws {
    let entry = try #require(Reference.files.entries.first { $0.name == "metric" })
    guard case .choice(let alternatives, _) = entry.content else {
      Issue.record("no choice")
      return
    }
    let names = Metrics.all.map(\.name) + TrainingNorm.allCases.map(\.name)
    #expect(alternatives.map(\.name) == names)
    #expect(Set(alternatives.map(\.documentation)).count == names.count)
    for (metric, alternative) in zip(Metrics.all, alternatives) {
      #expect(alternative.documentation.hasPrefix(metric.type.documentation))
    }
    #expect(Reference.files.topics(named: "top_5_accuracy").map(\.title) == ["metric top_5_accuracy"])
    #expect(entry.places.map(\.path) == ["training.metrics"])
  }
}
