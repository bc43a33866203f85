/// The mean over the classes of the share of their examples that are answered rightly.
package struct BalancedAccuracy: Metric {
  package static let name = "balanced_accuracy"
  package static let documentation =
    "The mean over the classes of the share of their examples that are answered rightly."
  package static let title = "Balanced Accuracy"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}

/// The mean over the classes of the share of the answers with a class that are right; 0 of a class that is
/// never answered.
package struct MacroPrecision: Metric {
  package static let name = "precision"
  package static let documentation =
    "The mean over the classes of the share of the answers with a class that are right; 0 of a class "
    + "that is never answered."
  package static let title = "Precision"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}

/// The mean over the classes of the share of their examples that are answered rightly; 0 of a class that is
/// answered and has no example.
package struct MacroRecall: Metric {
  package static let name = "recall"
  package static let documentation =
    "The mean over the classes of the share of their examples that are answered rightly; 0 of a class "
    + "that is answered and has no example."
  package static let title = "Recall"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}

/// The mean over the classes of 2 · true positives / (2 · true positives + wrong answers of and with it).
package struct MacroF1: Metric {
  package static let name = "f1"
  package static let documentation =
    "The mean over the classes of 2 · true positives / (2 · true positives + false positives + false "
    + "negatives)."
  package static let title = "F1"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}

/// The area under the receiver operating characteristic: how often an example of a class has a larger output
/// for it than one of another class. Of two classes that of the second; of more the mean over the classes.
package struct AUC: Metric {
  package static let name = "auc"
  package static let documentation =
    "The area under the receiver operating characteristic: how often an example of a class has a "
    + "larger output for it than one of another class. Of two classes that of the second; of more the "
    + "mean over the classes."
  package static let title = "AUC"
  package static let unit = MetricUnit.fraction
  package static let isHigherBetter = true
  package static let usualSplit = SplitName.test
  package static let need = MetricNeed.classes

  package init() {}
}
