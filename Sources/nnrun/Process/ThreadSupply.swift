import Dispatch
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Whether the system gives the program the threads that it works with. Dispatch waits for ever where it does
/// not, so this is found out before.
enum ThreadSupply {
  /// The system gives no more threads, with its error number.
  struct Shortage: Error, CustomStringConvertible {
    let code: Int32

    var description: String {
      "the system gives this program no threads: \(String(cString: strerror(code))) (see ulimit -u and "
        + "ulimit -v)"
    }
  }

  /// Starts as many threads as there are cores and some more, and lets them go.
  /// - Throws: `Shortage` where one cannot be started.
  static func check() throws(Shortage) {
    let gate = DispatchSemaphore(value: 0)
    let count = ProcessInfo.processInfo.activeProcessorCount + 2
    var threads: [pthread_t] = []
    var code: Int32 = 0
    for _ in 0..<count where code == 0 {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let argument = Unmanaged.passRetained(gate).toOpaque()
      code = pthread_create(
        &thread, nil,
        { argument in
          #if canImport(Darwin)
            let gate = Unmanaged<DispatchSemaphore>.fromOpaque(argument).takeRetainedValue()
          #else
            guard let argument else { return nil }
            let gate = Unmanaged<DispatchSemaphore>.fromOpaque(argument).takeRetainedValue()
          #endif
          gate.wait()
          return nil
        }, argument)
      if code != 0 {
        Unmanaged<DispatchSemaphore>.fromOpaque(argument).release()
      } else {
        #if canImport(Darwin)
          if let thread { threads.append(thread) }
        #else
          threads.append(thread)
        #endif
      }
    }
    for _ in threads { gate.signal() }
    for thread in threads { pthread_join(thread, nil) }
    if code != 0 { throw Shortage(code: code) }
  }
}
