import Declarations
import Statistics

/// How the confidence interval of a mean is made.
package enum IntervalSpec: Sendable, Equatable {
  /// mean ± t · sd / √n, with Student's t for n - 1 degrees of freedom.
  case t
  case bootstrap(BootstrapSpec)

  static let type = ValueType<IntervalSpec>.alternatives(
    "interval",
    [
      Alternative("t", IntervalSpec.t, "mean ± t · sd / √n, with Student's t for n - 1 degrees of freedom."),
      Alternative(
        "bootstrap", BootstrapSpec.record, wrap: { IntervalSpec.bootstrap($0) },
        unwrap: { if case .bootstrap(let spec) = $0 { spec } else { nil } }),
    ])
}

/// The keys of a bootstrap interval.
package struct BootstrapSpec: Sendable, Equatable {
  package var kind = BootstrapInterval.bca
  package var resamples = 10_000
  package var seed = 0

  static let record = Record<BootstrapSpec>(
    "the interval 'bootstrap'", "The bootstrap interval of the mean: resamples of the replicates.",
    blank: BootstrapSpec(),
    fields: [
      Field(
        "kind", \.kind, .choice(of: "kind of interval"),
        "percentile, or bca (bias-corrected and accelerated; Efron 1987)."),
      Field("resamples", \.resamples, .integer(.within(100...1_000_000)), "How many resamples are drawn."),
      Field("seed", \.seed, .integer(.within(0...0xFFFF_FFFF)), "Where the draws of every interval start."),
    ])
}
