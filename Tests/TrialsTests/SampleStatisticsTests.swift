import Foundation
import Testing

@testable import Trials

/// Against SciPy's numbers (Goldens/statistics.py).
@Suite struct SampleStatisticsTests {
  private struct Goldens: Decodable {
    struct Case: Decodable {
      var count: Int, sample: [Double], mean: Double, sd: Double, low: Double, high: Double
    }
    var cases: [Case]
    var quantiles: [String: Double]
  }

  private let goldens: Goldens

  init() throws {
    let url = try #require(
      Bundle.module.url(forResource: "statistics", withExtension: "json", subdirectory: "Goldens"))
    goldens = try JSONDecoder().decode(Goldens.self, from: Data(contentsOf: url))
  }

  private func expect(
    _ found: Double?, _ expected: Double, relative: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = try #require(found, sourceLocation: sourceLocation)
    #expect(
      abs(found - expected) <= relative * abs(expected), "\(found) is not \(expected)",
      sourceLocation: sourceLocation)
  }

  @Test func meansDeviationsAndIntervals() throws {
    #expect(goldens.cases.count >= 30)
    for golden in goldens.cases {
      let sample = SampleStatistics(golden.sample)
      try expect(sample.mean, golden.mean, relative: 1e-14)
      try expect(sample.standardDeviation, golden.sd, relative: 1e-12)
      try expect(sample.interval?.lower, golden.low, relative: 1e-9)
      try expect(sample.interval?.upper, golden.high, relative: 1e-9)
    }
  }

  @Test func quantilesOfStudentsT() throws {
    for (degrees, quantile) in goldens.quantiles {
      try expect(
        SampleStatistics.studentQuantile(degrees: try #require(Int(degrees))), quantile, relative: 2e-8)
    }
  }

  @Test func fewerThanTwoValuesHaveNoSpread() {
    #expect(SampleStatistics([]).mean == nil)
    #expect(SampleStatistics([3]).mean == 3)
    #expect(SampleStatistics([3]).standardDeviation == nil)
    #expect(SampleStatistics([3]).interval == nil)
  }
}
