import Foundation
import Testing

@testable import Executor

/// Tables whose contents are refused where the experiment is read, each with its whole message.
@Suite struct MalformedTableTests {
  struct Table: Sendable, CustomTestStringConvertible {
    let text, keys, preparation, place, message: String
    let outputs: Int

    init(
      _ text: String, _ keys: String, _ preparation: String, outputs: Int, _ place: String, _ message: String
    ) {
      (self.text, self.keys, self.preparation, self.outputs) = (text, keys, preparation, outputs)
      (self.place, self.message) = (place, message)
    }

    var testDescription: String { message }
  }

  static let tables = [
    Table("x,y\n1,2\n3\n", "targets: y", "", outputs: 1, "4:24", "t.csv: line 3: 1 field instead of 2"),
    Table("x,y\n1,2\n3,4,5\n", "targets: y", "", outputs: 1, "4:24", "t.csv: line 3: 3 fields instead of 2"),
    Table(
      "x,y\n1,2\n3,four\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 3, column 'y': 'four' is not a number; targets are values unless the dataset has 'classes'"
    ),
    Table(
      "x,y\n1,2\n\n3O,4\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 4, column 'x': '3O' is not a number"),
    Table(
      "x,y\n0x10,2\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 2, column 'x': '0x10' is not a number"),
    Table(
      "x,y\n1,2\n-inf,4\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 3, column 'x': '-inf' is not a finite number"),
    Table(
      "x,y\n1e400,2\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 2, column 'x': '1e400' is not a finite number"),
    Table(
      "x,y\n1,2\n,4\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 3, column 'x': the value is missing, and the rule for missing values makes that a mistake"),
    Table(
      "x,y\n1,2\n3,NA\n", "targets: y, missing: {markers: [NA]}", "", outputs: 1, "4:24",
      "t.csv: line 3, column 'y': the value is missing ('NA'), and the rule for missing values makes that a mistake"
    ),
    Table(
      "x,x,y\n1,2,3\n", "targets: y", "", outputs: 1, "4:24", "t.csv: the header has the column 'x' twice"),
    Table("x,y\n", "targets: y", "", outputs: 1, "4:24", "t.csv: there is no example"),
    Table("", "targets: y", "", outputs: 1, "4:24", "t.csv: the file is empty"),
    Table(
      "size,prize\n1,2\n", "targets: price", "", outputs: 1, "4:24",
      "t.csv: no column 'price'; the columns are size, prize"),
    Table(
      "x,y\n1,2\n", "targets: y, features: [z]", "", outputs: 1, "4:24",
      "t.csv: no column 'z'; the columns are x, y"),
    Table(
      "x,y\n1,2\n", "targets: y, features: [\"pixel*\"]", "", outputs: 1, "4:24",
      "t.csv: no column is like 'pixel*'; the columns are x, y"),
    Table(
      "x,y\n1,2\n", "targets: y, features: [x, y]", "", outputs: 1, "4:24", "t.csv: column 'y' is used twice"),
    Table("x,y\n1,2\n", "targets: 3", "", outputs: 1, "4:24", "t.csv: no column 3; the columns are 1 to 2"),
    Table("y\n1\n2\n", "targets: y", "", outputs: 1, "4:24", "t.csv: no column is left for the features"),
    Table(
      "x,y\n1,2\n\"3,4\n5,6\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 3: the quote that opens here is never closed"),
    Table(
      "x,y\n1,2\n\"3\"4,5\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: line 3: text behind a closing quote"),
    Table(
      "1,2,3\n", "targets: y, header: false, columns: [x, y]", "", outputs: 1, "4:24",
      "t.csv: 2 columns are named, and the first row has 3 fields"),
    Table(
      "x,y\n1,red\n2,blu\n", "targets: y", "classes: [red, blue]", outputs: 2, "4:24",
      "t.csv: line 3, column 'y': 'blu' is no class; the classes are red, blue"),
    Table(
      "c,y\nred,1\ngren,2\n", "targets: y, categorical: {c: [red, green]}", "", outputs: 1, "4:24",
      "t.csv: line 3, column 'c': 'gren' is no category; the categories are red, green"),
    Table(
      "c,y\nred,1\n", "targets: y, categorical: [y]", "", outputs: 1, "4:24",
      "t.csv: the categorical column 'y' is no feature"),
    Table(
      "x,y\n1,2\n3,4\n", "targets: y", "split: {test: 2}", outputs: 1, "5:10",
      "t.csv: the split wants 2 test examples of 2, which leaves none to train on"),
    Table(
      "x,y\n1,2\n3,4\n", "targets: y", "split: {folds: 3}", outputs: 1, "5:10",
      "t.csv: 3 folds cannot be cut: there are only 2 examples"),
    Table(
      "x,patient,y\n1,a,2\n3,b,4\n", "targets: y", "split: {test: 0.5, group: patients}", outputs: 1, "4:24",
      "t.csv: no column 'patients'; the columns are x, patient, y"),
    Table(
      "x,z,y\n,1,2\n,3,4\n", "targets: y, missing: {rule: mean}", "", outputs: 1, "4:24",
      "t.csv: column 'x': no training row has a value, so there is no mean"),
    Table(
      "x;y\n1;2\n", "targets: y", "", outputs: 1, "4:24",
      "t.csv: there is one column, 'x;y'; perhaps columns are separated by ';': say so with 'separator'"),
    Table(
      "x;y\n1,5;2\n", "targets: y, separator: \";\"", "", outputs: 1, "4:24",
      "t.csv: line 2, column 'x': '1,5' is not a number"),
  ]

  @Test(arguments: tables) func isRefused(_ table: Table) {
    #expect(throws: RefusedText(lines: ["experiment.yaml:\(table.place): error: \(table.message)"])) {
      try checkedExperiment(
        """
        name: e
        dataset:
          name: d
          format: {csv: {file: t.csv, \(table.keys)}}
          \(table.preparation)
        model: {layers: [dense: {units: \(table.outputs)}]}
        training: {loss: mean_squared_error, optimizer: adam, epochs: 1}
        """, files: ["t.csv": Data(table.text.utf8)])
    }
  }
}
