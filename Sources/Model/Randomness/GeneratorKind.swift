/// Whose random numbers: PyTorch's CPU generator or NumPy's legacy `RandomState`.
package enum GeneratorKind: String, CaseIterable, Sendable {
  case torch, numpy
}
