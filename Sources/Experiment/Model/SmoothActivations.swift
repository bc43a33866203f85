import Declarations
import Model

extension ELU: DeclaredByRecord {
  package static let record = Record<ELU>(
    "the activation 'elu'", "z where z > 0, else alpha · (exp(z) - 1). PyTorch's nn.ELU.", blank: ELU(),
    fields: [Field("alpha", \.alpha, .real(.above(0)), "How far below 0 it goes.")])
}

extension SELU: DeclaredByRecord {
  package static let record = Record<SELU>(
    "the activation 'selu'",
    "1.0507 · z where z > 0, else 1.7581 · (exp(z) - 1) (Klambauer et al. 2017). PyTorch's nn.SELU.",
    blank: SELU(), fields: [])
}

extension CELU: DeclaredByRecord {
  package static let record = Record<CELU>(
    "the activation 'celu'", "z where z > 0, else alpha · (exp(z / alpha) - 1). PyTorch's nn.CELU.",
    blank: CELU(), fields: [Field("alpha", \.alpha, .real(.above(0)), "How far below 0 it goes.")])
}

extension GELU: DeclaredByRecord {
  package static let record = Record<GELU>(
    "the activation 'gelu'",
    "z · Phi(z), Phi the distribution function of the standard normal distribution. PyTorch's nn.GELU.",
    blank: GELU(),
    fields: [
      Field(
        "approximate", \.approximation, .choice(of: "approximation"),
        "none, or tanh: z · (1 + tanh(sqrt(2 / pi) · (z + 0.044715 z^3))) / 2.")
    ])
}

extension SiLU: DeclaredByRecord {
  package static let record = Record<SiLU>(
    "the activation 'silu'", "z · sigmoid(z), which others call swish. PyTorch's nn.SiLU.", blank: SiLU(),
    fields: [])
}

extension Mish: DeclaredByRecord {
  package static let record = Record<Mish>(
    "the activation 'mish'", "z · tanh(log(1 + exp(z))). PyTorch's nn.Mish.", blank: Mish(), fields: [])
}

extension Softplus: DeclaredByRecord {
  package static let record = Record<Softplus>(
    "the activation 'softplus'", "log(1 + exp(beta · z)) / beta. PyTorch's nn.Softplus.", blank: Softplus(),
    fields: [
      Field("beta", \.beta, .real(.above(0)), "How sharp the bend at 0 is."),
      Field("threshold", \.threshold, .real(), "Where beta · z is above it, the value is z."),
    ])
}

extension Softsign: DeclaredByRecord {
  package static let record = Record<Softsign>(
    "the activation 'softsign'", "z / (1 + |z|). PyTorch's nn.Softsign.", blank: Softsign(), fields: [])
}

extension Hardtanh: DeclaredByRecord {
  package static let record = Record<Hardtanh>(
    "the activation 'hardtanh'",
    "z, but at least min and at most max. PyTorch's nn.Hardtanh; from 0 to 6 its nn.ReLU6.",
    blank: Hardtanh(),
    fields: [
      Field("min", \.minimum, .real(), "The least value."),
      Field("max", \.maximum, .real(), "The greatest value; more than min."),
    ], rule: RecordRule("max") { $0.maximum > $0.minimum ? nil : "more than min, which is \($0.minimum)" })
}

extension HardSigmoid: DeclaredByRecord {
  package static let record = Record<HardSigmoid>(
    "the activation 'hard_sigmoid'", "min(max(z + 3, 0), 6) / 6. PyTorch's nn.Hardsigmoid.",
    blank: HardSigmoid(), fields: [])
}

extension HardSwish: DeclaredByRecord {
  package static let record = Record<HardSwish>(
    "the activation 'hard_swish'", "z · min(max(z + 3, 0), 6) / 6. PyTorch's nn.Hardswish.",
    blank: HardSwish(), fields: [])
}
