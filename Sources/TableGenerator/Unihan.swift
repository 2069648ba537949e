import Foundation

/// Fields of Unihan's files, by character.
struct Unihan {
  private var fields: [String: [UInt32: String]] = [:]
  private(set) var version = "unknown"

  /// Reads the files (unpacked) that hold `wanted` from `folder`.
  init(folder: String, wanted: Set<String>) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
      $0.hasPrefix("Unihan_") && $0.hasSuffix(".txt")
    }
    for name in names.sorted() {
      for line in try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n") {
        if line.hasPrefix("#") {
          if let range = line.range(of: "Unicode version: ") { version = String(line[range.upperBound...]) }
          continue
        }
        let parts = line.split(separator: "\t", maxSplits: 2)
        guard parts.count == 3, wanted.contains(String(parts[1])), let scalar = Self.codePoint(parts[0]) else {
          continue
        }
        fields[String(parts[1]), default: [:]][scalar] = String(parts[2])
      }
    }
  }

  /// Every value of a field.
  func all(_ field: String) -> [UInt32: String] { fields[field] ?? [:] }

  func value(_ field: String, _ scalar: UInt32) -> String? { fields[field]?[scalar] }

  /// The characters that a variant field names.
  func variants(_ field: String, _ scalar: UInt32) -> [UInt32] {
    (value(field, scalar) ?? "").split(separator: " ").compactMap { Self.codePoint($0.prefix { $0 != "<" }) }
  }

  static func codePoint(_ field: some StringProtocol) -> UInt32? {
    guard field.hasPrefix("U+") else { return nil }
    return UInt32(field.dropFirst(2), radix: 16)
  }
}
