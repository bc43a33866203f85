import Model
import Testing

@testable import NeuralNetwork

/// A step unit trained on the perceptron's loss, one example at a time, follows Rosenblatt's rule.
@Suite struct PerceptronTests {
  @Test func aStepIsThePerceptronRule() throws {
    let examples = GivenExamples(
      features: [0, 0, 0, 1, 1, 0, 1, 1], featureCount: 2, targets: .values([0, 0, 0, 1], width: 1))
    var random = RandomGenerator.numpy(NumPyGenerator(seed: 42))
    let session = try makeTrainingSession(
      precision: .float64,
      network: Network(
        inputShape: [2],
        layers: [
          Dense(
            units: 1, activation: Step(), weights: Normal(mean: 0, standardDeviation: 0.01), bias: Zeros())
        ]),
      loss: Perceptron(), optimizer: SGD(learningRate: 0.1, momentum: 0), source: examples, maximumBatch: 1,
      random: &random)
    var (w, b) = (session.parameters()[0].values, 0.0)
    for epoch in 0..<5 {
      for row in 0..<4 {
        let x = [Double(row / 2), Double(row % 2)]
        let answer = w[0] * x[0] + w[1] * x[1] + b >= 0 ? 1.0 : 0.0
        let error = (row == 3 ? 1.0 : 0.0) - answer
        for index in 0..<2 { w[index] += 0.1 * error * x[index] }
        b += 0.1 * error
        let loss = try [Int32(row)].withUnsafeBufferPointer { try session.step(0..<1, of: $0) }
        #expect(loss == abs(error), "epoch \(epoch), example \(row)")
      }
    }
    let parameters = session.parameters()
    #expect(parameters[0].values == w)
    #expect(parameters[1].values == [b])
  }
}
