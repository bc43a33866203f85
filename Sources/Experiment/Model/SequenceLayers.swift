import Declarations
import Model

extension RecurrentOptions {
  fileprivate static let fields = [
    Field<RecurrentOptions>(
      "units", \.units, .integer(.within(1...Layers.unitLimit)), required: true, "The numbers of the state."),
    Field<RecurrentOptions>(
      "layers", \.layers, .integer(.within(1...1000)),
      "So many layers, one behind the other; each reads all states of the one before."),
    Field<RecurrentOptions>(
      "bidirectional", \.isBidirectional, .boolean,
      "Whether it goes through the sequence backwards too, with parameters of its own; the states of both "
        + "directions stand side by side."),
    Field<RecurrentOptions>(
      "output", \.output, .choice(of: "output of a recurrent layer"),
      "last: the state after the last step of each direction; all: those of all steps, a sequence; mean: "
        + "their mean."
    ),
    Field<RecurrentOptions>(
      "bias", \.bias, .choice(of: "bias of a recurrent layer"),
      "none for sums without b_ih and b_hh. layer_default is PyTorch's: uniform within 1/sqrt(units)."),
  ]
}

extension Recurrent {
  fileprivate static func recurrent(_ documentation: String, blank: Self, _ others: [Field<Self>] = [])
    -> Record<Self>
  {
    Record(
      "the layer '\(name)'",
      documentation
        + " An example is a sequence [steps, features]; one of a single dimension has steps of one feature.",
      blank: blank, fields: RecurrentOptions.fields.map { $0.within(\.options) } + others, bareKey: "units")
  }
}

extension RNN: DeclaredByRecord {
  package static let record = recurrent(
    "A recurrent layer: h' = f(W_ih · x + b_ih + W_hh · h + b_hh). PyTorch's nn.RNN.", blank: RNN(),
    [
      Field("nonlinearity", \.nonlinearity, .choice(of: "nonlinearity"), "f.")
    ])
}

extension GRU: DeclaredByRecord {
  package static let record = recurrent(
    "A recurrent layer with gates: a gated recurrent unit (Cho et al. 2014). PyTorch's nn.GRU.", blank: GRU())
}

extension LSTM: DeclaredByRecord {
  package static let record = recurrent(
    "A recurrent layer with gates and a cell: a long short-term memory (Hochreiter and Schmidhuber 1997). "
      + "PyTorch's nn.LSTM.", blank: LSTM())
}

extension Embedding: DeclaredByRecord {
  package static let record = Record<Embedding>(
    "the layer 'embedding'",
    "A vector that is learned for each of so many whole numbers, as which it reads the data. PyTorch's "
      + "nn.Embedding.",
    blank: Embedding(),
    fields: [
      Field(
        "count", \.count, .integer(.within(1...Layers.unitLimit)), required: true,
        "The numbers in the data are at least 0 and less than this."),
      Field(
        "size", \.size, .integer(.within(1...Layers.unitLimit)), required: true, "The elements of a vector."),
      Field(
        "weights", \.weights, Initializers.type,
        "How the vectors start. layer_default is PyTorch's: from the standard normal distribution."),
    ])
}

extension LayerNorm: DeclaredByRecord {
  package static let record = Record<LayerNorm>(
    "the layer 'layer_norm'",
    "The numbers of an example less their mean, divided by their standard deviation, then scaled and "
      + "shifted (Ba et al. 2016). PyTorch's nn.LayerNorm.", blank: LayerNorm(),
    fields: [
      Field(
        "dimensions", \.dimensions, .integer(.atLeast(1)),
        "How many of the last dimensions of an example share a mean: 1 the features of each step of a "
          + "sequence, 3 all of an image."),
      .epsilon(\.epsilon),
    ])
}

extension GroupNorm: DeclaredByRecord {
  package static let record = Record<GroupNorm>(
    "the layer 'group_norm'",
    "The same as layer_norm over groups of channels, the first dimension of an example (Wu and He 2018). "
      + "PyTorch's nn.GroupNorm.", blank: GroupNorm(),
    fields: [
      Field(
        "groups", \.groups, .integer(.atLeast(1)), required: true,
        "The channels are cut into so many groups, each with a mean of its own."),
      .epsilon(\.epsilon),
    ], bareKey: "groups")
}
