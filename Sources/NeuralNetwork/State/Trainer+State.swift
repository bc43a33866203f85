import Model

extension Trainer {
  /// What the training goes on from; without its streams.
  var state: SessionState {
    let parameters = program.parameters.layers.joined()
    return SessionState(
      steps: update.steps, parameters: self.parameters(),
      slots: (0..<update.slotCount).map { slot in
        parameters.map { parameter in
          parameter.layout.unpackTransposed(update.slot(slot, of: parameter)).map { Double($0) }
        }
      })
  }

  /// Goes on from another training's state.
  ///
  /// - Throws: ``TrainingError/stateMismatch`` where it is one of another network or optimizer; nothing is
  ///   changed then.
  func restore(_ state: SessionState) throws(TrainingError) {
    let parameters = Array(program.parameters.layers.joined())
    let fits = zip(parameters, state.parameters).allSatisfy { own, other in
      own.description.name == other.name && own.description.shape == other.shape
        && other.values.count == other.shape.elementCount
    }
    let slotsFit = state.slots.allSatisfy { slot in
      slot.map(\.count) == state.parameters.map(\.values.count)
    }
    guard parameters.count == state.parameters.count, fits, state.slots.count == update.slotCount, slotsFit
    else { throw .stateMismatch }
    update.steps = state.steps
    for (index, parameter) in parameters.enumerated() {
      parameter.layout.packTransposed(state.parameters[index].values.map { S($0) }, into: parameter.value)
      for (slot, values) in state.slots.enumerated() {
        parameter.layout.packTransposed(values[index].map { S($0) }, into: update.slot(slot, of: parameter))
      }
    }
  }
}
