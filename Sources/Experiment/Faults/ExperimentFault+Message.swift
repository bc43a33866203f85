import Declarations
import Model

extension ExperimentFault {
  package var message: String {
    switch self {
    case .undefinedReference(let name, _): "nothing defines '$\(name)'"
    case .referenceInValue(let name, let owner): "a value of '\(owner)' cannot refer to '$\(name)'"
    case .repeatedPoint(let number, let first):
      "the values with number \(first) and number \(number) of the zip are the same"
    case .unusedSweepName(let name, _): "nothing uses '\(name)'"
    case .derivedFromItself(let circle):
      circle.count == 2
        ? "'\(circle[0])' is computed from itself"
        : "derived values are computed from each other in a circle: \(circle.joined(separator: " -> "))"
    case .referenceOutOfPlace(let name): "'$\(name)' cannot stand here"
    case .repeatedValue(let axis, let value, let first):
      value == first
        ? "the value of \(axis) '\(value)' is there twice"
        : "the value of \(axis) '\(value)' is there twice: it is the same as '\(first)'"
    case .sharedLabel(let axis, let label): "two values of '\(axis)' are called '\(label)'"
    case .sameTrial(let axis, let value, let first):
      "the values '\(first)' and '\(value)' of '\(axis)' are one trial: they differ in nothing that is "
        + "trained"
    case .seedTwice(let name):
      "'seeds' already decide the seed of every trial: '\(name)' cannot decide it too"
    case .splitSeedTwice(let name):
      "'vary' draws the split of every replicate from its seed: '\(name)' cannot decide it too"
    case .noSplitToVary(let dataset):
      "the dataset '\(dataset)' has no 'split' that could differ between replicates"
    case .extendsItself(let loop):
      loop.count == 2
        ? "the file extends itself"
        : "the files extend each other in a circle: \(loop.joined(separator: " -> "))"
    case .extendsTooMany(let limit): "more than \(limit) files extend each other"
    case .unreadableBase(let path, let reason): "'\(path)' cannot be extended: \(reason)"
    case .setTwice(let path): "'\(path)' is set twice"
    case .cannotSet(let name): "'\(name)' cannot be set: it decides how the file is read"
    case .cannotSetPath(let path, let missing, let found, _, _):
      switch found {
      case .keys: "'\(path)' cannot be set: there is no '\(missing)'"
      case .list(let count):
        "'\(path)' cannot be set: the list has the items 0 to \(count - 1), and no '\(missing)'"
      case .choice(let names): "'\(path)' cannot be set: the file has \(Self.quoted(names)), not '\(missing)'"
      case .reference(let name): "'\(path)' cannot be set: it is within '$\(name)', which the sweep sets"
      case .value(let value): "'\(path)' cannot be set: the file has \(value), and no '\(missing)' in it"
      }
    case .setBySweep(let path, let name, _):
      path == name
        ? "'\(path)' cannot be set: the sweep gives it its values"
        : "'\(path)' cannot be set: '\(name)' of the sweep sets it"
    case .notMeasured(let name, let reason, _): "'\(name)' is not measured: \(reason)"
    case .openAxes(let panel, let axes, _):
      axes.count == 1
        ? "the panel '\(panel)' leaves the axis '\(axes[0])' open: it is neither shown nor fixed nor pooled"
        : "the panel '\(panel)' leaves the axes \(Suggestion.list(axes.map { "'\($0)'" })) open: they are "
          + "neither shown nor fixed nor pooled"
    case .openTable(let axes, _):
      axes.count == 1
        ? "the table leaves out the axis '\(axes[0])': rows could not be told apart"
        : "the table leaves out the axes \(Self.quoted(axes)): rows could not be told apart"
    case .noArm: "no trial has all of these values"
    case .columnDoesNotFit(let key, let panel, let column, let requirement, _):
      "the \(key) of '\(panel)' has to be \(requirement), not '\(column)'"
    case .axisTwice(let axis, let first, let second):
      "'\(axis)' is \(first) already: it cannot be \(second) too"
    case .poolsNoAxis(let name, _): "only axes are pooled, and '\(name)' is none"
    case .notNumbers(let subject, let name, let value, _):
      "\(subject) needs numbers, and '\(name)' has the value '\(value)'"
    case .notPositive(let key, let name, let value):
      "the \(key) axis cannot be logarithmic: '\(name)' has the value '\(value)'"
    case .bandWithoutReplicates(let panel):
      "the panel '\(panel)' has no replicates that a band could be drawn of"
    case .nothingToName(let key, let panel):
      key == "colors"
        ? "'colors' are those of the values of the series, and the panel '\(panel)' has none"
        : "'names' are what values are called, and the panel '\(panel)' shows none"
    case .tooManyPanels(let axis, let found, let limit):
      "'\(axis)' has \(found) values, each of which would be a panel; the limit is \(limit)"
    case .tooManyCells(let columns, let rows, let limit):
      "the heat map would have \(columns) columns and \(rows) rows; the limit is \(limit) cells"
    case .lineAcrossNames(let axis): "a line at one \(axis) needs numbers along that axis"
    case .unknownPath(let path, let missing): "the path '\(path)' leads nowhere: there is no '\(missing)'"
    case .datasetNotFound(let name, _, _): "there is no dataset '\(name)'"
    case .datasetPathEscapes(let path): "the path '\(path)' leaves the folder of the dataset"
    case .partTwice(let part, let split):
      "there are \(part) examples already, and '\(split)' would cut others"
    case .noSuchFold(let fold, let folds):
      "there is no fold \(fold): the \(folds) folds are 0 to \(folds - 1)"
    case .tableWithoutFile: "the table has no data: name its 'file', or its 'train' and 'test'"
    case .splitOfNothing: "the split cuts nothing: it has neither test nor validation nor folds"
    case .stratifyNeedsClasses(let dataset):
      "only classes can be stratified, and the targets of the dataset '\(dataset)' are values"
    case .groupNeedsTable: "a group is a column of a table, and the format is not csv"
    case .groupsAndStrata: "a split keeps groups together or classes in their shares, not both"
    case .noSuchPart(let part, let dataset): "the dataset '\(dataset)' has no \(part) examples"
    case .examplesTwice: "the training examples are in 'train' already"
    case .inlineWithoutExamples: "the dataset format 'inline' needs 'features' and 'targets', or 'train'"
    case .fileBesideParts: "'file' is the only file; beside 'train', 'validation' or 'test' there is none"
    case .separatorIsDecimal(let character): "'\(character)' cannot separate fields and begin fractions"
    case .classColumns(let count): "classes take one target column, and \(count) are given"
    case .classesOfValues: "the targets of this shape are values, and have no classes"
    case .dataNotRead(let dataset):
      "what the dataset '\(dataset)' is stands in its files, and nothing is there to read them"
    case .inputMismatch(let layer, let inputs, let incoming, let source):
      "layer \(layer) says \(inputs) inputs, but \(source) gives \(incoming)"
    case .unusableNetwork(let fault): fault.message
    case .blockCallsItself(let names): "the blocks are made of each other: \(names.joined(separator: " > "))"
    case .blockNamedAsLayer(let name): "a layer is called '\(name)' already; give the block another name"
    case .tooFewUnits(let units, let classes, let dataset):
      "the last layer has \(units) \(units == 1 ? "unit" : "units"), but the dataset '\(dataset)' has "
        + "\(classes) classes"
    case .lossNeedsOutput(let loss, "log_softmax", let found):
      "\(loss) needs log_softmax as the last layer, whose outputs are logarithms of probabilities, not "
        + found
    case .lossNeedsOutput(let loss, let needed, let found):
      "\(loss) needs a last layer with the activation "
        + "\(needed)\(needed == "identity" ? ", whose outputs are logits" : ""), not \(found)"
    case .lossWidth(let key, let count, let outputs):
      "\(key) has \(Self.valueCount(count)), but the network has \(outputs) "
        + (outputs == 1 ? "output" : "outputs")
    case .outputMismatch(let units, let width, let dataset):
      "the last layer has \(units) \(units == 1 ? "unit" : "units"), but a target of the dataset "
        + "'\(dataset)' has \(width) \(width == 1 ? "value" : "values")"
    case .metricNeedsSplit(let metric, let split, let dataset, let instead):
      "\(metric) is measured on \(split.adjective) examples, and the dataset '\(dataset)' has none"
        + (instead.map { "; it has those of \($0)" } ?? "")
    case .unfitOptimizer(.nesterovWithoutMomentum): "nesterov looks ahead along the momentum, which is 0"
    case .unfitOptimizer(.nesterovWithDampening): "nesterov and dampening cannot be combined"
    case .noSuchParameter(let pattern, _): "no parameter that is trained is called '\(pattern)'"
    case .rareTruncated: "fewer than 3 of 10 normal draws lie between 'low' and 'high'"
    case .unfitInitial(.vector(let initializer), let parameter):
      "\(initializer) makes matrices, and '\(parameter)' is a vector"
    case .unfitInitial(.dimensions(let initializer, let shape), let parameter):
      "\(initializer) makes matrices of two dimensions, and '\(parameter)' has the shape \(shape)"
    case .unfitInitial(.count(let count, let shape), let parameter):
      "'\(parameter)' of the shape \(shape) has \(shape.elementCount) numbers, and \(count) are given"
    case .stopWithoutRule: "stop needs 'errors', 'target' or 'patience'"
    case .validationForNothing:
      "neither schedule nor stop looks at a measurement; 'record' says which epochs are recorded"
    case .unfitSchedule(.warmUpLength): "warm_up needs either 'steps' or 'epochs'"
    case .unfitSchedule(.milestonesNotAscending): "the milestones must be in ascending order"
    case .unfitSchedule(.lengthBesideRestarts):
      "a cosine with restarts has the length of its periods, and no 'length' of its own"
    case .needsPerceptron(let subject): "\(subject) counts wrong answers, which needs the loss perceptron"
    case .noIndices(let count, let found?, let dataset):
      "embedding reads whole numbers from 0 to \(count - 1), and those of the dataset '\(dataset)' go to "
        + "\(found - 1)"
    case .noIndices(let count, nil, let dataset):
      "embedding reads whole numbers from 0 to \(count - 1), and the features of the dataset '\(dataset)' "
        + "are others"
    case .targetOutOfRange(let loss, let range, let value, let place):
      "\(loss) needs targets "
        + (range.upperBound == .infinity ? "of at least 0" : "from 0 to 1") + ", and \(place) is \(value)"
    case .rowWidth(let subject, let found, let expected):
      "\(subject) has \(Self.valueCount(found)), but the first one has \(expected)"
    case .targetCount(let targets, let examples):
      "there \(targets == 1 ? "is 1 target" : "are \(targets) targets") for "
        + "\(examples) \(examples == 1 ? "example" : "examples")"
    case .classOutOfRange(let value, let classes):
      "\(value) is not the number of a class, from 0 to \(classes - 1)"
    case .zipCount(let axis, let found, let first, let expected):
      "the axes of a zip turn together: '\(axis)' has \(Self.valueCount(found)), and "
        + "'\(first)' has \(expected)"
    case .tooManyDerivations(let estimate, let limit):
      "the derived values would be computed \(estimate) times to look at every value of the axes; "
        + "the limit is \(limit)"
    case .tooManyForCondition(let combinations, let limit):
      "the condition would be looked at for \(combinations) combinations; the limit is \(limit)"
    case .tooManyPoints(let name): "'\(name)' has more combinations than can be counted"
    case .nameWithoutValue(let name, let choice):
      "'$\(name)' has no value where \(choice.joined(separator: ", "))"
    case .unknownArm(let axis, let value, _): "no trial has the value '\(value)' of '\(axis)'"
    case .panelNeedsInputs(let panel, let features):
      "\(panel) needs a model with 2 inputs, and the dataset has \(features) "
        + "\(features == 1 ? "feature" : "features")"
    case .panelNeedsInputTarget(let panel):
      "\(panel) shows what a model makes of its inputs, and the training has no 'target: input'"
    case .panelNeedsImages(let panel, let shape):
      "\(panel) needs examples of height and width, and the dataset's have the shape \(shape)"
    case .noSplit(let split, let dataset): "the dataset '\(dataset)' has no \(split.adjective) examples"
    case .lossNeedsClasses(let loss, let dataset):
      "\(loss) needs classes, but the dataset '\(dataset)' has none"
    case .metricNeedsClasses(let metric, let dataset):
      "\(metric) needs classes, but the dataset '\(dataset)' has none"
    case .lossOfInput(let loss): "\(loss) needs classes, and with 'target: input' there are none"
    case .outputsOfInput(let units, let width):
      "the last layer has \(units) \(units == 1 ? "unit" : "units"), but with 'target: input' its outputs "
        + "are compared with the input, which has \(Self.valueCount(width))"
    case .metricOfInput(let metric): "\(metric) needs classes, and with 'target: input' there are none"
    case .metricNeedsOutputs(let metric, let more, let outputs):
      "\(metric) needs a network with more than \(more) outputs, and this one has \(outputs)"
    case .metricNeedsProbabilities(let metric, let loss):
      "\(metric) needs outputs that tell probabilities, as those for cross_entropy and binary_cross_entropy "
        + "do; those for \(loss) do not"
    case .metricNeedsValues(let metric, let loss):
      "\(metric) compares outputs with targets that are values, and \(loss) has classes"
    case .unknownColumn(let name, _): "there is no column '\(name)'"
    case .referenceWithoutSweep(let name, let kind):
      "'$\(name)' stands for a value of a sweep, and an experiment of kind '\(kind)' has none"
    case .raggedTensor(let shape, let first):
      "the entries of a list must have one shape, and this one is \(ExpressionFault.text(shape)), the "
        + "first \(ExpressionFault.text(first))"
    case .wrongShape(let subject, let expected, let found):
      "\(subject) must have the shape \(ExpressionFault.text(expected)), not \(ExpressionFault.text(found))"
    case .gradientOfNonScalar(let name, let shape):
      "only of a single number can gradients be taken, and '\(name)' has the shape "
        + "\(ExpressionFault.text(shape))"
    case .independentGradient(let name, let source): "'\(name)' does not depend on '\(source)'"
    case .stepWithoutValue(let symbol, let formula, let fault):
      "the step \(symbol) = \(formula): \(fault.message)"
    case .evaluationTooLarge(let quantity, let estimate, let limit):
      "the evaluation takes \(estimate == .max ? "more than can be counted" : "about \(estimate)") "
        + "\(quantity); the limit is \(limit): raise it by 'limits: {\(quantity): ...}'"
    case .lineWithoutDirection(let keys):
      "a line is at one place: give either '\(keys.joined(separator: "' or '"))'"
    }
  }

