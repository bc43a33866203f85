import Declarations
import Experiment
import Planner
import YAMLTree

/// The comparisons and expectations of an experiment, with the arms that each is about: all that can be known
/// before anything is trained.
package struct ComparisonPlan: Sendable {
  package let comparisons: [ComparisonLayout]
  package let expectations: [ExpectationLayout]

  /// Of an experiment that has none.
  package init() { self.init(comparisons: [], expectations: []) }

  private init(comparisons: [ComparisonLayout], expectations: [ExpectationLayout]) {
    self.comparisons = comparisons
    self.expectations = expectations
  }

  /// - Throws: every comparison that compares nothing or too much, and every expectation that claims
  ///   nothing.
  package init(_ plan: TrialPlan) throws(InvalidFiles) {
    let experiment = plan.experiment
    guard !experiment.comparisons.isEmpty || !experiment.expectations.isEmpty else {
      self.init()
      return
    }
    let arms = ArmAxes.all(of: plan)
    var faults = Faults()
    var comparisons: [ComparisonLayout] = []
    for (index, spec) in experiment.comparisons.enumerated() {
      do throws(ComparisonLayoutError) {
        comparisons.append(try ComparisonLayout(spec, number: index + 1, of: plan, arms: arms))
      } catch {
        faults.add(error.fault, at: spec.node)
      }
    }
    var expectations: [ExpectationLayout] = []
    for spec in experiment.expectations where faults.isEmpty {
      do throws(ComparisonFault) {
        if let layout = try ExpectationLayout(spec, plan, arms, comparisons) { expectations.append(layout) }
      } catch {
        faults.add(error, at: spec.node)
      }
    }
    if !faults.isEmpty { throw InvalidFiles(faults) }
    self.init(comparisons: comparisons, expectations: expectations)
  }
}

extension ComparisonLayoutError {
  fileprivate var fault: ComparisonFault {
    switch self {
    case .nothingCompared: .nothingCompared
    case .tooManyPairs: .tooManyPairs(limit: ComparisonLayout.pairLimit)
    case .looks(let error): .noLooks(reason: "\(error)")
    }
  }
}

extension Faults {
  fileprivate mutating func add(_ fault: ComparisonFault, at node: YAMLNode?) {
    if let node { add(Fault(fault, at: node)) }
  }
}
