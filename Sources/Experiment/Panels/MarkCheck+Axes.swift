import Declarations
import Model
import YAMLTree

// MARK: - Which axes are shown, fixed and pooled

extension MarkCheck {
  /// The most panels of one `facet`.
  private static let panelLimit = 48
  /// The most cells of a heat map.
  private static let cellLimit = 10_000

  /// Series and facet are there and differ.
  func checkSeries(_ faults: inout Faults) {
    _ = checkNames(of: [("series", spec.series), ("facet", spec.facet)], &faults)
  }

  /// The names behind some keys are there, and every axis is behind one, fixed by a condition or pooled: else
  /// what differs would be drawn as if it were the same.
  func checkUse(of named: [(key: String, name: String?)], _ faults: inout Faults) {
    let areThere = checkNames(of: named, &faults)
    let used = named.compactMap(\.name)
    let isPooled = checkPooled(used: named, &faults)
    guard areThere, isPooled else { return }
    let open = arms.unusedAxes(used, over: spec.over, where: spec.arm)
    guard !open.isEmpty else { return }
    let keys = (panel == "heatmap" ? ["x", "y", "facet"] : ["series", "facet"]).filter(keys.contains)
    faults.add(.openAxes(panel: panel, axes: open, keys: keys), at: node())
  }

  private func checkNames(of named: [(key: String, name: String?)], _ faults: inout Faults) -> Bool {
    var isRight = true
    var keys: [String: String] = [:]
    for case (let key, let name?) in named {
      if !report.sweepNames.contains(name) {
        if report.column(name) == nil {
          faults.add(.unknownColumn(name: name, legal: report.sweepNames), at: node(key))
        } else {
          faults.add(
            .columnDoesNotFit(
              key: key, panel: panel, column: name,
              requirement: "an axis or derived value, seed or replicate",
              legal: report.sweepNames), at: node(key))
        }
      } else if let first = keys.updateValue(key, forKey: name) {
        faults.add(.axisTwice(axis: name, first: first, second: key), at: node(key))
      } else if key == "facet", let count = values(of: name)?.count, count > Self.panelLimit {
        faults.add(.tooManyPanels(axis: name, found: count, limit: Self.panelLimit), at: node(key))
      } else {
        continue
      }
      isRight = false
    }
    return isRight
  }

  /// What is pooled are axes that are neither shown nor fixed.
  private func checkPooled(used: [(key: String, name: String?)], _ faults: inout Faults) -> Bool {
    var isRight = true
    for (place, name) in spec.over.enumerated() {
      let node = node("over", "\(place)")
      if !arms.axes.contains(name) {
        faults.add(.poolsNoAxis(name: name, legal: arms.axes), at: node)
      } else if let key = used.first(where: { $0.name == name })?.key
        ?? (spec.arm.contains { $0.axis == name } ? "fixed by 'where'" : nil)
      {
        faults.add(.axisTwice(axis: name, first: key, second: "pooled"), at: node)
      } else if spec.over[..<place].contains(name) {
        faults.add(.duplicateName(category: "axis", name: name), at: node)
      } else {
        continue
      }
      isRight = false
    }
    return isRight
  }

  /// A heat map has no more cells than can be seen.
  func checkCells(_ faults: inout Faults) {
    guard let columns = spec.x.flatMap(values)?.count, let rows = values(of: spec.onlyY)?.count,
      columns > 0, rows > 0, columns > Self.cellLimit / rows
    else { return }
    faults.add(.tooManyCells(columns: columns, rows: rows, limit: Self.cellLimit), at: node("x"))
  }

  /// A band that is asked for has replicates that it can be drawn of.
  func checkBand(_ faults: inout Faults) {
    guard let band = spec.band, band != .none, spec.over.isEmpty else { return }
    let shown = [spec.series, spec.facet, spec.x].compactMap { $0 } + spec.arm.map(\.axis)
    if !arms.hasReplicates || shown.contains(where: ArmCondition.ofReplicates.contains) {
      faults.add(.bandWithoutReplicates(panel: panel), at: node("band"))
    }
  }
}

