import Foundation

/// Which Han characters are the simplified or the traditional form of another, from `Unihan_Variants.txt`.
struct HanVariants {
  var version = "unknown"
  /// Traditional (or variant) character → the simplified one that the fold maps it to.
  var simplified: [UInt32: UInt32] = [:]
  /// Characters that only Traditional writing uses, and characters that only Simplified writing uses.
  var traditionalOnly: Set<UInt32> = []
  var simplifiedOnly: Set<UInt32> = []

  init(contentsOf path: String) throws {
    var toSimplified: [UInt32: [UInt32]] = [:]
    var toTraditional: [UInt32: [UInt32]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") {
        if let range = line.range(of: "Unicode version: ") { version = String(line[range.upperBound...]) }
        continue
      }
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let scalar = Self.codePoint(fields[0]) else { continue }
      let targets = fields[2].split(separator: " ").compactMap { Self.codePoint($0.prefix { $0 != "<" }) }
      if fields[1] == "kSimplifiedVariant" { toSimplified[scalar] = targets }
      if fields[1] == "kTraditionalVariant" { toTraditional[scalar] = targets }
    }
    for (scalar, targets) in toSimplified where !targets.contains(scalar) {
      // Where Unihan names several, the first that has no other simplified form is the everyday one (開: 开, not 𫔭).
      simplified[scalar] = targets.first { toSimplified[$0]?.contains($0) ?? true } ?? targets.first
      traditionalOnly.insert(scalar)
    }
    for (scalar, targets) in toTraditional where !targets.contains(scalar) { simplifiedOnly.insert(scalar) }
    simplifiedOnly.subtract(traditionalOnly)
  }

  private static func codePoint(_ field: some StringProtocol) -> UInt32? {
    guard field.hasPrefix("U+") else { return nil }
    return UInt32(field.dropFirst(2), radix: 16)
  }
}
