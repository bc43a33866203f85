/// r = σ(W_ir · x + b_ir + W_hr · h + b_hr), z likewise, n = tanh(W_in · x + b_in + r · (W_hn · h + b_hn))
/// and h' = (1 − z) · n + z · h. PyTorch's `nn.GRU`, whose gates are r, z, n in this order.
///
/// K. Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014.
package struct GRU: Recurrent {
  package static let name = "gru"
  package static let gates = 3

  package var options: RecurrentOptions

  package init(_ options: RecurrentOptions = RecurrentOptions()) { self.options = options }
}
