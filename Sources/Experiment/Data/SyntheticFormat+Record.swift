import Declarations
import Model
import YAMLTree

extension SyntheticFormat: DeclaredFormat {
  package static let name = "synthetic"

  package static let record = Record<SyntheticFormat>(
    "the dataset format 'synthetic'",
    "Examples drawn by a formula, from PyTorch's generator: for each example in turn its uniform numbers u, "
      + "then its normal numbers z and those of the noise, from the stream of the part. Unless "
      + "a formula says another, example i of a part has the class i mod the number of classes.",
    blank: SyntheticFormat(),
    fields: [
      Field("shape", \.shape, .oneOf("shape", shapes.map { $0 }), required: true, "The formula."),
      Field("train", \.train, .integer(.within(1...limit)), "The number of training examples."),
      Field("validation", \.validation, .integer(.within(0...limit)), "That of validation examples."),
      Field("test", \.test, .integer(.within(0...limit)), "That of test examples."),
      Field(
        "noise", \.noise, .real(.atLeast(0)),
        "The standard deviation of the normal noise on each feature, or on a target that is a value."),
      Field(
        "seed", \.seed, .integer(.within(0...0xFFFF_FFFF)),
        "Where the random numbers start: the parts take the seed, that and 1, that and 2."),
    ])

  private static let limit = 100_000_000
  private static let shapes: [any DeclaredShape.Type] = [
    Moons.self, Circles.self, Spirals.self, Blobs.self, Checkerboard.self, XOR.self, LinearFunction.self,
    PolynomialFunction.self, SineFunction.self,
  ]

  var parameters: JSONValue {
    guard case .object(let members) = Self.record.identity(self) else { return .null }
    // Numbers, not files, decide: there are no digests.
    return .object(members)
  }

  static func complete(_ declaration: inout DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    guard let format = declaration.format as? SyntheticFormat else { return }
    let shape = format.shape
    if declaration.shape.isEmpty { declaration.shape = [shape.featureCount] }
    let place = node.deepest(on: ["classes"])
    if let count = shape.classCount {
      if declaration.classNames == nil || declaration.classNames == .found {
        declaration.classNames = .listed((0..<count).map { "\($0)" })
      } else if let names = declaration.classes, names.count != count {
        faults.add(
          .wrongCount(subject: "classes", requirement: "exactly \(count)", found: names.count), at: place)
      }
    } else if declaration.classNames != nil {
      faults.add(.classesOfValues, at: place)
    }
  }
}

/// A formula that a file can name.
protocol DeclaredShape: SyntheticShape, DeclaredByRecord {}

extension Moons: DeclaredShape {
  package static let name = "moons"
  package static let record = Record<Moons>(
    "the shape 'moons'",
    "Two half circles: for class 0 (cos πu, sin πu), for class 1 (1 - cos πu, 1/2 - sin πu).",
    blank: Moons(), fields: [])
}

extension Circles: DeclaredShape {
  package static let name = "circles"
  package static let record = Record<Circles>(
    "the shape 'circles'", "(r cos 2πu, r sin 2πu), with r = 1 for class 0 and r = factor for class 1.",
    blank: Circles(),
    fields: [
      Field("factor", \.factor, .real(.above(0)), "The radius of the circle of class 1.")
    ])
}

extension Spirals: DeclaredShape {
  package static let name = "spirals"
  package static let record = Record<Spirals>(
    "the shape 'spirals'",
    "Arms of a spiral, one a class: (u sin θ, u cos θ), θ = 2π(turns · u + class / arms).",
    blank: Spirals(),
    fields: [
      Field("arms", \.arms, .integer(.within(1...1000)), "The number of arms, each a class."),
      Field("turns", \.turns, .real(), "How often an arm goes round."),
    ])
}

extension Blobs: DeclaredShape {
  package static let name = "blobs"
  package static let record = Record<Blobs>(
    "the shape 'blobs'",
    "A normal cloud a class: (radius cos θ + spread z, radius sin θ + spread z'), θ = 2π class / centers.",
    blank: Blobs(),
    fields: [
      Field("centers", \.centers, .integer(.within(1...1000)), "The number of clouds, each a class."),
      Field("radius", \.radius, .real(), "How far the clouds are from 0."),
      Field("spread", \.spread, .real(.atLeast(0)), "The standard deviation of a cloud."),
    ])
}

extension Checkerboard: DeclaredShape {
  package static let name = "checkerboard"
  package static let record = Record<Checkerboard>(
    "the shape 'checkerboard'", "(u, u') in [0, cells)², of the class (⌊u⌋ + ⌊u'⌋) mod 2.",
    blank: Checkerboard(),
    fields: [Field("cells", \.cells, .integer(.within(1...1000)), "The cells on a side.")])
}

extension XOR: DeclaredShape {
  package static let name = "xor"
  package static let record = Record<XOR>(
    "the shape 'xor'", "The corners (±1, ±1) of a square in turn, of class 1 where the signs differ.",
    blank: XOR(), fields: [])
}

extension LinearFunction: DeclaredShape {
  package static let name = "linear"
  package static let record = Record<LinearFunction>(
    "the shape 'linear'", "y = bias + Σ w_j x_j, with x_j = 2u_j - 1, or z_j.", blank: LinearFunction(),
    fields: [
      Field(
        "weights", \.weights, .list(of: .real(), count: .within(1...65536)), "The weight of each feature."),
      Field("bias", \.bias, .real(), "The value at 0."),
      Field(
        "features", \.features, .integer(.within(1...65536)),
        "The number of features, for which the weights are repeated in turn; as many as weights otherwise."),
      Field(
        "inputs", \.inputs, .choice(of: "distribution"),
        "What the features are drawn from: uniform, from -1 to 1, or normal."),
    ])
}

extension PolynomialFunction: DeclaredShape {
  package static let name = "polynomial"
  package static let record = Record<PolynomialFunction>(
    "the shape 'polynomial'", "y = Σ c_k x^k, with x = 2u - 1.", blank: PolynomialFunction(),
    fields: [
      Field(
        "coefficients", \.coefficients, .list(of: .real(), count: .within(1...100)),
        "From the constant one on.")
    ])
}

extension SineFunction: DeclaredShape {
  package static let name = "sine"
  package static let record = Record<SineFunction>(
    "the shape 'sine'", "y = sin(2π frequency x), with x = u.", blank: SineFunction(),
    fields: [Field("frequency", \.frequency, .real(), "The periods from 0 to 1.")])
}
