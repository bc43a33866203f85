import Declarations

extension ExpressionFault: FaultKind {
  package var message: String {
    switch kind {
    case .unexpected(let text, let expected): "expected \(expected), not '\(text)'"
    case .unexpectedEnd(let expected): "expected \(expected), but the expression ends"
    case .numberTooLarge(let text): "the number \(text) is too large"
    case .tooDeep(let limit): "the expression is nested deeper than \(limit) levels"
    case .tooLong(let limit): "the expression has more than \(limit) operators"
    case .unknownName(let name, _): "unknown name '\(name)'"
    case .unknownFunction(let name, _): "unknown function '\(name)'"
    case .wrongArgumentCount(let function, let expected, let found):
      "'\(function)' takes \(expected) \(expected.hasSuffix("1") ? "argument" : "arguments"), not \(found)"
    case .notScalar(let what): "\(what) has no place in arithmetic of numbers"
    case .divisionByZero: "division by zero"
    case .overflow: "the result is too large"
    case .shapesDoNotFit(let a, let b, let operation):
      "shapes \(Self.text(a)) and \(Self.text(b)) do not fit '\(operation)'"
    case .cannotReshape(let shape, let target):
      "the shape \(Self.text(shape)) cannot become \(Self.text(target)): they differ in their number of "
        + "elements"
    case .needsScalar(let function, let shape):
      "the bounds of '\(function)' must be single numbers, not of shape \(Self.text(shape))"
    case .needsWholeNumber(let least): "expected a whole number, at least \(least), written out"
    case .noAxis(let axis, let shape): "there is no axis \(axis) in the shape \(Self.text(shape))"
    case .tooManyDimensions(let limit): "a shape has at most \(limit) dimensions"
    case .tensorTooLarge(let shape, let limit):
      "a tensor of shape \(Self.text(shape)) has more than \(limit) elements"
    case .needsVectors(let function, let a, let b):
      "'\(function)' takes two vectors of one length, not \(Self.text(a)) and \(Self.text(b))"
    case .emptyList: "a list must have at least 1 entry"
    case .noTensorOperator(let symbol): "'\(symbol)' has no place in expressions of tensors"
    case .notElementwise(let what): "\(what) has no place in a function of one variable"
    case .outsideDomain(let operation, let value): "'\(operation)' has no value at \(value)"
    case .notTruth: "expected a condition, such as hidden > 8, not a value alone"
    case .notOrdered(let symbol): "'\(symbol)' compares numbers, and one side is none"
    case .keepsNothing(let count, let kind): "none of the \(count) \(kind) is kept"
    }
  }

  package var notes: [String] {
    switch kind {
    case .unknownName(let name, let legal): Suggestion.notes(name, "names", legal)
    case .unexpected("=", _): ["two values are compared by '=='"]
    case .unexpected("$", _): ["in expressions, names stand without '$'"]
    case .unknownFunction(let name, let legal): Suggestion.notes(name, "functions", legal)
    default: []
    }
  }

  /// `2×3`; of a single number, "()".
  static func text(_ shape: [Int]) -> String {
    switch shape.count {
    case 0: "()"
    case 1: "(\(shape[0]))"
    default: shape.map(String.init).joined(separator: "×")
    }
  }
}
