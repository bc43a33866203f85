/// What random numbers are drawn for.
package enum SeedSource: String, CaseIterable, Sendable {
  /// The initial values of the parameters, and the draws that are thrown away before them.
  case initialValues = "init"
  /// The order of the examples in each epoch.
  case order
  /// Which examples are for training, validation and test.
  case split
}

/// Where the random numbers of a training start, where not all of them come from one stream.
package struct TrainingSeeds: Hashable, Sendable {
  package let initialValues: Int
  package let order: Int

  package init(initialValues: Int, order: Int) {
    self.initialValues = initialValues
    self.order = order
  }

  /// The seed of the generator of the orders: another one than that of initial values from the same seed.
  package var orderGenerator: Int { order ^ 0x6F72_6465 }
}
