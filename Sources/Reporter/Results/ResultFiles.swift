/// What an experiment leaves: files by their path within its folder, and a text for the terminal.
package struct ResultFiles: Sendable {
  package var files: [(name: String, text: String)]
  package var summary: String

  package init(files: [(name: String, text: String)], summary: String) {
    self.files = files
    self.summary = summary
  }
}
