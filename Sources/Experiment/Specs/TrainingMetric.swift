import Declarations
import Model

/// What `metrics` may ask for besides the losses.
package enum TrainingMetric: Hashable, Sendable {
  /// Of how well the model answers.
  case split(SplitMetric)
  /// Of the parameters, all together and by layer.
  case norm(TrainingNorm)

  /// How a file names it.
  var name: String {
    switch self {
    case .split(let metric): metric.shortName
    case .norm(let norm): norm.name
    }
  }
}

extension TrainingSpec {
  /// The metrics over splits.
  package var splitMetrics: [SplitMetric] {
    metrics.compactMap { if case .split(let metric) = $0 { metric } else { nil } }
  }

  /// The norms by layer.
  package var norms: [TrainingNorm] {
    metrics.compactMap { if case .norm(let norm) = $0 { norm } else { nil } }
  }
}

extension ValueType where Value == TrainingMetric {
  /// The name of a metric, behind that of a split or alone, or of a norm.
  static var metric: ValueType {
    let norms = TrainingNorm.allCases
    let name = ValueType<String>.name(
      of: "metric", among: Metrics.all.map(\.name) + norms.map(\.name) + SplitMetric.all.map(\.name))
    return ValueType(schema: name.schema, encode: { .string($0.name) }) { node, faults in
      name.decode(node, &faults).flatMap { name in
        TrainingNorm(rawValue: name).map { .norm($0) }
          ?? SplitMetric.all.first { $0.name == name || $0.shortName == name }.map { .split($0) }
      }
    }
  }
}
