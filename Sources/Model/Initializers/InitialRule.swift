/// How the parameters of some names start, in place of what their layers say.
package struct InitialRule: Sendable, Equatable {
  package var pattern: NamePattern
  @AnyValue package var initializer: any Initializer

  package init(pattern: NamePattern = NamePattern("*"), initializer: any Initializer = LayerDefault()) {
    self.pattern = pattern
    self.initializer = initializer
  }
}

extension NetworkNode {
  /// Lets trained parameters start as the first rule says that fits their names. What a layer keeps besides,
  /// such as running statistics, starts as the layer says.
  mutating func apply(_ rules: [InitialRule]) {
    let fans = parameters.first { $0.shape.count > 1 }?.fans
    for place in parameters.indices where parameters[place].isTrained && tie(of: place) == nil {
      let parameter = parameters[place]
      guard let rule = rules.first(where: { $0.pattern.matches("\(name).\(parameter.name)") }) else {
        continue
      }
      let (fanIn, fanOut) = fans ?? (parameter.count, parameter.count)
      parameters[place].initial =
        parameter.shape.count > 1
        ? rule.initializer.ofWeights(fanIn: fanIn, fanOut: fanOut)
        : rule.initializer.ofBias(fanIn: fanIn, fanOut: fanOut)
    }
  }
}

extension ParameterShape {
  /// The inputs of an output, and the outputs that an input has a part in, as PyTorch counts them.
  fileprivate var fans: (fanIn: Int, fanOut: Int) {
    let field = Array(shape.dropFirst(2)).elementCount
    return ([shape[1], field].elementCount, [shape[0], field].elementCount)
  }
}
