/// A fault of a YAML file: what is wrong and where. `diagnostic` puts it into words.
package struct YAMLError: Error, Sendable {
  package enum Reason: Hashable, Sendable {
    // The file.
    case unreadable(UnreadableFile)
    case tooLarge(limit: Int)
    case utf16
    case invalidUTF8(byte: UInt8)
    case controlCharacter(Unicode.Scalar)

    // Its grammar; `problem` and `context` are libyaml's words.
    case syntax(problem: String, context: String?, contextMark: SourceMark?)
    /// The file ends within what begins at the error's mark.
    case unfinished(problem: String, context: String)
    case characterStartsNothing(Unicode.Scalar)
    /// A key in the line below a value that is whole without it, as in `- flatten` and then `as: local`.
    case keyBelowScalar(String, line: Int)
    case emptyDocument
    case severalDocuments
    case outOfMemory

    // Its content.
    case tooDeep(limit: Int)
    case tooManyNodes(limit: Int)
    case tooManyDirectives(limit: Int)
    case unknownAlias(String)
    case recursiveAlias(String, anchor: SourceMark)
    case duplicateKey(String, first: SourceMark)
    case keyNotScalar
    case emptyKey
    case invalidMerge
    case unsupportedTag(String)
    case tagMismatch(YAMLTag, text: String)
  }

  /// Why a file could not be read.
  package enum UnreadableFile: Hashable, Sendable {
    case missing
    case directory
    /// A FIFO, a device or a socket.
    case notRegular
    case permissionDenied
    case other(errno: Int32)
  }

  package let reason: Reason
  package let mark: SourceMark
  /// How many characters from the mark are at fault.
  package let length: Int

  init(_ reason: Reason, at mark: SourceMark, length: Int = 1) {
    self.reason = reason
    self.mark = mark
    self.length = length
  }
}
