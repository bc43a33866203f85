import Testing
import YAMLTree

@testable import Declarations

@Suite struct FaultsTests {
  private let node = YAMLNode(
    content: .scalar(YAMLScalar(text: "x")),
    mark: SourceMark(file: SourceFile(path: "f", text: "x"), line: 1, column: 1),
    endMark: SourceMark(file: SourceFile(path: "f", text: "x"), line: 1, column: 2))

  private func fault(_ number: Int) -> Fault {
    Fault(DeclarationFault.duplicateName(category: "name", name: "\(number)"), at: node)
  }

  @Test func eachMistakeIsKeptOnce() {
    var faults = Faults()
    for number in [1, 2, 1, 1, 2] { faults.add(fault(number)) }
    #expect(faults.all == [fault(1), fault(2)])
    #expect(faults.count == 5 && !faults.isFull && !faults.isTruncated)
  }

  @Test func noMoreThanAHundredAreKept() {
    var faults = Faults()
    for number in 0..<Faults.limit { faults.add(fault(number)) }
    #expect(faults.isFull && !faults.isTruncated)
    faults.add(fault(7))
    #expect(!faults.isTruncated, "it is known already")
    faults.add(fault(1_000_000))
    #expect(faults.isTruncated && faults.all.count == Faults.limit)
    let error = InvalidFiles(faults)
    #expect(error.diagnostics.count == Faults.limit && error.isTruncated)
  }

  @Test func theSubjectIsThatOfTheFieldThatIsRead() {
    var faults = Faults()
    faults.reading("epochs") { faults in
      #expect(faults.subject == "epochs")
      faults.reading("inner") { #expect($0.subject == "inner") }
      #expect(faults.subject == "epochs")
    }
    #expect(faults.subject == "the value")
  }

  @Test(arguments: [
    ("rleu", "relu"), ("Relu", "relu"), ("tahn", "tanh"), ("sigmod", "sigmoid"), ("adam", nil), ("x", nil),
  ])
  func theNearestNameIsNear(_ name: String, _ nearest: String?) {
    #expect(NearestName.find(name, among: ["relu", "tanh", "sigmoid", "leaky_relu"]) == nearest)
  }

  @Test func manyLegalNamesAreNotAllListed() {
    let notes = Suggestion.notes("zzz", "values", (0..<1000).map { "name\($0)" })
    #expect(notes.count == 1 && notes[0].hasSuffix("name99 and 900 more"))
    #expect(Suggestion.list(["a"]) == "a" && Suggestion.list(["a", "b", "c"]) == "a, b and c")
  }
}
