import Declarations
import YAMLTree

extension ValueType where Value == Expression {
  /// An expression in a scalar; its faults point into the text.
  static var expression: ValueType {
    ValueType(
      schema: ["title": "expression", "type": ["string", "number"]], encode: { .string("\($0)") },
      decode: { node, faults in
        guard let text = node.string else {
          faults.add(
            .wrongType(subject: faults.subject, expected: "an expression", found: node.summary), at: node)
          return nil
        }
        do throws(ExpressionFault) {
          return try Expression(parsing: text)
        } catch {
          faults.add(Fault(expression: error, in: node))
          return nil
        }
      })
  }
}

extension Fault {
  /// A fault of an expression, at its place in the file where the scalar stands on one line as it is.
  init(expression fault: ExpressionFault, in node: YAMLNode) {
    let quote = node.scalar?.isPlain == false ? 1 : 0
    let width = (node.scalar?.text.unicodeScalars.count ?? 0) + 2 * quote
    guard node.mark.line == node.endMark.line, node.length == width else {
      self.init(fault, at: node)
      return
    }
    let column = node.mark.column + quote + fault.range.offset
    let mark = SourceMark(file: node.mark.file, line: node.mark.line, column: column)
    self.init(fault, mark: mark, length: fault.range.length)
  }
}
