import Declarations
import YAMLTree

/// What was read from a text of the file, an expression or a condition, with the place of that text: what
/// goes wrong with it later is reported there.
package struct Located<Parsed: Sendable>: Sendable {
  package var parsed: Parsed
  let node: YAMLNode

  /// As the file has it.
  package var text: String { node.flowText }

  package func fault(_ fault: ExpressionFault) -> Fault { Fault(expression: fault, in: node) }

  /// A fault of all of the text.
  package func fault(_ kind: ExpressionFault.Kind) -> Fault {
    fault(ExpressionFault(kind, ExpressionRange(0, max(text.unicodeScalars.count, 1))))
  }
}

extension Located: Equatable where Parsed: Equatable {
  package static func == (a: Located, b: Located) -> Bool { a.parsed == b.parsed }
}

extension ValueType where Value == Located<Expression> {
  static var locatedExpression: ValueType {
    let type = ValueType<Expression>.expression
    return ValueType(schema: type.schema, encode: { .string($0.text) }) { node, faults in
      type.decode(node, &faults).map { Located(parsed: $0, node: node) }
    }
  }
}

extension ValueType where Value == Located<Condition> {
  /// A condition in a text; its faults point into the text.
  static var condition: ValueType {
    ValueType(
      schema: ["title": "condition", "type": ["string", "boolean"]], encode: { .string($0.text) }
    ) { node, faults in
      guard let text = node.string else {
        faults.add(
          .wrongType(subject: faults.subject, expected: "a condition", found: node.summary), at: node)
        return nil
      }
      do throws(ExpressionFault) {
        return Located(parsed: try Condition(parsing: text), node: node)
      } catch {
        faults.add(Fault(expression: error, in: node))
        return nil
      }
    }
  }
}

extension Located where Parsed == Condition {
  /// A condition that an option of the command line gives.
  /// - Throws: what is wrong with its text.
  package init(option: String, _ text: String) throws(InvalidFiles) {
    var faults = Faults()
    let file = SourceFile(path: option, text: text)
    let node = YAMLNode(
      content: .scalar(YAMLScalar(text: text)), mark: file.mark(atByte: 0), endMark: file.end)
    guard let condition = ValueType<Located>.condition.decode(node, &faults) else {
      throw InvalidFiles(faults)
    }
    self = condition
  }
}
