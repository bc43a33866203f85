import Declarations

/// The computation graph, with each value and the gradient of the loss by it.
package struct GraphPanel: DeclaredByRecord, Equatable {
  package var title: String?
  package var decimals = 4
  package var showsGradients = true

  package static let name = "graph"

  package static let record = Record<GraphPanel>(
    "the panel 'graph'", "The computation with its values and their gradients, as a graph.",
    blank: GraphPanel(),
    fields: [
      Field("title", \.title, .string, "The title of the panel."),
      Field("decimals", \.decimals, .integer(.within(0...12)), "The decimals that numbers are shown with."),
      Field("gradients", \.showsGradients, .boolean, "Whether gradients are shown too."),
    ])
}
