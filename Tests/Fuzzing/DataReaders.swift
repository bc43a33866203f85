import Datasets
import Foundation
import Model

/// Reads a table under declarations that each ask for something else.
struct CSVFuzzing: FuzzedReader {
  private let declarations: [DatasetDeclaration]
  private let path: String

  init(folder: String) {
    path = "\(folder)/table.csv"
    let file = DataFileReference(path: "table.csv")
    var values = CSVFormat(file: file, header: false, targets: [.number(1)])
    (values.separator, values.decimal) = (";", ",")
    values.missing.rule = .dropRow
    var categories = CSVFormat(file: file, targets: [.number(2)])
    categories.categorical = [.init(.number(1))]
    categories.missing.rule = .mean
    categories.missing.markers = ["", "NA", "0"]
    let formats: [(CSVFormat, ClassNames?)] = [
      (CSVFormat(file: file, targets: [.number(1)]), .found), (values, nil),
      (categories, .listed(["a", "b"])),
    ]
    declarations = formats.map { format, classes in
      var declaration = DatasetDeclaration()
      (declaration.name, declaration.directory) = ("fuzz", folder)
      (declaration.format, declaration.classNames) = (format, classes)
      declaration.normalization = .standardize
      return declaration
    }
  }

  func read(_ input: Data) {
    input.write(to: path)
    for declaration in declarations { declaration.readWhole() }
  }
}

/// Reads an array as features, as targets, and as both.
struct NPYFuzzing: FuzzedReader {
  private let declarations: [DatasetDeclaration]
  private let path: String

  init(folder: String) {
    path = "\(folder)/input.npy"
    // Four numbers, as numpy.save writes them.
    let dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }"
    let header = dictionary + String(repeating: " ", count: 117 - dictionary.utf8.count) + "\n"
    let four = Data([0x93] + "NUMPY".utf8 + [1, 0, 118, 0] + header.utf8 + [0, 1, 1, 0])
    four.write(to: "\(folder)/four.npy")
    let (input, given) = (DataFileReference(path: "input.npy"), DataFileReference(path: "four.npy"))
    let uses: [(DataFileReference, DataFileReference, ClassNames?)] = [
      (input, input, nil), (input, given, .found), (given, input, .listed(["a", "b"])),
    ]
    declarations = uses.map { features, targets, classes in
      var declaration = DatasetDeclaration()
      (declaration.name, declaration.directory) = ("fuzz", folder)
      declaration.format = NPYFormat(train: .init(features: features, targets: targets))
      declaration.classNames = classes
      declaration.normalization = .minMax
      return declaration
    }
  }

  func read(_ input: Data) {
    input.write(to: path)
    for declaration in declarations { declaration.readWhole() }
  }
}

extension DatasetDeclaration {
  /// Reads what an experiment has to know of the data, then the data.
  fileprivate func readWhole() {
    do {
      _ = try content(DataFileCache())
      _ = try Dataset(self)
    } catch { _ = error.description }
  }
}
