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
  /// Starts as many threads as there are cores and some more, and lets them go.
  /// - Throws: `SystemShortage` where one cannot be started.
  static func check() throws(SystemShortage) {
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
    if code != 0 { throw SystemShortage(of: "threads", code: code, limits: "ulimit -u and ulimit -v") }
  }
}
