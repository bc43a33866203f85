/// i, f, o = σ(W · x + b + U · h + c) and g = tanh of such a sum, with weights of their own; c' = f · c + i ·
/// g and h' = o · tanh(c'). PyTorch's `nn.LSTM`, whose gates are i, f, g, o in this order.
///
/// S. Hochreiter and J. Schmidhuber, Long short-term memory, Neural Computation 9, 1997; with the forget gate
/// of F. A. Gers, J. Schmidhuber and F. Cummins, 2000.
package struct LSTM: Recurrent {
  package static let name = "lstm"
  package static let gates = 4

  package var options: RecurrentOptions

  package init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }
}
