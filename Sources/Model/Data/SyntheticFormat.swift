/// Examples that are drawn by a formula, as many of each part as are wanted.
package struct SyntheticFormat: DatasetFormat {
  @AnyValue package var shape: any SyntheticShape
  package var train = 100
  package var validation = 0
  package var test = 0
  /// The standard deviation of the normal noise that is added.
  package var noise = 0.0
  package var seed = 0

  package init(shape: any SyntheticShape = Moons()) { self.shape = shape }

  package var files: [DataFileReference] { [] }
  package var parts: [SplitName] { SplitName.given(validation: validation > 0, test: test > 0) }
  package var targetWidth: Int? { shape.classCount == nil ? 1 : nil }
  package var hasBinaryTargets: Bool { false }
  /// Values are drawn before a model is checked: how large they are, only the draws tell.
  package var isSelfDescribing: Bool { shape.classCount == nil }
}

/// A formula for features and targets. Numbers u are uniform in [0, 1), numbers z normal.
package protocol SyntheticShape: Sendable, Equatable {
  /// The features of an example.
  var featureCount: Int { get }
  /// The classes, numbered from 0; `nil` where the target is a value.
  var classCount: Int? { get }
  /// How many uniform numbers an example takes.
  var uniformCount: Int { get }
  /// How many normal ones besides those of the noise.
  var normalCount: Int { get }
  /// Whether the noise is added to the target, not to each feature.
  var hasNoisyTarget: Bool { get }
}

extension SyntheticShape {
  package var featureCount: Int { 2 }
  package var classCount: Int? { 2 }
  package var uniformCount: Int { 1 }
  package var normalCount: Int { 0 }
  package var hasNoisyTarget: Bool { classCount == nil }
}

/// Two half circles that reach into each other: for class 0 (cos πu, sin πu), for class 1
/// (1 - cos πu, 1/2 - sin πu).
package struct Moons: SyntheticShape {
  package init() {}
}

/// Circles about 0: (r cos 2πu, r sin 2πu) with r = 1 for class 0 and r = factor for class 1.
package struct Circles: SyntheticShape {
  package var factor = 0.5
  package init() {}
}

/// Arms of a spiral, one a class: (u sin θ, u cos θ) with θ = 2π(turns · u + class / arms).
package struct Spirals: SyntheticShape {
  package var arms = 3
  package var turns = 0.64
  package init() {}
  package var classCount: Int? { arms }
}

/// A normal cloud a class: (radius cos θ + spread z, radius sin θ + spread z') with θ = 2π class / centers.
package struct Blobs: SyntheticShape {
  package var centers = 3
  package var radius = 3.0
  package var spread = 1.0
  package init() {}
  package var classCount: Int? { centers }
  package var uniformCount: Int { 0 }
  package var normalCount: Int { 2 }
}

/// A square of side cells × side cells, alternately of class 0 and 1: (u, u') in [0, cells)², the class
/// (⌊u⌋ + ⌊u'⌋) mod 2.
package struct Checkerboard: SyntheticShape {
  package var cells = 4
  package init() {}
  package var uniformCount: Int { 2 }
}

/// The four corners of a square in turn, (±1, ±1), of class 1 where the signs differ.
package struct XOR: SyntheticShape {
  package init() {}
  package var uniformCount: Int { 0 }
}

/// y = bias + Σ w_j x_j, with x_j = 2u_j - 1, or z_j where the inputs are normal.
package struct LinearFunction: SyntheticShape {
  /// The weights, which are repeated in turn where there are more features.
  package var weights = [1.0]
  package var bias = 0.0
  /// As many as there are weights, where nothing is said.
  package var features: Int?
  package var inputs = InputDraws.uniform
  package init() {}
  package var featureCount: Int { features ?? weights.count }
  package var classCount: Int? { nil }
  package var uniformCount: Int { inputs == .uniform ? featureCount : 0 }
  package var normalCount: Int { inputs == .normal ? featureCount : 0 }

  /// What features are drawn from.
  package enum InputDraws: String, CaseIterable, Sendable {
    case uniform, normal
  }
}

/// y = Σ c_k x^k, with x = 2u - 1, the coefficients from the constant one on.
package struct PolynomialFunction: SyntheticShape {
  package var coefficients = [0.0, 0.0, 1.0]
  package init() {}
  package var featureCount: Int { 1 }
  package var classCount: Int? { nil }
}

/// y = sin(2π frequency x), with x = u.
package struct SineFunction: SyntheticShape {
  package var frequency = 1.0
  package init() {}
  package var featureCount: Int { 1 }
  package var classCount: Int? { nil }
}
