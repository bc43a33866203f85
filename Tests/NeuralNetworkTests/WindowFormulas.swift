import Model

@testable import NeuralNetwork

/// Where each tap of a window lies at each place, by definition: a list of (place, tap, input element), of
/// one channel. What lies in the padding is left out.
struct WindowMap {
  var sizes: [Int]
  var outputs: [Int]
  var entries: [(place: Int, tap: Int, element: Int)] = []
  var taps: Int

  init(_ window: SlidingWindow, sizes: [Int]) throws {
    self.sizes = sizes
    outputs = try window.outputSizes(sizes)
    let axes = sizes.indices.map(window.axis)
    taps = axes.reduce(1) { $0 * $1.size }
    for place in 0..<outputs.elementCount {
      for tap in 0..<taps {
        let (at, offset) = (Self.index(place, outputs), Self.index(tap, axes.map(\.size)))
        let position = axes.indices.map {
          at[$0] * axes[$0].stride - axes[$0].before + offset[$0] * axes[$0].dilation
        }
        guard zip(position, sizes).allSatisfy({ 0..<$1 ~= $0 }) else { continue }
        entries.append((place, tap, zip(position, sizes).reduce(0) { $0 * $1.1 + $1.0 }))
      }
    }
  }

  private static func index(_ flat: Int, _ sizes: [Int]) -> [Int] {
    var (rest, result) = (flat, [Int]())
    for size in sizes.reversed() {
      result.insert(rest % size, at: 0)
      rest /= size
    }
    return result
  }
}

extension Tape<Double> {
  /// A convolution as the product with a matrix of its weights.
  mutating func convolve(
    _ layer: any Convolution, _ x: Variable, _ parameters: [Variable], _ node: NetworkNode
  ) throws -> Variable {
    let options = layer.options
    let image = try ImageShape(node.input, axes: type(of: layer).axes)
    let map = try WindowMap(options.window, sizes: image.sizes)
    let (elements, places) = (image.sizes.elementCount, map.outputs.elementCount)
    let (perGroup, outputsPerGroup) = (image.channels / options.groups, options.channels / options.groups)
    let (inputs, outputs) = (image.channels * elements, options.channels * places)
    let weights = options.channels * perGroup * map.taps
    // Element (i, o) of the matrix is one weight or none.
    var ones = [Double](repeating: 0, count: inputs * outputs * weights)
    for output in 0..<options.channels {
      for inner in 0..<perGroup {
        let channel = output / outputsPerGroup * perGroup + inner
        for entry in map.entries {
          let (row, column) = (channel * elements + entry.element, output * places + entry.place)
          let weight = (output * perGroup + inner) * map.taps + entry.tap
          ones[(row * outputs + column) * weights + weight] = 1
        }
      }
    }
    let flat = try apply(.reshape([weights, 1]), parameters[0])
    let entries = try apply(
      .matrixProduct, leaf(Tensor(shape: [inputs * outputs, weights], values: ones)), flat)
    let product = try apply(.matrixProduct, x, apply(.reshape([inputs, outputs]), entries))
    if parameters.count < 2 { return product }
    // Each bias at all places of its channel.
    let spread = (0..<options.channels).flatMap { channel in
      (0..<outputs).map { $0 / places == channel ? 1.0 : 0 }
    }
    let biases = try apply(
      .matrixProduct, apply(.reshape([1, options.channels]), parameters[1]),
      leaf(Tensor(shape: [options.channels, outputs], values: spread)))
    return try apply(.binary(.add), product, biases)
  }

  /// A pool: the elements under each tap of all windows, and their largest or their mean.
  mutating func pool(_ layer: any Pooling, _ x: Variable, _ node: NetworkNode) throws -> Variable {
    let image = try ImageShape(node.input, axes: type(of: layer).axes)
    let map = try WindowMap(layer.window, sizes: image.sizes)
    let (elements, places) = (image.sizes.elementCount, map.outputs.elementCount)
    let (inputs, outputs) = (image.channels * elements, image.channels * places)
    var parts: [Variable] = []
    for tap in 0..<map.taps {
      var chosen = [Double](repeating: 0, count: inputs * outputs)
      var missing = [Double](repeating: type(of: layer).takesLargest ? -1e6 : 0, count: outputs)
      for entry in map.entries where entry.tap == tap {
        for channel in 0..<image.channels {
          let column = channel * places + entry.place
          chosen[(channel * elements + entry.element) * outputs + column] = 1
          missing[column] = 0
        }
      }
      let part = try apply(.matrixProduct, x, leaf(Tensor(shape: [inputs, outputs], values: chosen)))
      parts.append(try apply(.binary(.add), part, leaf(Tensor(shape: [1, outputs], values: missing))))
    }
    let isLargest = type(of: layer).takesLargest
    let value = try parts.dropFirst().reduce(parts[0]) {
      try apply(.binary(isLargest ? .maximum : .add), $0, $1)
    }
    return isLargest ? value : try apply(.binary(.divide), value, leaf(Tensor(Double(map.taps))))
  }

  /// The mean of each channel.
  mutating func globalAverage(_ x: Variable, _ node: NetworkNode) throws -> Variable {
    let (channels, places) = (node.input[0], node.inputCount / node.input[0])
    let means = (0..<node.inputCount).flatMap { element in
      (0..<channels).map { element / places == $0 ? 1 / Double(places) : 0 }
    }
    return try apply(.matrixProduct, x, leaf(Tensor(shape: [node.inputCount, channels], values: means)))
  }

  /// Batch normalisation of images: a row for each pixel of a channel, by selection.
  mutating func normalizeImages(
    _ layer: BatchNorm, _ x: Variable, _ parameters: [Variable], _ node: NetworkNode
  ) throws -> Variable {
    let (channels, places) = (node.input[0], node.inputCount / node.input[0])
    let spread = leaf(
      try Tensor(
        shape: [channels, node.inputCount],
        values: (0..<channels).flatMap { channel in
          (0..<node.inputCount).map { $0 / places == channel ? 1.0 : 0 }
        }))
    func over(_ value: Variable, _ tape: inout Tape<Double>) throws -> Variable {
      let mean = try tape.apply(.reshape([1, node.inputCount]), tape.apply(.mean(axis: 0), value))
      let means = try tape.apply(.matrixProduct, mean, tape.apply(.transpose, spread))
      let scaled = try tape.apply(.binary(.divide), means, tape.leaf(Tensor(Double(places))))
      return try tape.apply(.matrixProduct, scaled, spread)
    }
    let centred = try apply(.binary(.subtract), x, over(x, &self))
    let variance = try over(apply(.binary(.multiply), centred, centred), &self)
    let deviation = try apply(
      .elementwise(.sqrt), apply(.binary(.add), variance, leaf(Tensor(layer.epsilon))))
    let normal = try apply(.binary(.divide), centred, deviation)
    func each(_ parameter: Variable, _ tape: inout Tape<Double>) throws -> Variable {
      try tape.apply(.matrixProduct, tape.apply(.reshape([1, channels]), parameter), spread)
    }
    let scaled = try apply(.binary(.multiply), normal, each(parameters[0], &self))
    return try apply(.binary(.add), scaled, each(parameters[1], &self))
  }
}
