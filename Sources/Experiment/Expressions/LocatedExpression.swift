import Declarations
import YAMLTree

/// An expression with the place of its text, so that what goes wrong with it later is reported there.
package struct LocatedExpression: Sendable, Equatable {
  package var expression: Expression
  let node: YAMLNode

  /// As the file has it.
  package var text: String { node.flowText }

  package func fault(_ fault: ExpressionFault) -> Fault { Fault(expression: fault, in: node) }

  package static func == (a: LocatedExpression, b: LocatedExpression) -> Bool { a.expression == b.expression }
}

extension ValueType where Value == LocatedExpression {
  static var locatedExpression: ValueType {
    let type = ValueType<Expression>.expression
    return ValueType(schema: type.schema, encode: { .string($0.text) }) { node, faults in
      type.decode(node, &faults).map { LocatedExpression(expression: $0, node: node) }
    }
  }
}
