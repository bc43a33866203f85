/// h' = f(W_ih · x + b_ih + W_hh · h + b_hh), f tanh or relu. PyTorch's `nn.RNN`.
///
/// J. L. Elman, Finding structure in time, Cognitive Science 14, 1990.
package struct RNN: Recurrent {
  package static let name = "rnn"
  package static let gates = 1

  package enum Nonlinearity: String, Sendable, CaseIterable { case tanh, relu }

  package var options: RecurrentOptions
  /// f.
  package var nonlinearity: Nonlinearity

  package init(_ options: RecurrentOptions = RecurrentOptions(), nonlinearity: Nonlinearity = .tanh) {
    self.options = options
    self.nonlinearity = nonlinearity
  }
}
