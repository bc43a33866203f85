import Experiment
import Model
import NeuralNetwork

/// Evaluates expressions whose shapes have been checked, on a tape that gradients can be read from.
///
/// Everything is evaluated from left to right, so draws come in the order in which they are written. An
/// operation that has no finite result where its operands are finite is a fault of the file, at the
/// operation's place.
struct ExpressionEvaluator<S: Scalar> {
  private(set) var tape = Tape<S>()
  /// What each name stands for.
  private(set) var scope: [String: Tape<S>.Variable] = [:]
  var random: RandomGenerator
  /// Names whose values may lead anywhere: the variable of a curve, which passes its poles.
  private var open: Set<String> = []

  init(random: RandomGenerator) { self.random = random }

  /// Names a value from outside.
  mutating func define(_ name: String, _ value: Tensor<S>, isOpen: Bool = false) {
    scope[name] = tape.leaf(value)
    if isOpen { open.insert(name) } else { open.remove(name) }
  }

  /// Evaluates an expression and names its value.
  @discardableResult
  mutating func define(_ name: String, _ expression: Expression) throws(ExpressionFault) -> Tensor<S> {
    let variable = try evaluate(expression)
    if isOpen(expression) { open.insert(name) } else { open.remove(name) }
    scope[name] = variable
    return tape[variable]
  }

  func value(of name: String) -> Tensor<S>? { scope[name].map { tape[$0] } }

  /// ∂y/∂x for each of `sources`.
  func gradients(of y: Tape<S>.Variable, by sources: [String]) throws(TensorError) -> [Tensor<S>] {
    try tape.gradients(of: y, withRespectTo: sources.compactMap { scope[$0] })
  }

  mutating func apply(_ operation: TensorOperation, _ inputs: Tape<S>.Variable...) throws(TensorError)
    -> Tape<S>.Variable
  {
    try tape.apply(operation, inputs)
  }

  private func isOpen(_ expression: Expression) -> Bool {
    expression.names.contains { open.contains($0.name) }
  }

  mutating func evaluate(_ expression: Expression) throws(ExpressionFault) -> Tape<S>.Variable {
    switch expression {
    case .integer(let value, let range): return try number(S(value), range)
    case .real(let value, let range): return try number(S(value), range)
    case .name(let name, let range):
      guard let variable = scope[name] else {
        throw ExpressionFault(.unknownName(name, legal: scope.keys.sorted()), range)
      }
      return variable
    case .negation(let operand, _):
      return try apply(.elementwise(.negate), [evaluate(operand)], in: expression)
    case .list(let items, _):
      return try apply(.stack, evaluateAll(items), in: expression)
    case .operation(let symbol, let left, let right, let range):
      return try apply(operation(symbol, range), [evaluate(left), evaluate(right)], in: expression)
    case .call(let name, let arguments, let range):
      let function = try TensorFunction.named(name, range, argumentCount: arguments.count)
      return try call(function, arguments, expression)
    }
  }

  private mutating func number(_ value: S, _ range: ExpressionRange) throws(ExpressionFault)
    -> Tape<S>.Variable
  {
    guard value.isFinite else { throw ExpressionFault(.overflow, range) }
    return tape.leaf(Tensor(value))
  }

  private func operation(_ symbol: BinaryOperator, _ range: ExpressionRange) throws(ExpressionFault)
    -> TensorOperation
  {
    switch symbol {
    case .add: .binary(.add)
    case .subtract: .binary(.subtract)
    case .multiply: .binary(.multiply)
    case .divide: .binary(.divide)
    case .power: .binary(.power)
    case .matrixMultiply: .matrixProduct
    case .floorDivide, .remainder: throw ExpressionFault(.noTensorOperator(symbol.rawValue), range)
    }
  }

  private mutating func evaluateAll(_ expressions: [Expression]) throws(ExpressionFault) -> [Tape<S>.Variable]
  {
    var variables: [Tape<S>.Variable] = []
    for expression in expressions { variables.append(try evaluate(expression)) }
    return variables
  }

