/// What random numbers are drawn for.
package enum SeedSource: String, CaseIterable, Sendable {
  /// The initial values of the parameters, and the draws that are thrown away before them.
  case initialValues = "init"
  /// The order of the examples in each epoch.
  case order
  /// Which elements the dropout layers leave out.
  case dropout
  /// Which examples are for training, validation and test.
  case split
}

/// Where the random numbers of a training start, where not all of them come from one stream.
package struct TrainingSeeds: Hashable, Sendable {
  package let initialValues: Int
  package let order: Int
  package let dropout: Int

  package init(initialValues: Int, order: Int, dropout: Int) {
    self.initialValues = initialValues
    self.order = order
    self.dropout = dropout
  }

  // Generators that start from one seed for different things give different numbers.

  /// The seed of the generator of the orders.
  package var orderGenerator: Int { order ^ 0x6F72_6465 }
  /// The seed of the generator of dropout.
  package var dropoutGenerator: Int { dropout ^ 0x6472_6F70 }
}
