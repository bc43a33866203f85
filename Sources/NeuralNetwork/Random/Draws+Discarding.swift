import Model

/// Draws that the engine can pass over.
protocol DiscardableDraws: Draws {
  /// Leaves the generator where making the draws would.
  func discard(from random: inout RandomGenerator, precision: Precision)
}

extension RandomGenerator {
  /// Passes over some draws of numbers of one type.
  ///
  /// - Throws: ``TrainingError/noOperation(_:)``.
  package mutating func discard(_ draws: any Draws, precision: Precision) throws(TrainingError) {
    guard let draws = draws as? any DiscardableDraws else { throw .noOperation(type(of: draws).name) }
    draws.discard(from: &self, precision: precision)
  }
}

extension UniformDraws: DiscardableDraws {
  func discard(from random: inout RandomGenerator, precision: Precision) {
    random.discardUniform(count: count, precision: precision)
  }
}

extension NormalDraws: DiscardableDraws {
  func discard(from random: inout RandomGenerator, precision: Precision) {
    random.discardNormal(count: count, precision: precision)
  }
}

extension DenseDraws: DiscardableDraws {
  func discard(from random: inout RandomGenerator, precision: Precision) {
    random.discardUniform(count: inputs * units, precision: precision)
    random.discardUniform(count: units, precision: precision)
  }
}
