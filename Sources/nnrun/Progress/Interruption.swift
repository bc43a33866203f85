import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and a polite kill: the first asks the run to stop between two steps, the second ends the program.
final class Interruption: Sendable {
  private let request = Requests()
  private let sources: [any DispatchSourceSignal]

  private final class Requests: Sendable { let count = Atomic<Int>(0) }

  var isRequested: Bool { request.count.load(ordering: .relaxed) > 0 }

  init() {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: .global())
    }
    for source in sources {
      source.setEventHandler { [request] in
        if request.count.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
      }
      source.resume()
    }
  }
}
