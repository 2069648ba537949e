import Glibc

/// Runs a program of the system and waits for it: no shell, no input, an environment of our own.
enum Command {
  /// How a program ended, and what it printed on both streams.
  struct Outcome {
    var status: Int32
    var output: String
  }

  /// Runs `arguments` (the program's path first) and collects what it prints through a file, so that a daemon that
  /// the program leaves behind cannot keep us waiting.
  static func run(_ arguments: [String], environment: [String]) throws(ClusterError) -> Outcome {
    var template = Array("/tmp/drawbridge-output-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw ClusterError("cannot write to /tmp: \(String(cString: strerror(errno)))") }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    unlink(template)
    defer { close(file) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, file, 1)
    posix_spawn_file_actions_adddup2(&actions, file, 2)

    // A process group of its own: Ctrl-C at the terminal must not reach a server that is being started.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))

    var process: pid_t = 0
    // In `/`, since another user may not be allowed to enter the folder that we stand in.
    let program = "/usr/bin/env"
    let spawned = withCStrings([program, "-C", "/"] + arguments) { arguments in
      withCStrings(environment) { posix_spawn(&process, program, &actions, &attributes, arguments, $0) }
    }
    guard spawned == 0 else { throw ClusterError("cannot run \(program): \(String(cString: strerror(spawned)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    return Outcome(status: code, output: contents(of: file))
  }

  private static func contents(of file: Int32) -> String {
    lseek(file, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &piece, piece.count)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[0..<count]
    }
  }

  private static func withCStrings<R>(_ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
