/// The number type that a model is trained in.
package enum Precision: String, CaseIterable, Sendable {
  case float32, float64
}
