/// The sum of outputs of the same shape, which it reads by their names.
package struct Add: PlainLayer {
  package static let name = "add"

  package var sources: [String]

  package init(sources: [String] = []) { self.sources = sources }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }

  package func outputShape(forInputs inputs: [[Int]]) throws(LayerFault) -> [Int] {
    guard inputs.allSatisfy({ $0 == inputs[0] }) else { throw .shapesDiffer(inputs) }
    return inputs[0]
  }
}

/// Outputs, which it reads by their names, one behind the other along their first dimension: features, or
/// channels.
package struct Concat: PlainLayer {
  package static let name = "concat"

  package var sources: [String]

  package init(sources: [String] = []) { self.sources = sources }

  package func outputShape(for input: [Int]) throws(LayerFault) -> [Int] { input }

  package func outputShape(forInputs inputs: [[Int]]) throws(LayerFault) -> [Int] {
    let rest = inputs[0].dropFirst()
    guard inputs.allSatisfy({ !$0.isEmpty && $0.dropFirst() == rest }) else {
      throw .shapesDifferBehindFirst(inputs)
    }
    return [inputs.reduce(0) { $0.addingSaturated($1[0]) }] + rest
  }
}
