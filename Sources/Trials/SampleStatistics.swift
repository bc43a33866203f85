/// Mean, spread and the 95 % confidence interval of the mean of a sample.
package struct SampleStatistics: Sendable {
  /// Sums in ascending order; `nil` for an empty sample.
  package let mean: Double?
  /// With n - 1; `nil` for fewer than two values.
  package let standardDeviation: Double?

  private let count: Int

  package init(_ values: [Double]) {
    count = values.count
    guard !values.isEmpty else {
      mean = nil
      standardDeviation = nil
      return
    }
    let mean = values.reduce(0, +) / Double(values.count)
    self.mean = mean
    guard values.count > 1 else {
      standardDeviation = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardDeviation = (squares / Double(values.count - 1)).squareRoot()
  }

  /// mean ± t · sd / √n, with Student's t for n - 1 degrees of freedom.
  package var interval: (lower: Double, upper: Double)? {
    guard let mean, let standardDeviation else { return nil }
    let half = Self.studentQuantile(degrees: count - 1) * standardDeviation / Double(count).squareRoot()
    return (mean - half, mean + half)
  }

  /// The 97.5 % quantile of Student's t: tabulated up to 30 degrees of freedom, then by the expansion in 1/ν
  /// around the normal quantile (Abramowitz and Stegun 26.7.5), which is good to 7 digits there.
  static func studentQuantile(degrees: Int) -> Double {
    if degrees <= tabulated.count { return tabulated[degrees - 1] }
    let z = 1.959963984540054
    let z2 = z * z
    let nu = Double(degrees)
    let first = z * (z2 + 1) / 4
    let second = z * ((5 * z2 + 16) * z2 + 3) / 96
    let third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384
    let fourth = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160
    return z + (first + (second + (third + fourth / nu) / nu) / nu) / nu
  }

  private static let tabulated = [
    12.706204736174694, 4.302652729749464, 3.182446305283708, 2.776445105197793, 2.570581835636305,
    2.446911851144969, 2.364624251592785, 2.306004135204166, 2.262157162798205, 2.228138851986274,
    2.200985160091635, 2.178812829667228, 2.160368656462794, 2.144786687917803, 2.131449545559774,
    2.119905299221254, 2.109815577833317, 2.100922040241039, 2.093024054408309, 2.085963447265864,
    2.079613844727680, 2.073873067904019, 2.068657610419041, 2.063898561628022, 2.059538552753297,
    2.055529438642872, 2.051830516480284, 2.048407141795245, 2.045229642132703, 2.042272456301238,
  ]
}
