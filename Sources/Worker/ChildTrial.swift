internal import Glibc
internal import Text

/// The trial in a child process: this program's own hidden command `rules try`, which reads the order from standard input,
/// sets itself limits of memory and computing time, and answers on standard output.
///
/// Order and answer travel through files without a name, so that neither side waits for the other's reading.
package struct ChildTrial: RulebookTrial {
  /// What a child may use.
  package struct Limits: Sendable {
    /// Seconds of computing time.
    package var computing: UInt = 120
    /// Bytes of address space; dictionaries and the model are mapped into it.
    package var memory: UInt = 8 << 30
    /// Seconds from beginning to end, however busy the machine is.
    package var patience = 600.0

    package init() {}

    /// Takes them upon this process. Call it before anything is read.
    package func apply() {
      // The first limit of time names itself (SIGXCPU), the second kills. A core file would tell nobody anything.
      for (resource, first, last) in [
        (RLIMIT_CPU, computing, computing + 5), (RLIMIT_AS, memory, memory), (RLIMIT_CORE, 0, 0),
      ] {
        var limit = rlimit(rlim_cur: first, rlim_max: last)
        setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
      }
    }
  }

  private let program: String
  private let arguments: [String]
  private let limits: Limits

  /// Runs `program` (by default this one) with these arguments.
  package init(program: String = "/proc/self/exe", arguments: [String], limits: Limits = Limits()) {
    self.program = program
    self.arguments = arguments
    self.limits = limits
  }

  package func outcome(of order: TrialOrder) async -> TrialOutcome {
    var writer = JSONWriter()
    order.write(to: &writer)
    let (input, output) = (Self.file(holding: writer.bytes), Self.file(holding: []))
    defer { for file in [input, output] where file >= 0 { close(file) } }
    guard input >= 0, output >= 0 else { return .died("the trial needs files in /tmp, and none can be made there") }
    var child: pid_t = 0
    let fault = spawn(&child, input, output)
    guard fault == 0 else { return .died("the trial cannot be started: \(String(cString: strerror(fault)))") }
    guard let status = await end(of: child) else { return .died("the trial took over \(Int(limits.patience)) s") }
    if status & 0x7F != 0 { return .died(Self.reason(signal: status & 0x7F, limits)) }
    guard status >> 8 & 0xFF == 0, let json = try? JSONParser.parse(Self.text(of: output)),
      let outcome = TrialOutcome(json)
    else { return .died("the trial ended with status \(status >> 8 & 0xFF) and no answer") }
    return outcome
  }

  private static func reason(signal: Int32, _ limits: Limits) -> String {
    switch signal {
    case SIGXCPU: "the trial ran out of its \(limits.computing) s of computing time"
    default:
      "the trial crashed (signal \(signal)), or ran out of its \(limits.memory >> 20) MiB of memory"
    }
  }

  private func spawn(_ child: inout pid_t, _ input: Int32, _ output: Int32) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A group of its own: a signal that asks the worker to stop does not look like a crash of the rules.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads of a pool block most signals, and a mask is inherited: the limit of time must be heard.
    var (none, every) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    let flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    // What a crash prints is read by nobody, and printing it takes longer than the rules.
    let environment = ["SWIFT_BACKTRACE=enable=no"] + Self.environment
    return Self.withCStrings(["drawbridge"] + arguments) { arguments in
      Self.withCStrings(environment) { posix_spawn(&child, program, &actions, &attributes, arguments, $0) }
    }
  }

  /// The child's wait status; nil where it had to be ended.
  private func end(of child: pid_t) async -> Int32? {
    let deadline = ContinuousClock.now + .seconds(limits.patience)
    var status: Int32 = 0
    while true {
      let ended = waitpid(child, &status, WNOHANG)
      if ended == child { return status }
      if ended < 0 && errno != EINTR { return nil }
      if ContinuousClock.now > deadline || Task.isCancelled {
        kill(child, SIGKILL)
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return nil
      }
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  // MARK: Files without a name

  private static func file(holding bytes: [UInt8]) -> Int32 {
    var template = Array("/tmp/drawbridge-trial-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return file }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    var buffer = OutputBuffer(file)
    do {
      try buffer.write(bytes)
      try buffer.flush()
    } catch {
      close(file)
      return -1
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  private static func text(of file: Int32) -> String {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while bytes.count < 1 << 20 {
      let count = read(file, &piece, piece.count)
      if count <= 0 { break }
      bytes += piece[0..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static var environment: [String] {
    let names: [String] = ["PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "ICU_DATA", "DRAWBRIDGE_HOME"]
    return names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }

  private static func withCStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
