import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and a polite kill: the first asks the run to stop between two steps, the second ends the program.
struct Interruption {
  private let requests = Requests()
  private let sources: [any DispatchSourceSignal]

  private final class Requests: Sendable { let count = Atomic<Int>(0) }

  /// Whether the run is to stop; may be asked from any thread.
  var isRequested: @Sendable () -> Bool {
    { [requests] in requests.count.load(ordering: .relaxed) > 0 }
  }

  init() {
    // A queue of its own: the workers keep every thread of the global one busy.
    let queue = DispatchQueue(label: "nnrun.interruption")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [requests] in
        if requests.count.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
      }
      source.resume()
    }
  }
}
