import Declarations
import YAMLTree

extension Experiment {
  /// Why a text cannot be the name of an experiment; `nil` where it can.
  package static func problem(withName name: String) -> String? {
    let mark = SourceMark(file: SourceFile(path: name, text: name), line: 1, column: 1)
    let node = YAMLNode(content: .scalar(YAMLScalar(text: name, isPlain: false)), mark: mark, endMark: mark)
    var faults = Faults()
    faults.subject = "the name"
    _ = ValueType<String>.fileName.decode(node, &faults)
    return faults.all.first?.kind.message
  }
}
