import YAMLTree

extension Diagnostic {
  /// A fault in words.
  package init(_ fault: Fault) {
    if case .yaml(let diagnostic) = fault.kind {
      self = diagnostic
    } else {
      self.init(.error, fault.message, at: fault.mark, length: fault.length, notes: fault.notes)
    }
  }
}

extension Fault {
  var message: String {
    switch kind {
    case .yaml(let diagnostic): diagnostic.message
    case .wrongType(let subject, let expected, let found): "\(subject) must be \(expected), not \(found)"
    case .outOfRange(let subject, let requirement, let found):
      "\(subject) must be \(requirement), not \(found)"
    case .wrongCount(let subject, let requirement, let found):
      "\(subject) must have \(requirement) \(requirement.hasSuffix(" 1") ? "entry" : "entries"), not \(found)"
    case .unknownName(let category, let name, _): "unknown \(category) '\(name)'"
    case .unknownKey(let key, let owner, _): "unknown key '\(key)' in \(owner)"
    case .missingKey(let key, let owner): "\(owner) lacks '\(key)'"
    case .missingParameters(let category, let name, let keys):
      "the \(category) '\(name)' needs \(list(keys.map { "'\($0)'" })): \(name): {\(keys.map { "\($0): ..." }.joined(separator: ", "))}"
    case .missingValue(let category, let name): "the \(category) '\(name)' needs a value: \(name): ..."
    case .needlessParameters(let category, let name): "the \(category) '\(name)' takes no parameters"
    case .notOneAlternative(let category, let found, _):
      "expected \(article(category)) \(category), as a name or as a mapping with one key, not \(found)"
    case .invalidIdentifier(let subject, let name):
      "\(subject) must be a name of letters, digits, '_', '-' and '.', not '\(name)'"
    case .duplicateName(let category, let name): "the \(category) '\(name)' is there twice"
    case .undefinedReference(let name, _): "nothing defines '$\(name)'"
    case .unusedSweepName(let name): "nothing uses '\(name)'"
    case .reservedSweepName(let name): "'\(name)' is the name of a column of the results"
    case .unknownPath(let path, let missing): "the path '\(path)' leads nowhere: there is no '\(missing)'"
    case .expression(let fault): fault.message
    case .datasetNotFound(let name, _): "there is no dataset '\(name)'"
    case .datasetPathEscapes(let path): "the path '\(path)' leaves the folder of the dataset"
    case .inputMismatch(let layer, let inputs, let incoming, let source):
      "layer \(layer) says \(inputs) inputs, but \(source) gives \(incoming)"
    case .tooFewUnits(let units, let classes, let dataset):
      "the last layer has \(units) \(units == 1 ? "unit" : "units"), but the dataset '\(dataset)' has \(classes) classes"
    case .lossNeedsActivation(let loss, let needed, let activation):
      "\(loss) needs a last layer with the activation \(needed)\(needed == "identity" ? ", whose outputs are logits" : ""), not \(activation)"
    case .outputMismatch(let units, let width, let dataset):
      "the last layer has \(units) \(units == 1 ? "unit" : "units"), but a target of the dataset '\(dataset)' has \(width) \(width == 1 ? "value" : "values")"
    case .metricNeedsTestSplit(let metric, let dataset):
      "\(metric) is measured on test examples, and the dataset '\(dataset)' has none"
    case .needsPerceptron(let subject): "\(subject) counts wrong answers, which needs the loss perceptron"
    case .rowWidth(let subject, let found, let expected):
      "\(subject) has \(found) \(found == 1 ? "value" : "values"), but the first one has \(expected)"
    case .targetCount(let targets, let examples): "there are \(targets) targets for \(examples) examples"
    case .classOutOfRange(let value, let classes):
      "\(value) is not the number of a class, from 0 to \(classes - 1)"
    case .caseNames(let found, let expected):
      "a case must bind the same names as the first one, \(list(expected)), not \(found.isEmpty ? "none" : list(found))"
    case .unknownArm(let axis, let value, _): "the axis '\(axis)' has no value '\(value)'"
    case .panelNeedsInputs(let panel, let features):
      "\(panel) needs a model with 2 inputs, and the dataset has \(features) \(features == 1 ? "feature" : "features")"
    case .panelNeedsImages(let shape):
      "image_grid needs examples of height and width, and the dataset's have the shape \(shape)"
    case .noTestSplit(let dataset): "the dataset '\(dataset)' has no test examples"
    case .lossNeedsClasses(let loss, let dataset):
      "\(loss) needs classes, but the dataset '\(dataset)' has none"
    case .metricNeedsClasses(let metric, let dataset):
      "\(metric) needs classes, but the dataset '\(dataset)' has none"
    case .unknownColumn(let name, _): "there is no column '\(name)'"
    case .invalidSymbol(let subject, let name):
      "\(subject) must be of letters, digits and '_', and not start with a digit; '\(name)' is not"
    case .referenceWithoutSweep(let name, let kind):
      "'$\(name)' stands for a value of a sweep, and an experiment of kind '\(kind)' has none"
    case .raggedTensor(let shape, let first):
      "the entries of a list must have one shape, and this one is \(ExpressionFault.text(shape)), the first \(ExpressionFault.text(first))"
    case .wrongShape(let subject, let expected, let found):
      "\(subject) must have the shape \(ExpressionFault.text(expected)), not \(ExpressionFault.text(found))"
    case .gradientOfNonScalar(let name, let shape):
      "only of a single number can gradients be taken, and '\(name)' has the shape \(ExpressionFault.text(shape))"
    case .independentGradient(let name, let source): "'\(name)' does not depend on '\(source)'"
    case .stepWithoutValue(let symbol, let formula, let fault):
      "the step \(symbol) = \(formula): \(fault.message)"
    case .lineWithoutDirection: "a line is either horizontal or vertical: give one of the two"
    }
  }

