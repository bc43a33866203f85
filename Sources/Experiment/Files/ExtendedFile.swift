import Declarations
import Foundation
import YAMLTree

/// A file with all that it extends, from the first one on:
///
///     base.yaml          training: {epochs: 3, optimizer: adam}
///     x.yaml             extends: base.yaml
///                        training: {epochs: 5}
///     x.yaml is read as  training: {epochs: 5, optimizer: adam}
///
/// Every value keeps its place in the file that it is from.
struct ExtendedFile {
  /// What each file has, the one that was asked for last.
  private(set) var roots: [YAMLNode] = []
  /// Their folders, that of the file asked for first, each once.
  private(set) var folders: [String] = []

  /// What a file has for itself alone.
  private static let ownKeys = ["name", "description", "extends"]
  /// More files in a row are a mistake.
  private static let limit = 100

  /// Reads a file and those that it extends; `nil` after at least one fault was added.
  static func read(_ path: String, _ faults: inout Faults) -> ExtendedFile? {
    var file = ExtendedFile()
    var chain: [String] = []
    var next = (path: path, place: YAMLNode?.none)
    while true {
      let identity = URL(fileURLWithPath: next.path).resolvingSymlinksInPath().path
      if let place = next.place {
        if let first = chain.firstIndex(of: identity) {
          let loop = chain[first...] + [identity]
          faults.add(.extendsItself(loop.map { URL(fileURLWithPath: $0).lastPathComponent }), at: place)
          return nil
        }
        if chain.count > limit {
          faults.add(.extendsTooMany(limit: limit), at: place)
          return nil
        }
      }
      chain.append(identity)
      guard let root = read(next.path, extendedAt: next.place, &faults) else { return nil }
      guard let mapping = root.mapping else {
        faults.add(
          .wrongType(subject: "an experiment file", expected: "a mapping", found: root.summary), at: root)
        return nil
      }
      file.roots.insert(root, at: 0)
      let folder = SourceFile.directory(of: next.path)
      if !file.folders.contains(folder) { file.folders.append(folder) }
      guard let place = mapping["extends"] else { return file }
      guard let base = faults.reading("extends", { ValueType<String>.string.decode(place, &$0) }) else {
        return nil
      }
      next = (base.hasPrefix("/") || folder == "." ? base : "\(folder)/\(base)", place)
    }
  }

  /// A file that cannot be read is a mistake of the one that extends it.
  private static func read(_ path: String, extendedAt place: YAMLNode?, _ faults: inout Faults) -> YAMLNode? {
    guard let place else { return faults.read(path) }
    do throws(YAMLError) {
      _ = try SourceFile.read(path, limit: YAMLParser.Limits().bytes)
    } catch {
      var reason = error.diagnostic.message
      if case .unreadable(let unreadable) = error.reason { reason = unreadable.message }
      faults.add(.unreadableBase(path: path, reason: reason), at: place)
      return nil
    }
    return faults.read(path)
  }

  /// The `kind` that the last file with one says.
  var kind: YAMLNode? { roots.last { $0.mapping?["kind"] != nil }?.mapping?["kind"] }

  /// All files as one.
  func merged(_ overlay: Overlay) -> YAMLNode? {
    guard var merged = roots.first else { return nil }
    for root in roots.dropFirst() {
      var rest = YAMLMapping()
      for entry in merged.mapping?.entries ?? [] where !Self.ownKeys.contains(entry.name) { rest.set(entry) }
      merged.content = .mapping(rest)
      merged = root.over(merged, overlay)
    }
    return merged
  }
}
