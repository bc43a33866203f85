/// z where z > 0, else slope · z.
package struct LeakyReLU: Activation {
  package static let name = "leaky_relu"

  package var slope: Double

  package init(slope: Double = 0.01) { self.slope = slope }

  package var numbers: (s: Double, t: Double) { (slope, 0) }

  package func formula(of z: String) -> String { "leaky_relu(\(z), \(slope))" }

  package func derivativeFormula(z: String, a: String) -> String { "where(\(z), 1, \(slope))" }
}
