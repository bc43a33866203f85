import YAMLTree

extension Experiment {
  /// Reads and checks an experiment file: every combination of one changed axis at least, so that the planner meets no
  /// mistake of a single value.
  /// - Parameter datasetFolders: the folders searched for datasets after the one beside the file.
  /// - Throws: every mistake found, in order of position.
  package init(contentsOf path: String, datasetFolders: [String]) throws(InvalidFiles) {
    var faults = Faults()
    guard let root = faults.read(path) else { throw InvalidFiles(faults) }
    guard root.mapping != nil else {
      faults.subject = "an experiment file"
      faults.add(.wrongType(subject: faults.subject, expected: "a mapping", found: root.summary), at: root)
      throw InvalidFiles(faults)
    }
    let file = ExperimentFile.record.decode(root, &faults, besides: ExperimentFile.trialKeys)
    let catalog = DatasetCatalog(folders: [SourceFile.directory(of: path) + "/datasets"] + datasetFolders)
    let template = TrialTemplate(
      root: root.keeping(ExperimentFile.trialKeys), sweep: file?.sweep ?? SweepSpec(), catalog: catalog)
    // A sweep that could not be read leaves every `$name` open: no word about those then.
    if let file { SweepValidator(template, file.report).validate(&faults) }
    for assignment in template.probes { faults.add(contentsOf: template.resolve(assignment).faults) }
    if let file { ReportValidator(report: file.report, sweep: file.sweep, root: root).validate(&faults) }

    guard let file, faults.isEmpty else { throw InvalidFiles(faults) }
    self.init(
      name: file.name, description: file.description, template: template, report: file.report, path: path)
  }
}

extension InvalidFiles {
  package init(_ faults: Faults) {
    self.init(
      diagnostics: faults.all.sorted { ($0.mark, $0.length) < ($1.mark, $1.length) }.map(Diagnostic.init))
  }
}

extension TrialTemplate {
  /// The first value of every axis, and then each other value of each axis with the first ones of the rest.
  fileprivate var probes: [Assignment] {
    let first = [Int](repeating: 0, count: sweep.axes.count)
    var probes = [Assignment(indices: first, seed: nil)]
    for (position, axis) in sweep.axes.enumerated() {
      for index in axis.values.indices.dropFirst() {
        var indices = first
        indices[position] = index
        probes.append(Assignment(indices: indices, seed: nil))
      }
    }
    return probes
  }
}

extension YAMLNode {
  /// The mapping with some of its keys alone.
  fileprivate func keeping(_ names: [String]) -> YAMLNode {
    guard let mapping else { return self }
    var rest = YAMLMapping()
    for entry in mapping.entries where names.contains(entry.name) { rest.set(entry) }
    var copy = self
    copy.content = .mapping(rest)
    return copy
  }
}
