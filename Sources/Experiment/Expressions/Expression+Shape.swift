import Model

/// The most elements of one tensor of an experiment: more is a mistake, not an example.
package let tensorElementLimit = 1_000_000

/// Every rule of shapes is here: what passes can be evaluated, but for divisions by zero and their like.
extension Expression {
  /// The shape of the expression's value, where names have the shapes of `scope`.
  package func shape(in scope: [String: [Int]]) throws(ExpressionFault) -> [Int] {
    var cost = EvaluationCost()
    return try shape(in: scope, &cost)
  }

  /// The same; what the evaluation takes is added to `cost`.
  package func shape(in scope: [String: [Int]], _ cost: inout EvaluationCost) throws(ExpressionFault) -> [Int]
  {
    let shape = try uncheckedShape(in: scope, &cost)
    let count = shape.elementCount
    guard count <= tensorElementLimit else {
      throw ExpressionFault(.tensorTooLarge(shape: shape, limit: tensorElementLimit), range)
    }
    if case .name = self { return shape }
    cost += EvaluationCost(elements: count, operations: count)
    return shape
  }

  private func uncheckedShape(in scope: [String: [Int]], _ cost: inout EvaluationCost) throws(ExpressionFault)
    -> [Int]
  {
    switch self {
    case .integer, .real: return []
    case .name(let name, let range):
      guard let shape = scope[name] else {
        throw ExpressionFault(.unknownName(name, legal: scope.keys.sorted()), range)
      }
      return shape
    case .negation(let operand, _): return try operand.shape(in: scope, &cost)
    case .list(let items, let range):
      guard let first = try items.first?.shape(in: scope, &cost) else {
        throw ExpressionFault(.emptyList, range)
      }
      for item in items.dropFirst() {
        let shape = try item.shape(in: scope, &cost)
        if shape != first {
          throw ExpressionFault(.shapesDoNotFit(first, shape, operation: "[...]"), item.range)
        }
      }
      return [items.count] + first
    case .operation(let symbol, let left, let right, let range):
      let a = try left.shape(in: scope, &cost)
      let b = try right.shape(in: scope, &cost)
      switch symbol {
      case .add, .subtract, .multiply, .divide, .power:
        return try Self.broadcast(a, b, symbol.rawValue, range)
      case .matrixMultiply:
        guard let shape = a.matrixProduct(with: b) else {
          throw ExpressionFault(.shapesDoNotFit(a, b, operation: symbol.rawValue), range)
        }
        // Each number of the result is a sum of so many products.
        cost += EvaluationCost(operations: shape.elementCount) * (a.last ?? 1)
        return shape
      case .floorDivide, .remainder: throw ExpressionFault(.noTensorOperator(symbol.rawValue), range)
      }
    case .call(let name, let arguments, let range):
      let function = try TensorFunction.named(name, range, argumentCount: arguments.count)
      return try Self.shape(of: function, arguments, in: scope, range, &cost)
    }
  }

