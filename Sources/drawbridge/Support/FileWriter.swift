import Glibc
import Text

/// Writes a file whole or not at all: aside first, then renamed.
enum FileWriter {
  static func write(_ text: String, to path: String) throws {
    let aside = path + ".new"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw InputOutputError("writing \(path)", errno) }
    var buffer = OutputBuffer(descriptor)
    do {
      try buffer.write(text)
      try buffer.flush()
    } catch {
      close(descriptor)
      unlink(aside)
      throw error
    }
    close(descriptor)
    if rename(aside, path) != 0 { throw InputOutputError("writing \(path)", errno) }
  }
}
