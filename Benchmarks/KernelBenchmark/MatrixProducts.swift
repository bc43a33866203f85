internal import CPeak
import NeuralNetwork

/// A matrix product as training makes it.
struct ProductShape {
  enum Form: String {
    /// Forward: A row-major, B (weights) in panels, C row-major.
    case nn = "NN"
    /// Weight gradients: A a transpose (of the inputs), B (output gradients) row-major, C in panels.
    case tn = "TN"
  }
  var form: Form
  var m: Int, n: Int, k: Int
}

let productShapes: [ProductShape] = [
  .init(form: .nn, m: 64, n: 128, k: 784), .init(form: .tn, m: 784, n: 128, k: 64),
  .init(form: .nn, m: 1000, n: 128, k: 784), .init(form: .nn, m: 64, n: 64, k: 128),
  .init(form: .nn, m: 64, n: 128, k: 64), .init(form: .tn, m: 128, n: 64, k: 64),
  .init(form: .nn, m: 64, n: 10, k: 64), .init(form: .tn, m: 64, n: 10, k: 64),
  .init(form: .nn, m: 64, n: 64, k: 10), .init(form: .nn, m: 32, n: 128, k: 784),
  .init(form: .tn, m: 784, n: 128, k: 32), .init(form: .nn, m: 64, n: 17, k: 128),
  .init(form: .nn, m: 64, n: 100, k: 784), .init(form: .tn, m: 784, n: 100, k: 64),
  .init(form: .nn, m: 64, n: 256, k: 784), .init(form: .nn, m: 64, n: 512, k: 1024),
  .init(form: .tn, m: 1024, n: 512, k: 64), .init(form: .nn, m: 256, n: 1024, k: 1024),
  .init(form: .tn, m: 1024, n: 1024, k: 256), .init(form: .nn, m: 4, n: 4, k: 2),
]

/// GFLOP/s of the products, counting m·n·k multiplications and additions, and their share of the peak.
func printMatrixProducts(_ instructionSet: InstructionSet) {
  let peak = peakFloat(instructionSet)
  let gigaflops = column(peak / 1e9, decimals: 1, width: 0)
  let limit = peak > 0 ? "one core's FMA peak \(gigaflops) GFLOP/s (float)" : "FMA in software"
  print("\(instructionSet.rawValue): \(limit)")
  print("form      m     n     k |  float: GFLOP/s  of peak |  double: GFLOP/s  of peak       ns")
  for shape in productShapes where instructionSet != .generic || shape.m * shape.n * shape.k < 10_000_000 {
    guard let float = seconds(shape, Float.self, instructionSet),
      let double = seconds(shape, Double.self, instructionSet)
    else { continue }
    let operations = Double(2 * shape.m * shape.n * shape.k)
    print(
      column(shape.form.rawValue, width: 4), column(Double(shape.m), decimals: 0, width: 5),
      column(Double(shape.n), decimals: 0, width: 5), column(Double(shape.k), decimals: 0, width: 5),
      "| ", column(operations / float / 1e9, decimals: 1, width: 14),
      column(operations / float / peak * 100, decimals: 0, width: 7) + "%", "|",
      column(operations / double / 1e9, decimals: 1, width: 15),
      column(operations / double / peak * 200, decimals: 0, width: 8) + "%",
      column(double * 1e9, decimals: 0, width: 8))
  }
}

private func peakFloat(_ instructionSet: InstructionSet) -> Double {
  let isa: peak_isa =
    switch instructionSet {
    case .generic: PEAK_ISA_BASELINE
    case .avx2: PEAK_ISA_AVX2
    case .avx512: PEAK_ISA_AVX512
    }
  let rounds: Int64 = 100_000
  return Double(peak_fma_float(isa, rounds)) / secondsPerCall { _ = peak_fma_float(isa, rounds) }
}

private func seconds<S: Scalar>(_ shape: ProductShape, _: S.Type, _ instructionSet: InstructionSet) -> Double?
{
  guard let kernels = S.kernels(for: instructionSet) else { return nil }
  let (m, n, k) = (shape.m, shape.n, shape.k)
  let columns = S.stride(columns: n)
  let aStride = S.stride(columns: shape.form == .nn ? k : m)
  let a = Buffer<S>(aStride * (shape.form == .nn ? m : k))
  let (b, c, bias) = (Buffer<S>(k * columns), Buffer<S>(m * columns), Buffer<S>(columns))
  return secondsPerCall {
    switch shape.form {
    case .nn:
      kernels.matrixProduct(
        m: m, n: n, k: k, a: a.start, aStrides: (aStride, 1), b: b.start, bStride: nil, bias: bias.start,
        c: c.start, cStride: columns)
    case .tn:
      kernels.matrixProduct(
        m: m, n: n, k: k, a: a.start, aStrides: (1, aStride), b: b.start, bStride: columns, bias: nil,
        c: c.start, cStride: nil)
    }
  }
}
