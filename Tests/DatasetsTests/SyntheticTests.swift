import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// Drawn examples lie where their formulas say, and are the same for one seed.
@Suite struct SyntheticTests {
  private func dataset(
    _ shape: any SyntheticShape, noise: Double = 0, seed: Int = 0, classes: Int? = nil
  ) throws -> Dataset {
    var format = SyntheticFormat(shape: shape)
    (format.train, format.validation, format.test) = (60, 5, 7)
    (format.noise, format.seed) = (noise, seed)
    return try Dataset(
      DatasetDeclaration(
        name: "drawn", format: format, classes: shape.classCount.map { (0..<$0).map { "\($0)" } }))
  }

  /// Every training example with its class or value.
  private func examples(_ shape: any SyntheticShape, noise: Double = 0) throws -> [([Double], Double)] {
    let train = try dataset(shape, noise: noise).train
    return (0..<train.count).map { row in
      switch train.targets {
      case .classes(let labels): (train.rawFeatures(of: row), Double(labels[row]))
      case .values(let values, _): (train.rawFeatures(of: row), values[row])
      case .input: ([], .nan)
      }
    }
  }

  @Test func partsAndSeeds() throws {
    let one = try dataset(Moons(), noise: 0.1), same = try dataset(Moons(), noise: 0.1)
    #expect([one.train.count, one.validation?.count, one.test?.count] == [60, 5, 7])
    #expect(one.train.rawFeatures(of: 17) == same.train.rawFeatures(of: 17))
    #expect(
      try dataset(Moons(), noise: 0.1, seed: 1).train.rawFeatures(of: 0) == one.validation?.rawFeatures(of: 0)
    )
    #expect(one.test?.rawFeatures(of: 0) != one.train.rawFeatures(of: 0))
  }

  @Test func moonsAndCircles() throws {
    for (x, label) in try examples(Moons()) {
      let (a, b) = label == 0 ? (x[0], x[1]) : (1 - x[0], 0.5 - x[1])
      #expect(abs(a * a + b * b - 1) < 1e-12)
      #expect(b >= 0)
    }
    var circles = Circles()
    circles.factor = 0.25
    for (x, label) in try examples(circles) {
      #expect(abs((x[0] * x[0] + x[1] * x[1]).squareRoot() - (label == 0 ? 1 : 0.25)) < 1e-12)
    }
  }

  /// The draws are PyTorch's, an example after the other.
  @Test func spiralsFromTheStream() throws {
    var random = TorchGenerator(seed: 0)
    let u: [Double] = random.units(count: 1)
    let first = try examples(Spirals())[0].0
    #expect(abs((first[0] * first[0] + first[1] * first[1]).squareRoot() - u[0]) < 1e-15)
    #expect(try Set(examples(Spirals()).map(\.1)) == [0, 1, 2])
  }

  @Test func blobsAreAboutTheirCentres() throws {
    var blobs = Blobs()
    (blobs.centers, blobs.radius, blobs.spread) = (4, 10, 0)
    for (x, label) in try examples(blobs) {
      let centres: [[Double]] = [[10, 0], [0, 10], [-10, 0], [0, -10]]
      for (a, b) in zip(x, centres[Int(label)]) { #expect(abs(a - b) < 1e-12) }
    }
    blobs.spread = 1
    let noisy = try examples(blobs)
    #expect(noisy.allSatisfy { x, _ in abs((x[0] * x[0] + x[1] * x[1]).squareRoot() - 10) < 5 })
    #expect(noisy.contains { x, _ in abs(x[0]) > 10.01 || abs(x[1]) > 10.01 })
  }

  @Test func boards() throws {
    for (x, label) in try examples(Checkerboard()) {
      #expect(Double((Int(x[0]) + Int(x[1])) % 2) == label)
      #expect(x.allSatisfy { (0..<4).contains($0) })
    }
    #expect(try examples(XOR()).prefix(4).map(\.0) == [[-1, -1], [-1, 1], [1, -1], [1, 1]])
    #expect(try examples(XOR()).prefix(4).map(\.1) == [0, 1, 1, 0])
  }

  @Test func functions() throws {
    var linear = LinearFunction()
    (linear.weights, linear.bias) = ([2, -3], 0.5)
    for (x, y) in try examples(linear) { #expect(abs(0.5 + 2 * x[0] - 3 * x[1] - y) < 1e-14) }
    var polynomial = PolynomialFunction()
    polynomial.coefficients = [1, 0, -2, 4]
    for (x, y) in try examples(polynomial) {
      let expected = 1 - 2 * x[0] * x[0] + 4 * x[0] * x[0] * x[0]
      #expect(abs(expected - y) < 1e-14)
      #expect((-1..<1).contains(x[0]))
    }
    for (x, y) in try examples(SineFunction()) {
      if abs(x[0] - 0.25) < 0.01 { #expect(y > 0.99) }
      #expect((-1...1).contains(y) && (0..<1).contains(x[0]))
    }
    let (clean, noisy) = (try examples(SineFunction()), try examples(SineFunction(), noise: 0.1))
    #expect(noisy[0].0 == clean[0].0)
    #expect(noisy[0].1 != clean[0].1)
  }
}