  private static func shape(
    of function: TensorFunction, _ arguments: [Expression], in scope: [String: [Int]],
    _ range: ExpressionRange, _ cost: inout EvaluationCost
  ) throws(ExpressionFault) -> [Int] {
    switch function {
    case .ones, .zeros, .rand, .randn: return try dimensions(arguments[...])
    case .linspace:
      for bound in arguments.prefix(2) {
        let shape = try bound.shape(in: scope, &cost)
        if shape != [] {
          throw ExpressionFault(.needsScalar(function: function.rawValue, shape: shape), bound.range)
        }
      }
      return try dimensions(arguments[2...])
    case .reshape:
      let shape = try arguments[0].shape(in: scope, &cost)
      let target = try dimensions(arguments[1...])
      guard shape.elementCount == target.elementCount else {
        throw ExpressionFault(.cannotReshape(shape, to: target), range)
      }
      return target
    case .sum, .mean:
      var shape = try arguments[0].shape(in: scope, &cost)
      guard arguments.count == 2 else { return [] }
      let axis = try arguments[1].wholeNumber(atLeast: 0)
      guard shape.indices.contains(axis) else {
        throw ExpressionFault(.noAxis(axis, shape: shape), arguments[1].range)
      }
      shape.remove(at: axis)
      return shape
    case .dot:
      let a = try arguments[0].shape(in: scope, &cost)
      let b = try arguments[1].shape(in: scope, &cost)
      guard a.count == 1, a == b else {
        throw ExpressionFault(.needsVectors(function: function.rawValue, a, b), range)
      }
      return []
    case .transpose: return try arguments[0].shape(in: scope, &cost).reversed()
    case .max, .min:
      let first = try arguments[0].shape(in: scope, &cost)
      return arguments.count == 1
        ? [] : try broadcast(arguments.dropFirst(), onto: first, function, in: scope, range, &cost)
    case .abs, .celu, .cos, .elu, .erf, .exp, .expm1, .gelu, .geluTanh, .hardSigmoid, .hardSwish, .hardtanh,
      .leakyReLU, .log, .log1p, .mish, .relu, .select, .selu, .sigmoid, .silu, .sin, .softplus, .softsign,
      .sqrt, .step, .tanh:
      let first = try arguments[0].shape(in: scope, &cost)
      return try broadcast(arguments.dropFirst(), onto: first, function, in: scope, range, &cost)
    }
  }

  private static func broadcast(
    _ arguments: ArraySlice<Expression>, onto first: [Int], _ function: TensorFunction,
    in scope: [String: [Int]], _ range: ExpressionRange, _ cost: inout EvaluationCost
  ) throws(ExpressionFault) -> [Int] {
    var shape = first
    for argument in arguments {
      shape = try broadcast(shape, argument.shape(in: scope, &cost), function.rawValue, range)
    }
    return shape
  }

  /// NumPy's rule: shapes are aligned at their last dimension; 1, or nothing, fits everything.
  private static func broadcast(_ a: [Int], _ b: [Int], _ operation: String, _ range: ExpressionRange)
    throws(ExpressionFault) -> [Int]
  {
    guard let shape = a.broadcast(with: b) else {
      throw ExpressionFault(.shapesDoNotFit(a, b, operation: operation), range)
    }
    return shape
  }

  /// A shape, as one list of numbers or as several arguments: whole numbers that are written out.
  package static func dimensions(_ arguments: ArraySlice<Expression>) throws(ExpressionFault) -> [Int] {
    var items = Array(arguments)
    if items.count == 1, case .list(let listed, let range) = items[0] {
      if listed.count > 8 { throw ExpressionFault(.tooManyDimensions(limit: 8), range) }
      items = listed
    }
    var shape: [Int] = []
    for item in items { shape.append(try item.wholeNumber(atLeast: 1)) }
    return shape
  }

  /// The number of a dimension or an axis.
  package func wholeNumber(atLeast least: Int) throws(ExpressionFault) -> Int {
    guard case .integer(let value, let range) = self, value >= least else {
      throw ExpressionFault(.needsWholeNumber(atLeast: least), self.range)
    }
    guard value <= tensorElementLimit else {
      throw ExpressionFault(.tensorTooLarge(shape: [value], limit: tensorElementLimit), range)
    }
    return value
  }
}

extension Expression {
  /// Whether every element of the value comes from the elements at its place alone: what can be drawn as the
  /// curve of a function of one variable.
  func checkElementwise() throws(ExpressionFault) {
    switch self {
    case .integer, .real, .name: return
    case .negation(let operand, _): try operand.checkElementwise()
    case .list(_, let range): throw ExpressionFault(.notElementwise("a list"), range)
    case .operation(let symbol, let left, let right, let range):
      if symbol == .matrixMultiply { throw ExpressionFault(.notElementwise("'@'"), range) }
      try left.checkElementwise()
      try right.checkElementwise()
    case .call(let name, let arguments, let range):
      let function = try TensorFunction.named(name, range, argumentCount: arguments.count)
      let isReduction = (function == .max || function == .min) && arguments.count == 1
      guard function.isElementwise, !isReduction else {
        throw ExpressionFault(.notElementwise("'\(name)'" + (isReduction ? " of one argument" : "")), range)
      }
      for argument in arguments { try argument.checkElementwise() }
    }
  }
}
