import Model
import NeuralNetwork
import Testing

@testable import Datasets

/// Which rows go to which part: a partition in the order of `torch.randperm`, whatever is asked for.
@Suite struct SplitDrawTests {
  private func rule(
    test: SplitRule.Amount? = nil, validation: SplitRule.Amount? = nil, folds: Int? = nil, fold: Int = 0,
    stratify: Bool = false, seed: Int = 0
  ) -> SplitRule {
    var rule = SplitRule()
    (rule.test, rule.validation, rule.folds, rule.fold) = (test, validation, folds, fold)
    (rule.stratify, rule.seed) = (stratify, seed)
    return rule
  }

  private func parts(
    _ rule: SplitRule, count: Int, given: [SplitName] = [.train], classes: [Int32]? = nil,
    groups: [Int32]? = nil
  ) throws -> [SplitName: [Int32]] {
    try SplitDraw(rule: rule, given: given, count: count, classes: classes, groups: groups).parts()
  }

  /// torch.manual_seed(0); torch.randperm(10) is 4 1 7 5 3 9 0 8 6 2 (PyTorch 2.13).
  @Test func rowsComeInTheOrderOfPyTorch() throws {
    let parts = try parts(rule(test: .count(2), validation: .share(0.3)), count: 10)
    #expect(parts == [.test: [4, 1], .validation: [7, 5, 3], .train: [9, 0, 8, 6, 2]])
  }

  @Test(arguments: [(10, 0.25, 3), (10, 0.24, 2), (150, 0.2, 30), (7, 0.5, 4)])
  func sharesAreRoundedToTheNearest(count: Int, share: Double, test: Int) throws {
    let parts = try parts(rule(test: .share(share)), count: count)
    #expect(parts[.test]?.count == test)
    #expect(Set((parts[.test] ?? []) + (parts[.train] ?? [])).count == count)
  }

  @Test func strataHaveTheirShares() throws {
    let classes = (0..<100).map { Int32($0 < 60 ? 7 : $0 < 90 ? 2 : 5) }
    let parts = try parts(
      rule(test: .share(0.2), validation: .count(10), stratify: true, seed: 3), count: 100, classes: classes)
    func counts(_ part: SplitName) -> [Int] {
      [7, 2, 5].map { label in (parts[part] ?? []).count { classes[Int($0)] == label } }
    }
    #expect(counts(.test) == [12, 6, 2])
    #expect(counts(.validation) == [6, 3, 1])
    #expect(counts(.train) == [42, 21, 7])
  }

  /// The largest rests get what rounding down leaves.
  @Test func strataThatDoNotComeOutEven() throws {
    let classes: [Int32] = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2]
    let parts = try parts(rule(test: .count(4), stratify: true), count: 10, classes: classes)
    let counts = [0, 1, 2].map { label in (parts[.test] ?? []).count { classes[Int($0)] == label } }
    #expect(counts == [2, 1, 1])
  }

  @Test func foldsAreAPartition() throws {
    let classes = (0..<103).map { Int32($0 % 3) }
    for stratify in [false, true] {
      var seen: [Int32] = []
      for fold in 0..<5 {
        let parts = try parts(
          rule(folds: 5, fold: fold, stratify: stratify, seed: 1), count: 103,
          classes: stratify ? classes : nil)
        let test = parts[.test] ?? []
        #expect((20...21).contains(test.count))
        #expect(Set(test + (parts[.train] ?? [])).count == 103)
        if stratify {
          for label in 0..<3 { #expect((6...7).contains(test.count { classes[Int($0)] == label })) }
        }
        seen += test
      }
      #expect(seen.sorted() == Array(0..<103))
    }
  }

  /// Where there are test examples the fold that is held out is that of validation.
  @Test func foldsBesideATestPart() throws {
    #expect(try Set(parts(rule(folds: 2), count: 4, given: [.train, .test]).keys) == [.train, .validation])
    let parts = try parts(rule(test: .count(2), folds: 2), count: 6)
    #expect(parts.mapValues(\.count) == [.train: 2, .validation: 2, .test: 2])
  }

  @Test func groupsStayTogether() throws {
    let groups = (0..<60).map { Int32($0 * 7 % 13) }
    let cut = try parts(rule(test: .share(0.3), validation: .count(5), seed: 2), count: 60, groups: groups)
    #expect((18..<18 + 5).contains(cut[.test]?.count ?? 0))
    let sets = cut.values.map { rows in Set(rows.map { groups[Int($0)] }) }
    #expect(sets.reduce(0) { $0 + $1.count } == Set(groups).count)
    var seen: [Int32] = []
    for fold in 0..<4 {
      let cut = try parts(rule(folds: 4, fold: fold), count: 60, groups: groups)
      #expect(
        Set((cut[.test] ?? []).map { groups[Int($0)] }).isDisjoint(
          with: (cut[.train] ?? []).map { groups[Int($0)] }))
      seen += cut[.test] ?? []
    }
    #expect(seen.sorted() == Array(0..<60))
  }

  @Test func whatCannotBeCut() {
    func expect(_ rule: SplitRule, _ count: Int, groups: [Int32]? = nil, _ message: String) {
      let error = #expect(throws: DatasetError.Reason.self) { try parts(rule, count: count, groups: groups) }
      #expect(error?.message == message)
    }
    expect(rule(test: .count(5)), 5, "the split wants 5 test examples of 5, which leaves none to train on")
    expect(rule(test: .share(0.01)), 10, "the split wants 0 test examples of 10")
    expect(
      rule(test: .count(3), validation: .count(2)), 5,
      "the split wants 2 validation examples of 5, which leaves none to train on")
    expect(rule(folds: 6), 5, "6 folds cannot be cut: there are only 5 examples")
    expect(rule(folds: 3), 6, groups: [0, 0, 0, 1, 1, 1], "3 folds cannot be cut: there are only 2 groups")
    expect(
      rule(test: .count(1)), 3, groups: [4, 4, 4],
      "the split wants 1 test example of 3, which leaves none to train on")
  }
}
