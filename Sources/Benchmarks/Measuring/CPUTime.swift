import Glibc

/// Seconds of this thread's CPU time: what other programs do does not count.
struct CPUTime {
  private let start = Self.now

  var seconds: Double { Self.now - start }

  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let watch = CPUTime()
    try body()
    return watch.seconds
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Memory of this process.
enum Memory {
  /// Megabytes that are resident.
  static var resident: Double {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1e6
  }
}
