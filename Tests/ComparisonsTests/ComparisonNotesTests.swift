import Testing

@testable import Comparisons

/// What the results of a comparison are to be read with.
@Suite struct ComparisonNotesTests {
  private func notes(_ sweep: String, _ compare: String, _ numbers: [[Double?]]) throws -> [String] {
    let planned = try PlannedComparison(sweep: sweep, compare: compare)
    return try #require(try planned.comparison(numbers)).notes(planned.plan)
  }

  /// Two optimizers, each with rates of its own.
  private static let tuned = """
    {cases: {optimizer: {sgd: {training.optimizer: {sgd: {learning_rate: $rate}}, grid: {rate: [0.1, 0.03, 0.01]}}, \
    adam: {training.optimizer: {adam: {learning_rate: $rate}}, grid: {rate: [0.01, 0.003, 0.001]}}}}, seeds: 2}
    """
  private static let compare =
    "{metric: train_loss, between: optimizer, tuned: {axes: rate, by: train_loss}}"

  @Test func armsInNoPairAreNamed() throws {
    let numbers = Array(repeating: [1.0, 2.0], count: 6) as [[Double?]]
    let notes = try notes(Self.tuned, "{metric: train_loss, between: optimizer}", numbers)
    #expect(
      notes == [
        "4 of 6 arms take part in no pair, for no arm to compare them with has the same values of all other "
          + "axes: optimizer=sgd rate=0.1, optimizer=sgd rate=0.03, optimizer=adam rate=0.003, "
          + "optimizer=adam rate=0.001"
      ])
  }

  @Test func oneArmInNoPair() throws {
    let sweep = "[{grid: {training.epochs: [1, 2]}, seeds: 2}, {grid: {training.batch_size: [2]}, seeds: 2}]"
    let numbers: [[Double?]] = [[1, 2], [2, 3], [3, 4]]
    let found = try notes(sweep, "{metric: train_loss, between: training.epochs}", numbers)
    #expect(found.count == 1 && found[0].hasPrefix("1 of 3 arms takes part in no pair"), "\(found)")
  }

  @Test func wholeComparisonsHaveNone() throws {
    let sweep = "{grid: {training.epochs: [1, 2, 3]}, seeds: 2}"
    #expect(try notes(sweep, "{metric: train_loss}", [[1, 2], [2, 3], [3, 4]]) == [])
    // The best rates are in the middle.
    let numbers: [[Double?]] = [[3, 4], [1, 2], [5, 6], [3, 4], [1, 2], [5, 6]]
    #expect(try notes(Self.tuned, Self.compare, numbers) == [])
  }

  @Test func theBestAtTheEndOfItsGridIsSaid() throws {
    let numbers: [[Double?]] = [[1, 2], [3, 4], [5, 6], [5, 6], [3, 4], [1, 2]]
    #expect(
      try notes(Self.tuned, Self.compare, numbers) == [
        "the best rate by train_loss is 0.1, the greatest that was tried, for optimizer=sgd: a greater one may be "
          + "better",
        "the best rate by train_loss is 0.001, the least that was tried, for optimizer=adam: a smaller one may be "
          + "better",
      ])
  }

  @Test func armsWithTheSameEndHaveOneNote() throws {
    let sweep = """
      {grid: {training.epochs: [1, 2], training.batch_size: [1, 2], training.shuffle: [true, false]}, seeds: 2}
      """
    let compare =
      "{metric: train_loss, between: training.shuffle, tuned: {axes: training.batch_size, by: train_loss}}"
    let numbers: [[Double?]] = [[1, 2], [1, 2], [5, 6], [5, 6], [1, 2], [1, 2], [5, 6], [5, 6]]
    #expect(
      try notes(sweep, compare, numbers) == [
        "the best training.batch_size by train_loss is 1, the least that was tried, for training.epochs=1 "
          + "training.shuffle=true, training.epochs=1 training.shuffle=false, training.epochs=2 "
          + "training.shuffle=true, training.epochs=2 training.shuffle=false: a smaller one may be better"
      ])
  }

  @Test func nothingIsBestWhereAllDiverged() throws {
    let numbers: [[Double?]] = [[nil, nil], [nil, nil], [nil, nil], [5, 6], [1, 2], [3, 4]]
    #expect(try notes(Self.tuned, Self.compare, numbers) == [])
  }

  @Test func aGridOfOneHasNoEnd() throws {
    let sweep = "{grid: {training.epochs: [1, 2], training.batch_size: [1]}, seeds: 2}"
    let compare =
      "{metric: train_loss, between: training.epochs, tuned: {axes: training.batch_size, by: train_loss}}"
    #expect(try notes(sweep, compare, [[1, 2], [2, 3]]) == [])
  }
}