// MARK: - Scales, lines, names

extension MarkCheck {
  /// What stands on a logarithmic axis is positive, as far as the file says what that is.
  func checkScales(x: PanelColumn?, _ faults: inout Faults) {
    let hasNumbers = x.map { !isOfNames($0) } ?? true
    if spec.scale.x == .log {
      if case .label(let name) = x, let values = values(of: name),
        let other = values.first(where: { ($0.number ?? -1) <= 0 })
      {
        faults.add(
          hasNumbers
            ? .notPositive(key: "x", name: name, value: other.text)
            : .notNumbers(subject: "a logarithmic axis", name: name, value: other.text, advice: nil),
          at: node("scale", "x"))
      }
      checkPositive(spec.limits.x?.lower, "limits", "x", "0", &faults)
    }
    if !hasNumbers, spec.limits.x != nil, case .label(let name) = x {
      let other = values(of: name)?.first { $0.number == nil }
      faults.add(
        .notNumbers(subject: "an axis with limits", name: name, value: other?.text ?? "", advice: nil),
        at: node("limits", "x"))
    }
    if spec.scale.y == .log { checkPositive(spec.limits.y?.lower, "limits", "y", "0", &faults) }
    checkLines(hasNumbersAlongX: hasNumbers, &faults)
  }

  /// Bars begin within the limits.
  func checkBarLimits(_ faults: inout Faults) {
    guard let limits = spec.limits.y, limits.lower > 0 || limits.upper < 0 else { return }
    let place = node("limits", "y")
    faults.add(
      .outOfRange(
        subject: "the limits of bars", requirement: "a range with 0, where bars begin",
        found: place.flowText), at: place)
  }

  /// Every line is at one place, which the axes have.
  func checkLines(hasNumbersAlongX: Bool, _ faults: inout Faults) {
    for (place, line) in spec.lines.enumerated() {
      guard line.hasPlace else {
        faults.add(.lineWithoutDirection(keys: ["y", "x"]), at: node("lines", "\(place)"))
        continue
      }
      if !hasNumbersAlongX, line.vertical != nil {
        faults.add(.lineAcrossNames(axis: "x"), at: node("lines", "\(place)", "x"))
      }
      if spec.scale.x == .log { checkPositive(line.vertical, "lines", "\(place)", "x", &faults) }
      if spec.scale.y == .log { checkPositive(line.horizontal, "lines", "\(place)", "y", &faults) }
    }
  }

  private func checkPositive(
    _ number: Double?, _ first: String, _ second: String, _ third: String, _ faults: inout Faults
  ) {
    guard let number, number <= 0 else { return }
    let place = node(first, second, third)
    faults.add(
      .outOfRange(
        subject: first == "lines" ? "a line on a logarithmic axis" : "an end of a logarithmic axis",
        requirement: "greater than 0", found: place.flowText), at: place)
  }

  /// Names are those of values or columns that are shown; colours those of the series, or of columns.
  func checkNames(ofValues axes: [String?], columns: [String], _ faults: inout Faults) {
    let axes = axes.compactMap { $0 }
    if !spec.names.isEmpty {
      if axes.isEmpty, columns.isEmpty {
        faults.add(.nothingToName(key: "names", panel: panel), at: report.key(of: path + ["names"]))
      } else {
        check(spec.names, of: axes, columns, &faults)
      }
    }
    if !spec.colors.isEmpty {
      let series = spec.series.map { [$0] } ?? []
      if series.isEmpty, columns.isEmpty {
        faults.add(.nothingToName(key: "colors", panel: panel), at: report.key(of: path + ["colors"]))
      } else {
        check(spec.colors, of: series, series.isEmpty ? columns : [], &faults)
      }
    }
  }

  private func check<Element>(
    _ entries: ByValue<Element>, of axes: [String], _ columns: [String], _ faults: inout Faults
  ) {
    let values = axes.map { self.values(of: $0) }
    // Values that are not known are not looked for.
    guard !values.contains(where: { $0 == nil }) else { return }
    entries.check(against: values.flatMap { $0 ?? [] }, columns, &faults)
  }
}
