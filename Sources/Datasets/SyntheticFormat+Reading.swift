internal import ElementaryFunctions
internal import Model
internal import NeuralNetwork

/// A formula that is computed here.
protocol ComputedShape: SyntheticShape {
  /// The features and the target of an example, before noise is added.
  /// - Parameters:
  ///   - index: which example of the part.
  ///   - label: its class, where the formula has classes.
  ///   - u: its uniform numbers.
  ///   - z: its normal numbers.
  /// - Returns: both; the target of a formula that has classes is the number of one.
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double)
}

extension SyntheticFormat: ReadableFormat {
  func readings(_ declaration: DatasetDeclaration) -> [FileReading] { [] }

  /// For each example its uniform numbers, `torch.rand(n, dtype=torch.float64)`, then its normal numbers and
  /// those of the noise one by one, as `torch.randn(1, dtype=torch.float64)` draws them.
  func examples(
    _ declaration: DatasetDeclaration, _ files: [(request: FileRequest, content: DataFile)]
  ) throws(DatasetError) -> [SourceExamples] {
    guard let shape = shape as? any ComputedShape else {
      throw DatasetError(declaration.subject, .unknownFormat)
    }
    return parts.map { part in
      switch part {
      case .train: draw(shape, count: train, seed: seed)
      case .validation: draw(shape, count: validation, seed: seed + 1)
      case .test: draw(shape, count: test, seed: seed + 2)
      }
    }
  }

  private func draw(_ shape: any ComputedShape, count: Int, seed: Int) -> SourceExamples {
    var random = TorchGenerator(seed: seed)
    func normals(_ count: Int) -> [Double] {
      (0..<count).map { _ in (random.normal(count: 1) as [Double])[0] }
    }
    var features: [Double] = [], targets: [Double] = [], labels: [Int32] = []
    features.reserveCapacity(count * shape.featureCount)
    for index in 0..<count {
      let label = index % (shape.classCount ?? 1)
      let u: [Double] = random.units(count: shape.uniformCount)
      let z = normals(shape.normalCount)
      let example = shape.example(index, label: label, u: u, z: z)
      let noise =
        noise == 0 ? [] : normals(shape.hasNoisyTarget ? 1 : shape.featureCount).map { $0 * self.noise }
      let target = example.target + (shape.hasNoisyTarget ? noise.first ?? 0 : 0)
      for (place, value) in example.features.enumerated() {
        features.append(value + (shape.hasNoisyTarget || noise.isEmpty ? 0 : noise[place]))
      }
      if shape.classCount == nil { targets.append(target) } else { labels.append(Int32(example.target)) }
    }
    return SourceExamples(
      count: count, shape: [shape.featureCount], features: .values(features),
      targets: shape.classCount == nil ? .values(targets, width: 1) : .labels(labels))
  }
}

private let turn = 6.283185307179586

extension Moons: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let angle = turn / 2 * u[0]
    let (x, y) = (ElementaryFunction.cos(angle), ElementaryFunction.sin(angle))
    return (label == 0 ? [x, y] : [1 - x, 0.5 - y], Double(label))
  }
}

extension Circles: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let (angle, radius) = (turn * u[0], label == 0 ? 1 : factor)
    return ([radius * ElementaryFunction.cos(angle), radius * ElementaryFunction.sin(angle)], Double(label))
  }
}

extension Spirals: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let angle = turn * (turns * u[0] + Double(label) / Double(arms))
    return ([u[0] * ElementaryFunction.sin(angle), u[0] * ElementaryFunction.cos(angle)], Double(label))
  }
}

extension Blobs: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let angle = turn * (Double(label) / Double(centers))
    return (
      [
        radius * ElementaryFunction.cos(angle) + spread * z[0],
        radius * ElementaryFunction.sin(angle) + spread * z[1],
      ],
      Double(label)
    )
  }
}

extension Checkerboard: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let place = u.map { $0 * Double(cells) }
    let sum = place.reduce(0) { $0 + $1.rounded(.down) }
    return (place, Double(Int(sum) % 2))
  }
}

extension XOR: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let (a, b) = (index / 2 % 2, index % 2)
    return ([Double(2 * a - 1), Double(2 * b - 1)], a == b ? 0 : 1)
  }
}

extension LinearFunction: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let x = inputs == .normal ? z : u.map { 2 * $0 - 1 }
    let sum = x.enumerated().reduce(bias) { $0.addingProduct(weights[$1.offset % weights.count], $1.element) }
    return (x, sum)
  }
}

extension PolynomialFunction: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    let x = 2 * u[0] - 1
    return ([x], coefficients.reversed().reduce(0) { $1.addingProduct($0, x) })
  }
}

extension SineFunction: ComputedShape {
  func example(_ index: Int, label: Int, u: [Double], z: [Double]) -> (features: [Double], target: Double) {
    ([u[0]], ElementaryFunction.sin(turn * (frequency * u[0])))
  }
}