  private mutating func call(_ function: TensorFunction, _ arguments: [Expression], _ whole: Expression)
    throws(ExpressionFault) -> Tape<S>.Variable
  {
    switch function {
    case .abs: return try elementwise(.abs, arguments, whole)
    case .celu:
      return try apply(
        .binary(.celu), evaluateAll([arguments[0], parameter(arguments, 1, whole)]), in: whole)
    case .cos: return try elementwise(.cos, arguments, whole)
    case .elu:
      return try apply(.binary(.elu), evaluateAll([arguments[0], parameter(arguments, 1, whole)]), in: whole)
    case .erf: return try elementwise(.erf, arguments, whole)
    case .exp: return try elementwise(.exp, arguments, whole)
    case .expm1: return try elementwise(.expm1, arguments, whole)
    case .gelu: return try elementwise(.gelu, arguments, whole)
    case .geluTanh: return try elementwise(.geluTanh, arguments, whole)
    case .hardSigmoid: return try elementwise(.hardSigmoid, arguments, whole)
    case .hardSwish: return try elementwise(.hardSwish, arguments, whole)
    case .hardtanh:
      let low = arguments.count > 1 ? arguments[1] : .real(-1, whole.range)
      let high = arguments.count > 2 ? arguments[2] : .real(1, whole.range)
      let raised = try apply(.binary(.maximum), evaluateAll([arguments[0], low]), in: whole)
      return try apply(.binary(.minimum), [raised, evaluate(high)], in: whole)
    case .log: return try elementwise(.log, arguments, whole)
    case .log1p: return try elementwise(.log1p, arguments, whole)
    case .mish: return try elementwise(.mish, arguments, whole)
    case .relu: return try elementwise(.relu, arguments, whole)
    case .selu: return try elementwise(.selu, arguments, whole)
    case .sigmoid: return try elementwise(.sigmoid, arguments, whole)
    case .silu: return try elementwise(.silu, arguments, whole)
    case .sin: return try elementwise(.sin, arguments, whole)
    case .softplus: return try elementwise(.softplus, arguments, whole)
    case .softsign: return try elementwise(.softsign, arguments, whole)
    case .sqrt: return try elementwise(.sqrt, arguments, whole)
    case .step: return try elementwise(.step, arguments, whole)
    case .tanh: return try elementwise(.tanh, arguments, whole)
    case .leakyReLU:
      return try apply(
        .binary(.leakyReLU), evaluateAll([arguments[0], parameter(arguments, 0.01, whole)]), in: whole)
    case .dot: return try apply(.matrixProduct, evaluateAll(arguments), in: whole)
    case .select: return try apply(.select, evaluateAll(arguments), in: whole)
    case .transpose: return try apply(.transpose, evaluateAll(arguments), in: whole)
    case .max: return try extreme(.largest, .maximum, arguments, whole)
    case .min: return try extreme(.smallest, .minimum, arguments, whole)
    case .sum: return try apply(.sum(axis: axis(arguments)), [evaluate(arguments[0])], in: whole)
    case .mean: return try apply(.mean(axis: axis(arguments)), [evaluate(arguments[0])], in: whole)
    case .reshape:
      let shape = try Expression.dimensions(arguments[1...])
      return try apply(.reshape(shape), [evaluate(arguments[0])], in: whole)
    case .ones, .zeros, .rand, .randn:
      let shape = try Expression.dimensions(arguments[...])
      return try source(shape, values(function, count: shape.reduce(1, *)), whole)
    case .linspace:
      let (first, last) = (try evaluate(arguments[0]), try evaluate(arguments[1]))
      let count = try Expression.dimensions(arguments[2...])
      let ends = [tape[first], tape[last]].map { Double($0.scalar ?? 0) }
      let grid = GridSpec.linspace(from: ends[0], to: ends[1], count: count.reduce(1, *))
      return try source(count, grid.map { S($0) }, whole)
    }
  }

  /// The second argument, or PyTorch's number where none is given.
  private func parameter(_ arguments: [Expression], _ standard: Double, _ whole: Expression) -> Expression {
    arguments.count > 1 ? arguments[1] : .real(standard, whole.range)
  }