  /// The nearest legal name, and all of them.
  var notes: [String] {
    switch kind {
    case .yaml(let diagnostic): diagnostic.notes
    case .unknownName(_, let name, let legal): Self.suggestions(name, "legal values", legal)
    case .unknownKey(let key, _, let legal): Self.suggestions(key, "legal keys", legal)
    case .unknownArm(_, let value, let legal): Self.suggestions(value, "values", legal)
    case .unknownColumn(let name, let legal): Self.suggestions(name, "columns", legal)
    case .notOneAlternative(_, _, let legal): Self.suggestions("", "legal values", legal)
    case .undefinedReference(let name, let defined):
      defined.isEmpty
        ? ["names are defined under sweep: grid and derive"]
        : Self.suggestions(name, "defined names", defined)
    case .unusedSweepName(let name): ["use it as $\(name) in the model, the training or the dataset"]
    case .datasetNotFound(_, let searched): ["searched in: \(searched.joined(separator: ", "))"]
    case .expression(let fault):
      switch fault.kind {
      case .unknownName(let name, let legal): Self.suggestions(name, "names", legal)
      case .unknownFunction(let name, let legal): Self.suggestions(name, "functions", legal)
      default: []
      }
    default: []
    }
  }

  private static func suggestions(_ name: String, _ title: String, _ legal: [String]) -> [String] {
    let nearest = NearestName.find(name, among: legal).map { ["did you mean '\($0)'?"] } ?? []
    return nearest + (legal.isEmpty ? [] : ["\(title): \(legal.joined(separator: ", "))"])
  }

  private func list(_ items: [String]) -> String {
    items.count < 2 ? items.joined() : items.dropLast().joined(separator: ", ") + " and " + (items.last ?? "")
  }

  private func article(_ noun: String) -> String { "aeiou".contains(noun.first ?? " ") ? "an" : "a" }
}

extension ExpressionFault {
  package var message: String {
    switch kind {
    case .unexpected(let text, let expected): "expected \(expected), not '\(text)'"
    case .unexpectedEnd(let expected): "expected \(expected), but the expression ends"
    case .numberTooLarge(let text): "the number \(text) is too large"
    case .tooDeep(let limit): "the expression is nested deeper than \(limit) levels"
    case .tooLong(let limit): "the expression has more than \(limit) operators"
    case .unknownName(let name, _): "unknown name '\(name)'"
    case .unknownFunction(let name, _): "unknown function '\(name)'"
    case .wrongArgumentCount(let function, let expected, let found):
      "'\(function)' takes \(expected) \(expected.hasSuffix("1") ? "argument" : "arguments"), not \(found)"
    case .notScalar(let what): "\(what) has no place in arithmetic of numbers"
    case .divisionByZero: "division by zero"
    case .overflow: "the result is too large"
    case .needsIntegers(let operation): "\(operation) must be an integer of at most 4096"
    case .shapesDoNotFit(let a, let b, let operation):
      "shapes \(Self.text(a)) and \(Self.text(b)) do not fit '\(operation)'"
    case .cannotReshape(let shape, let target):
      "the shape \(Self.text(shape)) cannot become \(Self.text(target)): they differ in their number of elements"
    case .needsScalar(let function, let shape):
      "the bounds of '\(function)' must be single numbers, not of shape \(Self.text(shape))"
    case .needsWholeNumber(let least): "expected a whole number, at least \(least), written out"
    case .noAxis(let axis, let shape): "there is no axis \(axis) in the shape \(Self.text(shape))"
    case .tooManyDimensions(let limit): "a shape has at most \(limit) dimensions"
    case .tensorTooLarge(let shape, let limit):
      "a tensor of shape \(Self.text(shape)) has more than \(limit) elements"
    case .needsVectors(let function, let a, let b):
      "'\(function)' takes two vectors of one length, not \(Self.text(a)) and \(Self.text(b))"
    case .emptyList: "a list must have at least 1 entry"
    case .noTensorOperator(let symbol): "'\(symbol)' has no place in expressions of tensors"
    case .notElementwise(let what): "\(what) has no place in a function of one variable"
    case .outsideDomain(let operation, let value): "'\(operation)' has no value at \(value)"
    }
  }

  /// `2×3`; of a single number, "()".
  static func text(_ shape: [Int]) -> String {
    switch shape.count {
    case 0: "()"
    case 1: "(\(shape[0]))"
    default: shape.map(String.init).joined(separator: "×")
    }
  }
}
