import Declarations
import Model
import YAMLTree

extension SplitRule {
  static let record = Record<SplitRule>(
    "the split", "How parts are cut from the training examples, in an order drawn by PyTorch's generator.",
    blank: SplitRule(),
    fields: [
      Field("test", \.test, .amount, "The test examples: how many, or which share, such as 0.2."),
      Field("validation", \.validation, .amount, "The validation examples, likewise."),
      Field(
        "folds", \.folds, .integer(.within(2...1_000_000)),
        "In how many parts the rest is cut, of which one is held out: as test examples, or as validation "
          + "examples where there are test examples."),
      Field("fold", \.fold, .integer(.within(0...999_999)), "Which of the folds is held out, from 0."),
      Field("stratify", \.stratify, .boolean, "Whether every part gets the same share of each class."),
      Field("group", \.group, .tableColumn, "The column of a table whose equal values stay in one part."),
      Field("seed", \.seed, .integer(.within(0...0xFFFF_FFFF)), "Where the random numbers start."),
    ])

  /// Looks for what is wrong with a rule, whatever the data.
  func check(_ declaration: DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    func place(_ key: String) -> YAMLNode { node.deepest(on: [key]) }
    for (key, part, amount) in [("test", SplitName.test, test), ("validation", .validation, validation)]
    where amount != nil && declaration.format.parts.contains(part) {
      faults.add(.partTwice(part: part.rawValue, split: key), at: place(key))
    }
    if let folds, fold >= folds {
      faults.add(.noSuchFold(fold: fold, folds: folds), at: place("fold"))
    }
    if let heldOut = heldOut(beside: declaration.format.parts),
      validation != nil && heldOut == .validation || declaration.format.parts.contains(heldOut)
    {
      faults.add(.partTwice(part: heldOut.rawValue, split: "folds"), at: place("folds"))
    }
    if folds == nil, test == nil, validation == nil { faults.add(.splitOfNothing, at: node) }
    if stratify, declaration.classNames == nil {
      faults.add(.stratifyNeedsClasses(dataset: declaration.name), at: place("stratify"))
    }
    if group != nil, !(declaration.format is CSVFormat) { faults.add(.groupNeedsTable, at: place("group")) }
    if group != nil, stratify { faults.add(.groupsAndStrata, at: place("group")) }
    if case .share(let a) = test, case .share(let b) = validation, a + b >= 1 {
      faults.add(
        .outOfRange(subject: "the sum of test and validation", requirement: "less than 1", found: "\(a + b)"),
        at: place("validation"))
    }
  }
}

extension TakeCounts {
  static let record = Record<TakeCounts>(
    "the examples kept", "How many examples of each part are kept: the first ones of the part's order.",
    blank: TakeCounts(),
    fields: [
      Field("train", \.train, .integer(.within(1...Int(Int32.max))), "Of the training examples."),
      Field("validation", \.validation, .integer(.within(1...Int(Int32.max))), "Of the validation examples."),
      Field("test", \.test, .integer(.within(1...Int(Int32.max))), "Of the test examples."),
    ])

  /// Looks for parts that there are not.
  func check(_ declaration: DatasetDeclaration, at node: YAMLNode, _ faults: inout Faults) {
    for part in SplitName.allCases where self[part] != nil && !declaration.parts.contains(part) {
      faults.add(
        .noSuchPart(part: part.rawValue, dataset: declaration.name), at: node.deepest(on: [part.rawValue]))
    }
  }
}

extension ValueType where Value == SplitRule.Amount {
  /// A whole number of examples, or a share between 0 and 1.
  fileprivate static var amount: ValueType {
    ValueType(
      schema: [
        "anyOf": [
          ValueType<Int>.integer(.atLeast(1)).schema,
          ["type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1],
        ]
      ],
      encode: { amount in
        switch amount {
        case .count(let count): .integer(count)
        case .share(let share): .real(share)
        }
      },
      decode: { node, faults in
        if node.integer != nil {
          return ValueType<Int>.integer(.within(1...Int(Int32.max))).decode(node, &faults)
            .map(SplitRule.Amount.count)
        }
        guard let share = ValueType<Double>.real().decode(node, &faults) else { return nil }
        guard share > 0, share < 1 else {
          faults.add(
            .outOfRange(
              subject: faults.subject, requirement: "a number of examples, or a share between 0 and 1",
              found: node.summary), at: node)
          return nil
        }
        return .share(share)
      })
  }
}

extension Normalization {
  static let record = Record<Normalization>(
    "normalization", "(x - mean) / standard_deviation, with bytes first divided by 255.",
    blank: Normalization(),
    fields: [
      Field("mean", \.mean, .real(), required: true, "The mean of the features."),
      Field(
        "standard_deviation", \.standardDeviation, .real(.above(0)), required: true,
        "The standard deviation of the features."),
    ])
}

extension ValueType where Value == NormalizationRule {
  /// The name of a rule, or the numbers.
  static var normalizationRule: ValueType {
    let names = ["standardize", "min_max"]
    return ValueType(
      schema: [
        "anyOf": [["enum": .array(names.map { .string($0) })], Normalization.record.schema]
      ],
      encode: { rule in
        switch rule {
        case .given(let numbers): Normalization.record.encode(numbers)
        case .standardize: .string(names[0])
        case .minMax: .string(names[1])
        }
      },
      decode: { node, faults in
        if node.scalar == nil || node.isNull || node.referencedName != nil {
          return Normalization.record.type.decode(node, &faults).map(NormalizationRule.given)
        }
        return ValueType<String>.name(of: "normalization", among: names).decode(node, &faults)
          .map { $0 == names[0] ? .standardize : .minMax }
      })
  }
}

extension ValueType where Value == ClassNames {
  /// A list of names, or `auto`.
  static var classNames: ValueType {
    let list = ValueType<[String]>.list(of: .string, count: .within(1...65536))
    return ValueType(
      schema: ["anyOf": [["enum": ["auto"]], list.schema]],
      encode: { names in
        switch names {
        case .listed(let names): list.encode(names)
        case .found: "auto"
        }
      },
      decode: { node, faults in
        if node.string == "auto" { return .found }
        guard node.sequence != nil || node.referencedName != nil else {
          faults.add(
            .wrongType(subject: faults.subject, expected: "a list of names, or auto", found: node.summary),
            at: node)
          return nil
        }
        return list.decode(node, &faults).map(ClassNames.listed)
      })
  }
}
