internal import Model
internal import NeuralNetwork

/// How the training examples of a format are cut: which rows go to which part, in what order.
///
/// The order is `torch.randperm(count)` after `torch.manual_seed(seed)`, and rows come to parts in it: to the
/// test part until it has its number, then to the validation part, then to the training part. With
/// `stratify`, each class has numbers of its own: its share of a part's number, rounded down, and one more
/// for those of the largest rests, the first class first. With `group`, the groups are put into a drawn order
/// instead, and go to a part as a whole until it has its number or more.
///
/// Folds are cut of what is left: its rows, class by class where they are stratified, are dealt out in turn;
/// groups go one by one to the fold with the fewest rows, the first of these.
struct SplitDraw {
  let rule: SplitRule
  let given: [SplitName]
  let count: Int
  /// A number for each row that is the same where the class is, where strata are wanted.
  let classes: [Int32]?
  /// Likewise for groups.
  let groups: [Int32]?

  /// The rows of the training part and of those that are cut from it.
  func parts() throws(DatasetError.Reason) -> [SplitName: [Int32]] {
    var random = TorchGenerator(seed: rule.seed)
    var rows: [SplitName: [Int32]] = [:]
    var rest = drawnRows(&random)
    for (part, amount) in [(SplitName.test, rule.test), (.validation, rule.validation)] {
      guard let amount else { continue }
      let wanted = amount.of(count)
      guard wanted > 0, wanted < rest.count else {
        throw .splitTooLarge(part: part, wanted: wanted, of: count)
      }
      (rows[part], rest) = take(wanted, from: rest)
      if rest.isEmpty { throw .splitTooLarge(part: part, wanted: wanted, of: count) }
    }
    if let folds = rule.folds, let heldOut = rule.heldOut(beside: given) {
      let units = groups.map { groups in Set(rest.map { groups[Int($0)] }).count } ?? rest.count
      guard folds <= units else { throw .tooManyFolds(folds, of: units, areGroups: groups != nil) }
      let fold = folds > rule.fold ? foldNumbers(of: rest, folds) : []
      rows[heldOut] = zip(rest, fold).filter { $1 == rule.fold }.map(\.0)
      rest = zip(rest, fold).filter { $1 != rule.fold }.map(\.0)
    }
    rows[.train] = rest
    return rows
  }

  /// All rows in the drawn order; those of a group one behind the other.
  private func drawnRows(_ random: inout TorchGenerator) -> [Int32] {
    guard let groups else { return random.permutation(count) }
    var members: [Int32: [Int32]] = [:]
    var order: [Int32] = []
    for (row, group) in groups.enumerated() {
      if members[group] == nil { order.append(group) }
      members[group, default: []].append(Int32(row))
    }
    return random.permutation(order.count).flatMap { members[order[Int($0)]] ?? [] }
  }

  /// The first rows that fill a part, and the others.
  private func take(_ wanted: Int, from rows: [Int32]) -> (taken: [Int32], rest: [Int32]) {
    if let groups {
      var end = wanted
      while end < rows.count, groups[Int(rows[end])] == groups[Int(rows[end - 1])] { end += 1 }
      return (Array(rows[..<end]), Array(rows[end...]))
    }
    guard let classes else { return (Array(rows[..<wanted]), Array(rows[wanted...])) }
    var left = quotas(wanted, of: rows.map { classes[Int($0)] })
    var (taken, rest): ([Int32], [Int32]) = ([], [])
    for row in rows {
      let label = classes[Int(row)]
      if left[label, default: 0] > 0 {
        left[label, default: 0] -= 1
        taken.append(row)
      } else {
        rest.append(row)
      }
    }
    return (taken, rest)
  }

  /// How many rows of each class a part gets (the largest remainders, after A. Hamilton).
  private func quotas(_ wanted: Int, of classes: [Int32]) -> [Int32: Int] {
    var counts: [Int32: Int] = [:]
    for label in classes { counts[label, default: 0] += 1 }
    let labels = counts.keys.sorted()
    var quotas: [Int32: Int] = [:]
    var rests: [(rest: Int, label: Int32)] = []
    for label in labels {
      // Both are numbers of 32 bits.
      let (quotient, rest) = ((counts[label] ?? 0) * wanted).quotientAndRemainder(dividingBy: classes.count)
      quotas[label] = quotient
      rests.append((rest, label))
    }
    let missing = wanted - quotas.values.reduce(0, +)
    for (_, label) in rests.sorted(by: { $0.rest == $1.rest ? $0.label < $1.label : $0.rest > $1.rest })
      .prefix(missing)
    {
      quotas[label, default: 0] += 1
    }
    return quotas
  }

  /// The fold of each row.
  private func foldNumbers(of rows: [Int32], _ folds: Int) -> [Int] {
    var numbers = [Int](repeating: 0, count: rows.count)
    if let groups {
      var sizes = [Int](repeating: 0, count: folds)
      var fold = 0
      for (place, row) in rows.enumerated() {
        let isNew = place == 0 || groups[Int(rows[place - 1])] != groups[Int(row)]
        if isNew { fold = sizes.firstIndex(of: sizes.min() ?? 0) ?? 0 }
        sizes[fold] += 1
        numbers[place] = fold
      }
      return numbers
    }
    var order = Array(rows.indices)
    if let classes {
      order.sort { (classes[Int(rows[$0])], $0) < (classes[Int(rows[$1])], $1) }
    }
    for (turn, place) in order.enumerated() { numbers[place] = turn % folds }
    return numbers
  }
}

extension SplitRule.Amount {
  /// Of so many examples; a share to the nearest whole number, halves up.
  func of(_ count: Int) -> Int {
    switch self {
    case .count(let count): count
    case .share(let share): Int((share * Double(count)).rounded(.toNearestOrAwayFromZero))
    }
  }
}