  private mutating func elementwise(
    _ function: ElementwiseFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(ExpressionFault) -> Tape<S>.Variable {
    try apply(.elementwise(function), evaluateAll(arguments), in: whole)
  }

  /// Of all elements of one argument, or of several arguments element by element.
  private mutating func extreme(
    _ reduction: TensorOperation, _ function: BinaryFunction, _ arguments: [Expression], _ whole: Expression
  ) throws(ExpressionFault) -> Tape<S>.Variable {
    let variables = try evaluateAll(arguments)
    if variables.count == 1 { return try apply(reduction, variables, in: whole) }
    var result = variables[0]
    for variable in variables.dropFirst() {
      result = try apply(.binary(function), [result, variable], in: whole)
    }
    return result
  }

  private func axis(_ arguments: [Expression]) throws(ExpressionFault) -> Int? {
    arguments.count == 2 ? try arguments[1].wholeNumber(atLeast: 0) : nil
  }

  private mutating func values(_ function: TensorFunction, count: Int) -> [S] {
    switch function {
    case .randn: random.normal(count: count, mean: 0, standardDeviation: 1)
    case .rand: random.uniform(count: count, low: 0, high: 1)
    case .ones: [S](repeating: 1, count: count)
    default: [S](repeating: 0, count: count)
    }
  }

  private mutating func source(_ shape: [Int], _ values: [S], _ whole: Expression) throws(ExpressionFault)
    -> Tape<S>.Variable
  {
    do throws(TensorError) {
      return tape.leaf(try Tensor(shape: shape, values: values))
    } catch {
      throw ExpressionFault(error, whole.range)
    }
  }

  private mutating func apply(
    _ operation: TensorOperation, _ inputs: [Tape<S>.Variable], in whole: Expression
  )
    throws(ExpressionFault) -> Tape<S>.Variable
  {
    let result: Tape<S>.Variable
    do throws(TensorError) {
      result = try tape.apply(operation, inputs)
    } catch {
      throw ExpressionFault(error, whole.range)
    }
    if !isOpen(whole), tape[result].values.contains(where: { !$0.isFinite }) {
      throw ExpressionFault(fault(of: operation, inputs), whole.range)
    }
    return result
  }

  /// What an operation on finite numbers stumbled over.
  private func fault(of operation: TensorOperation, _ inputs: [Tape<S>.Variable]) -> ExpressionFault.Kind {
    let operands = inputs.map { tape[$0].values }
    func outside(_ name: String, where isOutside: (S) -> Bool) -> ExpressionFault.Kind {
      guard let value = operands[0].first(where: isOutside) else { return .overflow }
      return .outsideDomain(operation: name, value: "\(value)")
    }
    switch operation {
    case .binary(.divide): return operands[1].contains(0) ? .divisionByZero : .overflow
    case .binary(.power):
      if operands[0].contains(0), operands[1].contains(where: { $0 < 0 }) { return .divisionByZero }
      return operands[1].contains { $0 != $0.rounded() } ? outside("^") { $0 < 0 } : .overflow
    case .elementwise(.log): return outside("log") { $0 <= 0 }
    case .elementwise(.log1p): return outside("log1p") { $0 <= -1 }
    case .elementwise(.sqrt): return outside("sqrt") { $0 < 0 }
    default: return .overflow
    }
  }
}

extension ExpressionFault {
  /// A fault that the check of shapes leaves to the engine.
  init(_ error: TensorError, _ range: ExpressionRange) {
    let kind: ExpressionFault.Kind =
      switch error {
      case .shapesDoNotFit(let a, let b, let operation): .shapesDoNotFit(a, b, operation: operation)
      case .cannotReshape(let shape, let target): .cannotReshape(shape, to: target)
      case .noAxis(let axis, let shape): .noAxis(axis, shape: shape)
      case .tooLarge(let shape), .elementCount(let shape, _), .notScalar(let shape):
        .tensorTooLarge(shape: shape, limit: tensorElementLimit)
      case .operandCount(let operation, let expected, let found):
        .wrongArgumentCount(function: operation, expected: "\(expected)", found: found)
      }
    self.init(kind, range)
  }
}
