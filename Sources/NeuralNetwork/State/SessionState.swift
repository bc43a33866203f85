/// What a training goes on from, between two steps: from the same state, data and streams follow the same
/// bits, in any process and on any machine.
package struct SessionState: Equatable, Sendable {
  /// The steps that were done.
  package var steps = 0
  /// The parameters, in the order of the network's description.
  package var parameters: [NamedParameter] = []
  /// What the optimizer keeps: each slot, and in it the numbers of each parameter, in the order of its
  /// values.
  package var slots: [[[Double]]] = []
  /// The random generators of the training, which belong to whoever runs it.
  package var streams: [RandomGenerator] = []
}

/// Why bytes are no state.
package enum SessionStateError: Error, Equatable, Sendable, CustomStringConvertible {
  /// They do not begin as a state does.
  case notAState
  /// They are of a version that this program does not know.
  case version(UInt64)
  /// They end too early, or hold what cannot be.
  case damaged

  package var description: String {
    switch self {
    case .notAState: "this is no state of a training"
    case .version(let version): "the state is of version \(version), which is not known here"
    case .damaged: "the state is cut off or damaged"
    }
  }
}

extension SessionState {
  private static let signature = Array("nnrun training state\n".utf8)
  private static let version: UInt64 = 1

  /// The state as bytes, the same on every machine; ``init(bytes:)`` reads them.
  package var bytes: [UInt8] {
    var writer = StateWriter()
    writer.bytes = Self.signature
    writer.write(Self.version)
    writer.write(UInt64(steps))
    writer.write(parameters) { writer, parameter in
      writer.write(parameter.name)
      writer.write(parameter.shape) { $0.write(UInt64($1)) }
      writer.write(parameter.values)
    }
    writer.write(slots) { writer, slot in writer.write(slot) { $0.write($1) } }
    writer.write(streams) { $0.write($1) }
    return writer.bytes
  }

  /// - Throws: ``SessionStateError``.
  package init(bytes: [UInt8]) throws(SessionStateError) {
    guard bytes.starts(with: Self.signature) else { throw .notAState }
    var reader = StateReader(bytes: bytes, place: Self.signature.count)
    let version = try reader.word()
    guard version == Self.version else { throw .version(version) }
    steps = try reader.count()
    parameters = try reader.list { reader throws(SessionStateError) in
      NamedParameter(
        name: try reader.string(),
        shape: try reader.list { reader throws(SessionStateError) in try reader.count() },
        values: try reader.numbers())
    }
    slots = try reader.list { reader throws(SessionStateError) in
      try reader.list { reader throws(SessionStateError) in try reader.numbers() }
    }
    streams = try reader.list { reader throws(SessionStateError) in try reader.generator() }
    guard reader.isAtEnd else { throw .damaged }
  }
}
