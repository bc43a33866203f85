import ElementaryFunctions
import Model
import Testing

@testable import NeuralNetwork

/// Activations, their derivatives and the elementary functions, over every count up to a few vectors.
@Suite struct KernelElementwiseTests {
  static let activations: [any Activation] = [
    Identity(), Sigmoid(), Tanh(), ReLU(), Step(), LeakyReLU(slope: 0.01), ELU(alpha: 0.7), SELU(),
    CELU(alpha: 1.3), GELU(), GELU(approximation: .tanh), SiLU(), Mish(), Softplus(),
    Softplus(beta: 2, threshold: 3), Softsign(), Hardtanh(minimum: -0.7, maximum: 0.6), HardSigmoid(),
    HardSwish(),
  ]

  @Test(arguments: availableInstructionSets)
  func activatesFloat(_ instructionSet: InstructionSet) throws {
    try checkActivate(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func activatesDouble(_ instructionSet: InstructionSet) throws {
    try checkActivate(Double.self, instructionSet)
  }

  private func checkActivate<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 6)
    for count in 0...70 {
      let z = (0..<count).map { _ in 20 * (random.scalar() as S) } + [0, -0.0]
      for activation in Self.activations {
        let kernel = try KernelActivation(activation)
        let memory = GuardedMemory()
        defer { memory.release() }
        let expected = try reference(activation, z)
        let input = try memory.buffer(z)
        let output = try memory.buffer(count: z.count) as GuardedBuffer<S>
        kernels.activate(kernel, count: z.count, input.start, into: output.start)
        expectSameBits(output.values, expected, "\(activation) of \(z.count)")
        kernels.activate(kernel, count: z.count, input.start, into: input.start)
        expectSameBits(input.values, expected, "\(activation) of \(z.count) in place")
        #expect(input.isIntactBefore && output.isIntactBefore)
      }
    }
  }

  /// Where it takes more than a line, that of the generic instruction set, one element at a time.
  private func reference<S: Scalar>(_ activation: any Activation, _ z: [S]) throws -> [S] {
    switch activation {
    case is Identity: return z
    case is Sigmoid: return try z.map { try elementary(.sigmoid, $0) }
    case is Tanh: return try z.map { try elementary(.tanh, $0) }
    case is ReLU: return z.map { $0 > 0 ? $0 : 0 }
    case is Step: return z.map { $0 >= 0 ? 1 : 0 }
    case let leaky as LeakyReLU: return z.map { $0 > 0 ? $0 : S(leaky.slope) * $0 }
    default:
      let (kernels, kernel) = (try S.tested(.generic), try KernelActivation(activation))
      return z.map { z in
        var y = z
        withUnsafeMutablePointer(to: &y) { kernels.activate(kernel, count: 1, $0, into: $0) }
        return y
      }
    }
  }

  @Test(arguments: availableInstructionSets)
  func derivesFloat(_ instructionSet: InstructionSet) throws { try checkBackward(Float.self, instructionSet) }

  @Test(arguments: availableInstructionSets)
  func derivesDouble(_ instructionSet: InstructionSet) throws {
    try checkBackward(Double.self, instructionSet)
  }

  private func checkBackward<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 7)
    for count in 0...70 {
      let y: [S] = random.scalars(count) + [0, 1]
      let dy: [S] = random.scalars(count + 2)
      for activation in Self.activations {
        let kernel = try KernelActivation(activation)
        let memory = GuardedMemory()
        defer { memory.release() }
        let generic = try S.tested(.generic)
        let expected = zip(y, dy).map { y, dy -> S in
          switch activation {
          case is Identity, is Step: dy
          case is Sigmoid: dy * (y * (1 - y))
          case is Tanh: dy * (1 - y * y)
          case is ReLU: y > 0 ? dy : 0
          case let leaky as LeakyReLU: y > 0 ? dy : S(leaky.slope) * dy
          default: generic.derivative(kernel, known: y, dy: dy)
          }
        }
        let (output, gradient) = (try memory.buffer(y), try memory.buffer(dy))
        let dz = try memory.buffer(count: y.count) as GuardedBuffer<S>
        kernels.activateBackward(
          kernel, count: y.count, known: output.start, dy: gradient.start, into: dz.start)
        expectSameBits(dz.values, expected, "\(activation) of \(y.count)")
        kernels.activateBackward(
          kernel, count: y.count, known: output.start, dy: gradient.start, into: gradient.start)
        expectSameBits(gradient.values, expected, "\(activation) of \(y.count) in place")
        #expect(dz.isIntactBefore && gradient.isIntactBefore)
      }
    }
  }

  /// A diverged network is seen as such: no activation turns NaN into a number.
  @Test(arguments: availableInstructionSets)
  func notANumberStaysSo(_ instructionSet: InstructionSet) throws {
    let kernels = try Float.tested(instructionSet)
    for activation in Self.activations {
      let kernel = try KernelActivation(activation)
      let memory = GuardedMemory()
      defer { memory.release() }
      let buffer = try memory.buffer([Float.nan, 1])
      kernels.activate(kernel, count: 2, buffer.start, into: buffer.start)
      #expect(buffer.values[0].isNaN && !buffer.values[1].isNaN, "\(activation)")
      let gradient = try memory.buffer([Float.nan, 1])
      kernels.activateBackward(
        kernel, count: 2, known: try memory.buffer([0.25, 0.25]).start, dy: gradient.start,
        into: gradient.start)
      #expect(gradient.values[0].isNaN && !gradient.values[1].isNaN, "\(activation)")
    }
  }

  @Test(arguments: availableInstructionSets)
  func appliesFloat(_ instructionSet: InstructionSet) throws {
    try checkFunctions(Float.self, instructionSet)
  }

  @Test(arguments: availableInstructionSets)
  func appliesDouble(_ instructionSet: InstructionSet) throws {
    try checkFunctions(Double.self, instructionSet)
  }

  private func checkFunctions<S: Scalar>(_: S.Type, _ instructionSet: InstructionSet) throws {
    let kernels = try S.tested(instructionSet)
    var random = LinearCongruentialGenerator(seed: 8)
    for function in ElementaryFunction.allCases {
      for count in 0...50 {
        let memory = GuardedMemory()
        defer { memory.release() }
        let x = (0..<count).map { _ in 20 * (random.scalar() as S) }
        let expected = try x.map { try elementary(function, $0) }
        let buffer = try memory.buffer(x)
        kernels.apply(function, count: count, buffer.start, into: buffer.start)
        expectSameBits(buffer.values, expected, "\(function) of \(count)")
        #expect(buffer.isIntactBefore)
      }
    }
  }
}

/// A function of one number, by the generic instruction set: a vector whose other lanes are 0.
func elementary<S: Scalar>(_ function: ElementaryFunction, _ x: S) throws -> S {
  let kernels = try S.tested(.generic)
  var y = x
  withUnsafeMutablePointer(to: &y) { kernels.apply(function, count: 1, $0, into: $0) }
  return y
}

extension Kernels {
  /// dy · f′, one number at a time.
  fileprivate func derivative(_ activation: KernelActivation, known: S, dy: S) -> S {
    var (known, dz) = (known, dy)
    withUnsafePointer(to: &known) { known in
      withUnsafeMutablePointer(to: &dz) {
        activateBackward(activation, count: 1, known: known, dy: $0, into: $0)
      }
    }
    return dz
  }
}
