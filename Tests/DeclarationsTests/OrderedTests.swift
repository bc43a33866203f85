import Testing

@testable import Declarations

/// Values by keys, in the order in which the keys came.
@Suite struct OrderedTests {
  @Test func keysKeepTheirOrder() {
    var counts = Ordered<String, Int>()
    for word in ["b", "a", "b", "c", "b"] { counts[word, default: 0] += 1 }
    #expect(counts.keys == ["b", "a", "c"] && counts.values == [3, 1, 1])
    #expect(counts["a"] == 1 && counts["d"] == nil && counts["d", default: 7] == 7)
    #expect(counts.place(of: "c") == 2 && counts.place(of: "d") == nil)
  }

  @Test func groupsComeAsTheirFirstElements() {
    let groups = [5, 2, 7, 4, 1].grouped { $0 % 2 == 0 }
    #expect(groups.keys == [false, true] && groups.values == [[5, 7, 1], [2, 4]])
    #expect([Int]().grouped { $0 }.keys.isEmpty)
  }

  @Test func distinctElementsAreTheFirstOfEach() {
    #expect([3, 1, 3, 2, 1].distinct == [3, 1, 2])
  }

  @Test func ofManyNamesTheFirstAreListed() {
    #expect(Suggestion.first(2, of: ["a", "b"]) == "a, b")
    #expect(Suggestion.first(2, of: ["a", "b", "c", "d"]) == "a, b and 2 more")
  }
}
