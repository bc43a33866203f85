import Model

/// Draws that an experiment makes only to pass over them, so that it goes on where another program's stream
/// stands.
package enum Draws: Equatable, Sendable {
  /// Raw 32-bit words of the generator.
  case words(Int)
  /// Uniform numbers of one type: `torch.rand` or `np.random.rand`.
  case uniform(count: Int, precision: Precision)
  /// Normal numbers of one type: `torch.randn` or `np.random.randn`.
  case normal(count: Int, precision: Precision)
  /// The weights and biases of an `nn.Linear`.
  case linear(fanIn: Int, fanOut: Int, precision: Precision)
  /// `torch.randperm` or `np.random.permutation`.
  case permutation(count: Int)
  /// A pass over the examples: ``RandomGenerator/epochOrder(count:shuffled:)``.
  case epoch(count: Int, shuffled: Bool)

  /// Makes the draws and forgets them.
  package func discard(from random: inout RandomGenerator) {
    switch self {
    case .words(let count): random.discardWords(count)
    case .uniform(let count, let precision): random.discardUniform(count: count, precision: precision)
    case .normal(let count, let precision): random.discardNormal(count: count, precision: precision)
    case .linear(let fanIn, let fanOut, let precision):
      Draws.uniform(count: fanIn * fanOut, precision: precision).discard(from: &random)
      Draws.uniform(count: fanOut, precision: precision).discard(from: &random)
    case .permutation(let count): _ = random.permutation(count)
    case .epoch(let count, let shuffled): _ = random.epochOrder(count: count, shuffled: shuffled)
    }
  }
}
