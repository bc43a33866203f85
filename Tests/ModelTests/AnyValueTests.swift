import Testing

@testable import Model

/// Values behind a protocol are equal where their types and values are.
@Suite struct AnyValueTests {
  private struct Holder: Equatable {
    @AnyValue var activation: any Activation
    @AnyValue var layers: [any Layer] = []
    var number = 0
  }

  /// Another type with the values of `LeakyReLU`.
  private struct Impostor: Activation {
    static let name = LeakyReLU.name
    var slope = 0.5
    func formula(of z: String) -> String { z }
    func derivativeFormula(z: String, a: String) -> String { z }
  }

  @Test func oneValueIsEqualToItselfAlone() {
    let half = Holder(activation: LeakyReLU(slope: 0.5))
    #expect(half == Holder(activation: LeakyReLU(slope: 0.5)))
    #expect(half != Holder(activation: LeakyReLU(slope: 0.25)))
    #expect(half != Holder(activation: ReLU()) && half != Holder(activation: Impostor()))
    #expect(half != Holder(activation: LeakyReLU(slope: 0.5), number: 1))
  }

  @Test func listsAreEqualEntryByEntry() {
    func holder(_ layers: [any Layer]) -> Holder { Holder(activation: ReLU(), layers: layers) }
    let two = holder([Dense(units: 1), Dense(units: 2, activation: Tanh())])
    #expect(two == holder([Dense(units: 1), Dense(units: 2, activation: Tanh())]))
    #expect(two != holder([Dense(units: 2, activation: Tanh()), Dense(units: 1)]))
    #expect(two != holder([Dense(units: 1), Dense(units: 2)]))
    #expect(two != holder([Dense(units: 1)]) && two != holder([]) && holder([]) == holder([]))
  }

  @Test func aLayerIsTheSameWhereAllThatItHoldsIs() {
    let layer = Dense(units: 2, activation: LeakyReLU(slope: 0.5), weights: Constant(1), bias: Zeros())
    #expect(layer == Dense(units: 2, activation: LeakyReLU(slope: 0.5), weights: Constant(1), bias: Zeros()))
    #expect(layer != Dense(units: 2, activation: LeakyReLU(slope: 0.5), weights: Constant(2), bias: Zeros()))
    #expect(layer != Dense(units: 2, activation: LeakyReLU(slope: 0.5), weights: Zeros(), bias: Zeros()))
    #expect(layer != Dense(units: 2, activation: LeakyReLU(slope: 0.5), weights: Constant(1)))
  }

  @Test func aValueOfAnotherTypeIsNotEqual() {
    #expect(ReLU().isEqual(to: ReLU()) && !ReLU().isEqual(to: Tanh()))
    #expect(!1.isEqual(to: 1.0) && !1.isEqual(to: "1") && 1.isEqual(to: 1))
  }
}
