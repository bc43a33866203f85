import Testing

@testable import Statistics

/// Against numbers of 40 digits by mpmath, which SciPy's agree with (Goldens/make_distributions.py).
@Suite struct DistributionTests {
  private struct Goldens: Decodable { var rows: [String: [[Double]]] }

  private let rows: [String: [[Double]]]

  init() throws { rows = try goldens("distributions", as: Goldens.self).rows }

  private func table(_ name: String, atLeast count: Int) throws -> [[Double]] {
    let table = try #require(rows[name])
    try #require(table.count >= count)
    return table
  }

  @Test func logGammas() throws {
    for row in try table("log_gamma", atLeast: 10) {
      expect(logGamma(row[0]), row[1], relative: 4e-15, absolute: 4e-15, "log Γ(\(row[0]))")
    }
  }

  @Test func normal() throws {
    let normal = NormalDistribution()
    for row in try table("normal", atLeast: 20) {
      expect(normal.survival(row[0]), row[1], relative: 1e-13, "sf(\(row[0]))")
      expect(normal.cdf(-row[0]), row[1], relative: 1e-13, "cdf(\(-row[0]))")
    }
    for row in try table("normal_quantile", atLeast: 10) {
      expect(normal.quantile(row[0]), row[1], relative: 1e-13, "ppf(\(row[0]))")
    }
  }

  @Test func studentT() throws {
    for row in try table("t", atLeast: 200) {
      let t = StudentT(degrees: row[0])
      expect(t.survival(row[1]), row[2], relative: 1e-12, "sf(\(row[1])), ν = \(row[0])")
      expect(t.cdf(-row[1]), row[2], relative: 1e-12, "cdf(\(-row[1])), ν = \(row[0])")
    }
    for row in try table("t_far", atLeast: 20) {
      expect(
        StudentT(degrees: row[0]).survival(row[1]), row[2], relative: 1e-12, "sf(\(row[1])), ν = \(row[0])")
    }
  }

  @Test func studentTQuantiles() throws {
    for row in try table("t_quantile", atLeast: 150) + table("t_0.975", atLeast: 200) {
      let p = row.count == 3 ? row[1] : 0.025
      let quantile = StudentT(degrees: row[0]).quantile(p)
      expect(quantile, row[row.count - 1], relative: 1e-12, "ppf(\(p)), ν = \(row[0])")
    }
  }

  @Test func chiSquared() throws {
    for row in try table("chi_squared", atLeast: 90) {
      let distribution = ChiSquared(degrees: row[0])
      expect(distribution.survival(row[1]), row[2], relative: 1e-12, "sf(\(row[1])), ν = \(row[0])")
      expect(
        distribution.cdf(row[1]), 1 - row[2], relative: 0, absolute: 1e-13, "cdf(\(row[1])), ν = \(row[0])")
    }
  }

  @Test func f() throws {
    for row in try table("f", atLeast: 200) {
      let distribution = FDistribution(numerator: row[0], denominator: row[1])
      expect(distribution.survival(row[2]), row[3], relative: 1e-12, "sf(\(row[2])), \(row[0]) and \(row[1])")
      expect(distribution.cdf(row[2]), 1 - row[3], relative: 0, absolute: 1e-13, "cdf, \(row)")
    }
  }

  @Test func studentizedRange() throws {
    for row in try table("range", atLeast: 48) {
      let range = StudentizedRange(groups: Int(row[0]))
      expect(range.survival(row[1]), row[2], relative: 1e-11, "sf(\(row[1])), k = \(row[0])")
      expect(range.cdf(row[1]), 1 - row[2], relative: 0, absolute: 1e-13, "cdf(\(row[1])), k = \(row[0])")
    }
    for row in try table("range_quantile", atLeast: 42) {
      let range = StudentizedRange(groups: Int(row[0]))
      let quantile = range.quantile(row[1])
      expect(quantile, row[2], relative: 1e-9, "ppf(\(row[1])), k = \(row[0])")
      expect(range.cdf(quantile), row[1], relative: 1e-12, "cdf(ppf(\(row[1]))), k = \(row[0])")
    }
  }

  @Test func endsOfTheRange() {
    #expect(NormalDistribution().quantile(0) == -.infinity)
    #expect(NormalDistribution().quantile(1) == .infinity)
    #expect(NormalDistribution().quantile(0.5) == 0)
    #expect(NormalDistribution().quantile(0.75) == -NormalDistribution().quantile(0.25))
    #expect(NormalDistribution().survival(.infinity) == 0)
    #expect(NormalDistribution().cdf(.infinity) == 1)
    #expect(NormalDistribution().quantile(-0.1).isNaN)
    #expect(NormalDistribution().quantile(.nan).isNaN)
    let t = StudentT(degrees: 3)
    #expect(t.quantile(0) == -.infinity)
    #expect(t.quantile(1) == .infinity)
    #expect(t.quantile(0.5) == 0)
    #expect(t.survival(-.infinity) == 1)
    #expect(t.survival(.infinity) == 0)
    #expect(t.quantile(1.5).isNaN)
    #expect(StudentT(degrees: 0).survival(1).isNaN)
    #expect(StudentT(degrees: -1).quantile(0.1).isNaN)
    #expect(ChiSquared(degrees: 2).survival(-1) == 1)
    #expect(ChiSquared(degrees: 2).survival(.infinity) == 0)
    #expect(ChiSquared(degrees: 0).survival(1).isNaN)
    #expect(FDistribution(numerator: 2, denominator: 3).survival(0) == 1)
    #expect(FDistribution(numerator: 2, denominator: 3).survival(.infinity) == 0)
    #expect(FDistribution(numerator: 2, denominator: 0).survival(1).isNaN)
    #expect(StudentizedRange(groups: 3).survival(0) == 1)
    #expect(StudentizedRange(groups: 3).survival(.infinity) == 0)
    #expect(StudentizedRange(groups: 3).quantile(0) == 0)
    #expect(StudentizedRange(groups: 3).quantile(1) == .infinity)
    #expect(StudentizedRange(groups: 1).quantile(0.5).isNaN)
  }
}
