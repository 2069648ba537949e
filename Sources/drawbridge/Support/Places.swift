import FoundationEssentials
import Glibc
import Rules

/// Where rules, dictionaries and the private cluster are found.
///
/// The command's option, then `DRAWBRIDGE_HOME`, then the nearest folder upward from the working directory that holds
/// `.drawbridge/` or `Rules/`, then the nearest such folder upward from the executable's real path.
struct Places {
  /// The folder that holds `Rules/` and `.drawbridge/`.
  let home: String

  init() {
    if let home = Self.environment("DRAWBRIDGE_HOME") {
      self.home = home
    } else {
      let working = FileManager.default.currentDirectoryPath
      home = Self.nearest(from: working) ?? Self.executableFolder.flatMap { Self.nearest(from: $0) } ?? working
    }
  }

  var privateFolder: String { home + "/.drawbridge" }
  var rules: String { home + "/Rules" }
  var dictionaries: String { privateFolder + "/dictionaries" }
  /// The approved words of the database's lexicon, for commands that have no database.
  var approvedWords: String { privateFolder + "/lexicon" }
  var dictionarySources: String { privateFolder + "/sources" }

  /// `drawbridge.yaml` of the home; empty where there is none.
  func settings() throws -> [String: [String]] {
    try FlatYAML.read(
      home + "/drawbridge.yaml",
      known: ["database", "keep", "threads", "reader", "retain_clean", "retain_cases", "retain_events"])
  }

  /// A setting: the environment's `DRAWBRIDGE_NAME`, then `drawbridge.yaml`.
  func setting(_ name: String) throws -> String? {
    try Self.environment("DRAWBRIDGE_" + name.uppercased()) ?? settings()[name]?.first
  }

  /// Unknown members that a platform wants back in outbox events.
  func keptMembers() throws -> Set<String> { Set(try settings()["keep"] ?? []) }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  private static func nearest(from folder: String) -> String? {
    var folder = folder
    while true {
      if isFolder(folder + "/.drawbridge") || isFolder(folder + "/Rules/packs")
        || isFile(folder + "/Rules/community.yaml")
      {
        return folder.isEmpty ? "/" : folder
      }
      guard let slash = folder.lastIndex(of: "/"), folder != "" else { return nil }
      folder = String(folder[..<slash])
    }
  }

  private static var executableFolder: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return String(cString: path).lastIndex(of: "/").map { String(String(cString: path)[..<$0]) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func isFile(_ path: String) -> Bool { access(path, R_OK) == 0 }
}
