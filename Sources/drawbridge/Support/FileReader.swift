import FoundationEssentials
import Glibc
import Text

/// Reads small files whole.
enum FileReader {
  /// The text of the file, or nil where it cannot be read as UTF-8.
  static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Everything that `descriptor` gives, as UTF-8; broken bytes are replaced.
  static func everything(_ descriptor: Int32) throws -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 { throw InputOutputError("reading standard input", errno) }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[0..<count]
    }
  }

  /// The text of the file, `-` being standard input; throws with the reason.
  static func input(_ path: String) throws -> String {
    let descriptor: Int32 = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputOutputError("opening \(path)", errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0 { throw InputOutputError("reading \(path)", errno) }
      if count == 0 { break }
      bytes += piece[0..<count]
      if bytes.count > 64 << 20 { throw InputOutputError("reading \(path): it is larger than 64 MiB", EFBIG) }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputOutputError("reading \(path): it is not UTF-8 text", EILSEQ)
    }
    return text
  }
}
