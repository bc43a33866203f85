import Foundation
import Testing

/// What mpmath, SciPy and NumPy computed; `Goldens/make_sampling.py` makes them.
struct SamplingGoldens: Decodable {
  struct Sequence: Decodable {
    var from: String, to: String, count: Int, values: [Double], factor: String?, indices: [Int]?
  }
  struct Fraction: Decodable { var numerator: String, denominator: String, value: Double }
  struct Sobol: Decodable { var indices: [Int], bits: [[UInt32]] }
  struct Words: Decodable { var key: [String], counter: [String], words: [String] }
  struct Point: Decodable {
    var seed: String, point: Int, dimension: Int, uniform: Double, sobol: Double, latin_hypercube: Double
  }
  struct Quantile: Decodable { var p: Double, z: Double }

  var lin: [Sequence], log: [Sequence], geom: [Sequence]
  var fractions: [Fraction]
  var sobol: Sobol
  var philox: [Words]
  var points: [Point]
  var quantiles: [Quantile]

  static func load() throws -> Self {
    let url = try #require(
      Bundle.module.url(forResource: "sampling", withExtension: "json", subdirectory: "Goldens"))
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
  }
}
