/// Reverse-mode automatic differentiation: a computation is written down operation by operation as it runs,
/// and read backwards for the gradients (Baydin et al., J. Mach. Learn. Res. 18, 2018).
///
///     var tape = Tape<Double>()
///     let x = tape.leaf(Tensor(3))
///     let y = try tape.apply(.binary(.multiply), x, x)
///     let dydx = try tape.gradients(of: y, withRespectTo: [x])  // [6]
package struct Tape<S: Scalar>: Sendable {
  /// A value on the tape that it was made by.
  package struct Variable: Hashable, Sendable {
    fileprivate let index: Int
  }

  private struct Entry: Sendable {
    var value: Tensor<S>
    /// What made the value of which others; `nil` for a leaf.
    var operation: TensorOperation?
    var inputs: [Int] = []
  }

  private var entries: [Entry] = []

  package init() {}

  /// A value from outside.
  package mutating func leaf(_ value: Tensor<S>) -> Variable { append(Entry(value: value)) }

  /// The result of an operation on values of this tape.
  ///
  /// - Throws: ``TensorError`` where the shapes do not fit.
  package mutating func apply(_ operation: TensorOperation, _ inputs: [Variable]) throws(TensorError)
    -> Variable
  {
    let value = try operation.value(inputs.map { self[$0] })
    return append(Entry(value: value, operation: operation, inputs: inputs.map(\.index)))
  }

  package mutating func apply(_ operation: TensorOperation, _ inputs: Variable...) throws(TensorError)
    -> Variable
  {
    try apply(operation, inputs)
  }

  package subscript(variable: Variable) -> Tensor<S> { entries[variable.index].value }

  /// ∂y/∂x for each x of `sources`, in its shape; zeros where y does not depend on it. Where a value is
  /// used several times, its gradients are added from the last use to the first.
  ///
  /// - Throws: ``TensorError/notScalar(_:)`` where y is not one number.
  package func gradients(of y: Variable, withRespectTo sources: [Variable]) throws(TensorError) -> [Tensor<S>]
  {
    guard self[y].values.count == 1 else { throw .notScalar(self[y].shape) }
    let isNeeded = dependents(of: sources, upTo: y)
    var gradients = [Tensor<S>?](repeating: nil, count: y.index + 1)
    gradients[y.index] = Tensor(repeating: 1, shape: self[y].shape)
    for index in stride(from: y.index, through: 0, by: -1) where isNeeded[index] {
      let entry = entries[index]
      guard let dy = gradients[index], let operation = entry.operation else { continue }
      let inputs = entry.inputs.map { entries[$0].value }
      let parts = try operation.gradients(dy, inputs: inputs, output: entry.value)
      for (input, part) in zip(entry.inputs, parts) where isNeeded[input] {
        if let sum = gradients[input] {
          gradients[input] = Tensor(unchecked: zip(sum.values, part.values).map { $0 + $1 }, shape: sum.shape)
        } else {
          gradients[input] = part
        }
      }
    }
    return sources.map { source in
      (source.index <= y.index ? gradients[source.index] : nil)
        ?? Tensor(repeating: 0, shape: self[source].shape)
    }
  }

  /// Whether each value up to y depends on one of `sources`.
  private func dependents(of sources: [Variable], upTo y: Variable) -> [Bool] {
    var isDependent = [Bool](repeating: false, count: y.index + 1)
    for source in sources where source.index <= y.index { isDependent[source.index] = true }
    for index in 0...y.index where entries[index].inputs.contains(where: { isDependent[$0] }) {
      isDependent[index] = true
    }
    return isDependent
  }

  private mutating func append(_ entry: Entry) -> Variable {
    entries.append(entry)
    return Variable(index: entries.count - 1)
  }
}