  private static func quoted(_ names: [String]) -> String { Suggestion.list(names.map { "'\($0)'" }) }

  package var notes: [String] {
    switch self {
    case .cannotSetPath(let path, let missing, let found, let axis, let nearest):
      if let axis {
        [
          "the sweep has it: keep some of its values by --only '\(path) == ...', or set them: --set "
            + "'\(axis)=[...]'"
        ]
      } else if let nearest {
        ["did you mean '\(nearest)'?"]
      } else {
        switch found {
        case .keys(let legal): Suggestion.notes(missing, "keys", legal)
        case .choice: ["set the choice as a whole: {\(missing): {...}}"]
        case .list, .reference, .value: []
        }
      }
    case .unusableNetwork(let fault): fault.notes
    case .setBySweep(_, let name, let isAxis):
      isAxis ? ["keep some of its values by --only '\(name) == ...'"] : []
    case .sharedLabel: ["give each a label of its own: {label: ..., value: ...}"]
    case .openAxes(_, let axes, let keys):
      [
        "show it as \(keys.joined(separator: " or ")), fix it: where: {\(axes[0]): ...}, or pool its values: "
          + "over: [\(axes.joined(separator: ", "))]"
      ]
    case .openTable(let axes, let pooled):
      [
        (axes.count == 1 ? "make it a column: " : "make them columns: ")
          + "table: [\(axes.joined(separator: ", ")), ...], "
          + (axes.count == 1 ? "or pool its values: " : "or pool their values: ")
          + "over: [\((pooled + axes).joined(separator: ", "))]"
      ]
    case .noSuchParameter(let pattern, let names): Suggestion.notes(pattern, "parameters", names)
    case .notMeasured(_, _, let measured):
      measured.isEmpty ? [] : ["measured: \(measured.joined(separator: ", "))"]
    case .columnDoesNotFit(_, _, let column, _, let legal): Suggestion.notes(column, "columns", legal)
    case .poolsNoAxis(let name, let legal): Suggestion.notes(name, "axes", legal)
    case .notNumbers(_, _, _, let advice): advice.map { [$0] } ?? []
    case .bandWithoutReplicates: ["give the sweep 'seeds', or pool an axis: over: [...]"]
    case .tooManyPanels(let axis, _, _): ["show some of them: where: {\(axis): ...}"]
    case .unknownArm(_, let value, let legal): Suggestion.notes(value, "values", legal)
    case .unknownColumn(let name, let legal): Suggestion.notes(name, "columns", legal)
    case .undefinedReference(let name, let defined):
      defined.isEmpty
        ? ["names are defined under sweep: grid, zip, cases and derive"]
        : Suggestion.notes(name, "defined names", defined)
    case .referenceInValue(_, let owner):
      ["compute '\(owner)' under derive"]
    case .nameWithoutValue(let name, _):
      ["bind '\(name)' in this case too, or use it only in what other cases bind"]
    case .referenceOutOfPlace:
      [
        "a $name stands for a value anywhere in \(Suggestion.list(TrialSpec.record.keys)), and in what "
          + "the sweep puts at a path of those"
      ]
    case .unusedSweepName(let name, let path?):
      ["did you mean '\(path)'?", "or use it as $\(name) in the model, the training or the dataset"]
    case .unusedSweepName(let name, nil): ["use it as $\(name) in the model, the training or the dataset"]
    case .datasetNotFound(let name, let searched, let available):
      Suggestion.notes(name, "datasets", available) + ["searched in: \(searched.joined(separator: ", "))"]
    default: []
    }
  }

  private static func valueCount(_ count: Int) -> String {
    switch count {
    case 1: "1 value"
    case .max: "more values than can be counted"
    default: "\(count) values"
    }
  }
}
