@testable import Experiment

extension Expression {
  /// The expression with parentheses around every operation: what belongs to what.
  var grouped: String {
    switch self {
    case .integer(let value, _): "\(value)"
    case .real(let value, _): "\(value)"
    case .name(let name, _): name
    case .list(let items, _): "[\(items.map(\.grouped).joined(separator: ", "))]"
    case .negation(let operand, _): "(-\(operand.grouped))"
    case .operation(let symbol, let left, let right, _):
      "(\(left.grouped) \(symbol.rawValue) \(right.grouped))"
    case .call(let name, let items, _): "\(name)(\(items.map(\.grouped).joined(separator: ", ")))"
    }
  }
}

/// What is wrong with an expression: "message @ offset+length", or `nil` where nothing is.
func faultText(_ evaluate: () throws -> Void) -> String? {
  do {
    try evaluate()
    return nil
  } catch let fault as ExpressionFault {
    return "\(fault.message) @ \(fault.range.offset)+\(fault.range.length)"
  } catch {
    return "another error: \(error)"
  }
}
