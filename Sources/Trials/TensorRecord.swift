import Model
import Experiment

/// A tensor that an experiment has computed: one name of its table of values.
package struct TensorRecord: Sendable, Equatable {
  /// What it belongs to: a section, or a part of a walkthrough.
  package var group: String
  package var name: String
  /// What it was computed from, as text.
  package var expression: String
  package var shape: [Int]
  /// Row-major.
  package var values: [Double]
  package var elements: ElementType
  /// What it is the gradient of, where it is one by the tensor `name`.
  package var gradientOf: String?

  package init(
    group: String, name: String, expression: String, shape: [Int], values: [Double], elements: ElementType,
    gradientOf: String? = nil
  ) {
    self.group = group
    self.name = name
    self.expression = expression
    self.shape = shape
    self.values = values
    self.elements = elements
    self.gradientOf = gradientOf
  }

  package enum ElementType: Sendable, Equatable {
    case float32, float64
    /// A count.
    case integer

    package init(_ precision: Precision) {
      switch precision {
      case .float32: self = .float32
      case .float64: self = .float64
      }
    }
  }

  /// Where an element stands, counted from 0: nowhere in a single number, a column in a vector; of more than
  /// two dimensions, all but the last are counted as rows.
  package func place(_ index: Int) -> (row: Int?, column: Int?) {
    guard let columns = shape.last else { return (nil, nil) }
    return (shape.count > 1 ? index / columns : nil, index % columns)
  }
}

/// The columns of `kind: functions`, in order.
package struct FunctionsRecord: Sendable, Equatable {
  package var columns: [TensorRecord]

  package init(columns: [TensorRecord]) { self.columns = columns }
}
