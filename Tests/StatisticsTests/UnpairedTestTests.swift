import Testing

@testable import Statistics

/// Against SciPy, and exact tests with ties counted in Python (Goldens/make_unpaired_tests.py).
@Suite struct UnpairedTestTests {
  private struct Goldens: Decodable {
    struct Case: Decodable {
      var name: String, first: [Double], second: [Double], welch: [Double], mannWhitney: [Double]
    }
    var cases: [Case]
  }

  private let cases: [Goldens.Case]

  init() throws {
    cases = try goldens("unpaired-tests", as: Goldens.self).cases
    try #require(cases.count > 90)
  }

  @Test func tests() throws {
    for golden in cases {
      let first = try Sample(golden.first)
      let second = try Sample(golden.second)
      let name = "\(golden.name), \(first.count) and \(second.count)"
      let found = [first.welchTest(against: second), first.mannWhitneyTest(against: second)]
      for (found, expected) in zip(found, [golden.welch, golden.mannWhitney]) {
        expect(found.statistic, expected[0], relative: 1e-11, absolute: 1e-14, "\(name), statistic")
        expect(found.twoSided, expected[1], relative: 1e-11, "\(name), two-sided")
        expect(found.greater, expected[2], relative: 1e-11, "\(name), greater")
        expect(found.less, expected[3], relative: 1e-11, "\(name), less")
      }
    }
  }

  @Test func constantSamples() throws {
    let sum = try Sample([0.1 + 0.2, 0.3])
    #expect(try sum.welchTest(against: Sample([0.3, 0.3])) == .undecided)
    let above = TestResult(statistic: .infinity, twoSided: 0, greater: 0, less: 1)
    #expect(try sum.welchTest(against: Sample([0.2, 0.2])) == above)
    #expect(try Sample([1]).welchTest(against: sum) == .undecided)
    #expect(try Sample([1, 1]).mannWhitneyTest(against: Sample([1])).twoSided == 1)
  }
}
