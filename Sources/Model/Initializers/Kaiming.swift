/// He et al. 2015, uniform: a standard deviation of gain / √fan.
package struct KaimingUniform: Initializer {
  package static let name = "kaiming_uniform"

  package var gain: Gain
  package var fan: Fan

  package init(gain: Gain = .relu, fan: Fan = .fanIn) {
    self.gain = gain
    self.fan = fan
  }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .within(3.0.squareRoot() * kaimingDeviation(gain, fan, fanIn, fanOut))
  }
}

/// He et al. 2015, normal, with the same standard deviation.
package struct KaimingNormal: Initializer {
  package static let name = "kaiming_normal"

  package var gain: Gain
  package var fan: Fan

  package init(gain: Gain = .relu, fan: Fan = .fanIn) {
    self.gain = gain
    self.fan = fan
  }

  package func ofWeights(fanIn: Int, fanOut: Int) -> Distribution {
    .normal(mean: 0, standardDeviation: kaimingDeviation(gain, fan, fanIn, fanOut))
  }
}

private func kaimingDeviation(_ gain: Gain, _ fan: Fan, _ fanIn: Int, _ fanOut: Int) -> Double {
  gain.value / Double(fan == .fanIn ? fanIn : fanOut).squareRoot()
}
