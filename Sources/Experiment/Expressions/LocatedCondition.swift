import Declarations
import YAMLTree

/// A condition with the place of its text, so that what goes wrong with it later is reported there.
package struct LocatedCondition: Sendable {
  package var condition: Condition
  let node: YAMLNode
}

extension ValueType where Value == LocatedCondition? {
  /// A condition in a text; its faults point into the text.
  static var condition: ValueType {
    ValueType(
      schema: ["title": "condition", "type": ["string", "boolean"]],
      encode: { $0.map { .string($0.node.flowText) } ?? .null }
    ) { node, faults in
      guard let text = node.string else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "a condition", found: node.summary), at: node)
        return nil
      }
      do throws(ExpressionFault) {
        return LocatedCondition(condition: try Condition(parsing: text), node: node)
      } catch {
        faults.add(Fault(expression: error, in: node))
        return nil
      }
    }
  }
}
