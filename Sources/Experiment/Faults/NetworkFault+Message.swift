import Declarations
import Model

extension NetworkFault {
  /// What is wrong, in a sentence.
  var message: String {
    switch self {
    case .inputShape(let shape): "the inputs have the shape \(shape), of which a dimension is less than 1"
    case .noLayers: "the model has no layers"
    case .layer(_, let fault): fault.message
    case .tooManyLayers(_, let limit): "the model has more than \(limit) layers"
    case .unknownOutput(_, let name, _): "no output before this is called '\(name)'"
    case .repeatedName(_, let name):
      name == LayerEntry.input
        ? "'\(name)' is the name of the model's input" : "there is another output '\(name)' in this list"
    case .unread: "nothing reads what this layer writes"
    case .tie(_, let name, .unknown): "no layer before this is called '\(name)'"
    case .tie(_, let name, .noParameters): "this layer or '\(name)' has no parameters to share"
    case .tie(_, let name, .shapes(let own, let other)):
      "the weights of '\(name)' have the shape \(other.times), not this layer's \(own.times), nor that "
        + "turned round"
    }
  }

  /// The names that would have been right.
  var notes: [String] {
    switch self {
    case .unknownOutput(_, let name, let known), .tie(_, let name, .unknown(let known)):
      known.isEmpty ? ["'as' gives an entry a name"] : Suggestion.notes(name, "names", known)
    default: []
    }
  }
}

extension LayerFault {
  /// What is wrong, in a sentence.
  var message: String {
    switch self {
    case .units(let units): "a layer of \(units) units; 1 is the least"
    case .rank(let expected, let found): "this layer reads \(expected), and gets the shape \(found.times)"
    case .computedIndices:
      "this layer reads whole numbers, and only the data has some: put it first, or give it 'from: input'"
    case .window(let size, let input):
      "the window is \(size) wide, and its input with its padding \(input)"
    case .poolPadding(let padding, let size):
      "the padding is at most half of the window, \(size), and not \(padding)"
    case .groups(let groups, let channels, let which):
      "\(groups) groups do not divide the \(channels) \(which) channels"
    case .samePaddingWithStride(let stride):
      "padding 'same' needs a stride of 1, not \(stride)"
    case .shapesDiffer(let shapes):
      "the shapes differ: " + shapes.map(\.times).joined(separator: " and ")
    case .shapesDifferBehindFirst(let shapes):
      "the shapes differ behind their first dimension: " + shapes.map(\.times).joined(separator: " and ")
    case .reshape(let from, let to):
      "the shape \(to.times) has \(to.elementCount) elements, and the input's \(from.times) has "
        + "\(from.elementCount)"
    case .noProjection(let from, let to):
      "no layer makes the shape \(to.times) of \(from.times); list the layers of the shortcut"
    }
  }
}

extension [Int] {
  /// "16×28×28"; "a single number" of the shape of none.
  fileprivate var times: String { isEmpty ? "of a single number" : map(String.init).joined(separator: "×") }
}
