import Glibc

/// Where a private cluster lies: its data, its log, its socket, and who owns them.
struct ClusterPlace: Sendable {
  static let superuser = "drawbridge"

  /// The folder that holds `data` and the log; removed with the cluster.
  let root: String
  /// The socket's folder: short (a path over 107 bytes cannot be bound) and closed to everybody else.
  var socket: String
  let owner: ClusterOwner

  var data: String { root + "/data" }
  var log: String { root + "/postgres.log" }

  func conninfo(database name: String) -> String { "host=\(socket) user=\(Self.superuser) dbname=\(name)" }

  /// Whether `initdb` came to its end.
  var isComplete: Bool {
    // As an ordinary user who is not the owner we could not look inside; the owner's commands tell then.
    access(data + "/PG_VERSION", F_OK) == 0 && access(data + "/global/pg_control", F_OK) == 0
  }

  /// The place that `home/cluster` names: a line each for the data folder and the socket's folder.
  static func recorded(in home: String) -> ClusterPlace? {
    guard let text = SmallFile.read(home + "/cluster") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 2, lines[0].hasPrefix("/"), lines[0].hasSuffix("/data"),
      let owner = try? ClusterOwner.current()
    else { return nil }
    return ClusterPlace(root: String(lines[0].dropLast("/data".count)), socket: lines[1], owner: owner)
  }

  func record(in home: String) throws(ClusterError) {
    guard SmallFile.write("\(data)\n\(socket)\n", to: home + "/cluster") else {
      throw ClusterError("cannot write \(home)/cluster: \(String(cString: strerror(errno)))")
    }
  }

  /// A new place: inside `home` for an ordinary user; for root, whom PostgreSQL refuses to run as, a folder of the
  /// `postgres` user, since a project under /root could not be entered by it.
  static func choose(for home: String) throws(ClusterError) -> ClusterPlace {
    let owner = try ClusterOwner.current()
    guard owner.isOtherUser else {
      guard let absolute = realpath(home, nil) else { throw ClusterError("cannot find \(home)") }
      defer { free(absolute) }
      return ClusterPlace(root: String(cString: absolute) + "/postgres", socket: "", owner: owner)
    }
    let parent = access(owner.home, F_OK) == 0 ? owner.home : "/var/tmp"
    let name = "\(parent)/drawbridge-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    return ClusterPlace(root: name, socket: "", owner: owner)
  }

  /// This place with a socket folder that exists, belongs to the owner and is closed to others.
  func withSocketFolder() throws(ClusterError) -> ClusterPlace {
    var place = self
    if place.socket.isEmpty || !owner.ownsPrivately(place.socket) {
      var template = Array("/tmp/drawbridge-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { throw ClusterError("cannot make a folder in /tmp for the socket") }
      place.socket = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard chown(place.socket, owner.uid, owner.gid) == 0 else {
        throw ClusterError("cannot give \(place.socket) away")
      }
    }
    return place
  }
}

/// The user whom the server runs as.
struct ClusterOwner: Sendable {
  let uid: uid_t
  let gid: gid_t
  let home: String
  /// Whether commands must change over to that user.
  let isOtherUser: Bool

  static func current() throws(ClusterError) -> ClusterOwner {
    guard geteuid() == 0 else {
      return ClusterOwner(uid: geteuid(), gid: getegid(), home: "", isOtherUser: false)
    }
    guard let user = getpwnam("postgres") else {
      throw ClusterError("there is no user `postgres`, whom the server runs as; repair: apt-get install postgresql")
    }
    return ClusterOwner(
      uid: user.pointee.pw_uid, gid: user.pointee.pw_gid, home: String(cString: user.pointee.pw_dir), isOtherUser: true)
  }

  /// `arguments` as this user runs them.
  func command(_ arguments: [String]) -> [String] {
    guard isOtherUser else { return arguments }
    return ["/usr/bin/setpriv", "--reuid=\(uid)", "--regid=\(gid)", "--clear-groups", "--"] + arguments
  }

  /// Whether `folder` is a real folder of this user's that nobody else may enter.
  func ownsPrivately(_ folder: String) -> Bool {
    var status = stat()
    guard lstat(folder, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == uid && status.st_mode & 0o077 == 0
  }
}

/// Where Debian keeps the server's programs.
struct PostgresBinaries {
  let folder: String

  func path(_ program: String) -> String { "\(folder)/\(program)" }

  /// `pg_config --bindir`, or else the highest version under `/usr/lib/postgresql`.
  static func find() throws(ClusterError) -> PostgresBinaries {
    if access("/usr/bin/pg_config", X_OK) == 0,
      let outcome = try? Command.run(["/usr/bin/pg_config", "--bindir"], environment: ["PATH=/usr/bin:/bin"]),
      let folder = outcome.output.split(separator: "\n").first.map(String.init),
      access(folder + "/initdb", X_OK) == 0
    {
      return PostgresBinaries(folder: folder)
    }
    for version in (10...30).reversed() {
      let folder = "/usr/lib/postgresql/\(version)/bin"
      if access(folder + "/initdb", X_OK) == 0 { return PostgresBinaries(folder: folder) }
    }
    throw ClusterError("PostgreSQL's server is not installed; repair: apt-get install postgresql")
  }
}

/// Files of a few lines.
enum SmallFile {
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 8192)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[0..<count], as: UTF8.self)
  }

  /// Written aside and renamed, so that a reader never sees half of it.
  static func write(_ text: String, to path: String) -> Bool {
    let aside = "\(path).\(getpid())"
    guard let file = fopen(aside, "we") else { return false }
    let written = fputs(text, file) >= 0
    return fclose(file) == 0 && written && rename(aside, path) == 0
  }
}
