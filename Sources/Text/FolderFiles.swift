import Glibc

/// The regular files of one folder and nothing else of the machine: links are followed, and refused where they lead out.
///
/// The folder itself may be a link. The file that is looked at is the one that is read.
package struct FolderFiles: Sendable {
  /// Why a file of the folder cannot be had.
  package enum Fault: Error, Sendable {
    case unreadable
    /// A link out of the folder.
    case leadsOut
    /// A device, a FIFO, a folder.
    case notAFile
    case tooLarge

    /// A sentence without its subject, and the repair.
    package var reason: (problem: String, fix: String) {
      switch self {
      case .unreadable: ("cannot be read", "check its permissions, and where it leads to")
      case .leadsOut: ("leads out of its folder", "put the file itself there")
      case .notAFile: ("is no regular file", "put an ordinary file there, or take it away")
      case .tooLarge: ("is too large", "split it")
      }
    }
  }

  private let folder: String
  private let root: String

  /// The folder at this path; nil where there is none.
  package init?(_ folder: String) {
    guard let root = Self.realPath(folder), Self.isFolder(root) else { return nil }
    self.folder = folder
    self.root = root == "/" ? root : root + "/"
  }

  /// The bytes of the file at `path` below the folder, up to `limit`; nil where there is none.
  package func bytes(of path: String, limit: Int) throws(Fault) -> [UInt8]? {
    let full = folder + "/" + path
    guard faccessat(AT_FDCWD, full, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    // Without O_NONBLOCK a FIFO would wait for a writer.
    let descriptor = open(try inside(full), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 { throw .unreadable }
      if count == 0 { return bytes }
      bytes += piece[..<count]
      if bytes.count > limit { throw .tooLarge }
    }
  }

  /// The names in the folder `path` below this one, in order; those that begin with a point are left out. Empty where there
  /// is no such folder.
  package func names(in path: String) throws(Fault) -> [String] {
    let full = folder + "/" + path
    guard faccessat(AT_FDCWD, full, F_OK, AT_SYMLINK_NOFOLLOW) == 0 else { return [] }
    guard let open = opendir(try inside(full)) else { throw .unreadable }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Where `path` leads to, in the folder.
  private func inside(_ path: String) throws(Fault) -> String {
    guard let real = Self.realPath(path) else { throw .unreadable }
    guard real.hasPrefix(root) else { throw .leadsOut }
    return real
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
