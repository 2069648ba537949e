import Foundation

/// The toneless Mandarin syllables of Han characters, the likeliest first, from Unihan.
struct SoundTable {
  static let most = 4
  /// Spelt with v for ü.
  private(set) var syllables: [String]
  private var readings: [UInt32: [UInt32]] = [:]

  init(_ unihan: Unihan, simplified: [UInt32: UInt32]) {
    var spelled: [UInt32: [String]] = [:]
    func add(_ scalar: UInt32, _ syllables: [String]) {
      for syllable in syllables where !syllable.isEmpty && syllable.allSatisfy({ $0.isASCII && $0.isLetter }) {
        if spelled[scalar, default: []].contains(syllable) || spelled[scalar, default: []].count >= Self.most {
          continue
        }
        spelled[scalar, default: []].append(syllable)
      }
    }
    for (scalar, value) in unihan.all("kHanyuPinlu") {
      add(scalar, value.split(separator: " ").map { Self.plain($0.prefix { $0 != "(" }) })
    }
    for (scalar, value) in unihan.all("kMandarin") { add(scalar, value.split(separator: " ").map(Self.plain)) }
    for field in ["kTGHZ2013", "kXHC1983"] {
      for (scalar, value) in unihan.all(field) {
        add(scalar, value.split(separator: " ").map { Self.plain($0.split(separator: ":").last ?? "") })
      }
    }
    syllables = Set(spelled.values.flatMap { $0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: syllables.enumerated().map { ($1, UInt32($0)) })
    for (scalar, list) in spelled { readings[scalar] = list.compactMap { numbers[$0] } }
  }

  /// Numbers of syllables plus one, 0 where there is none.
  func record(of scalar: UInt32) -> [UInt32] {
    let list = (readings[scalar] ?? []).map { $0 + 1 }
    return list + [UInt32](repeating: 0, count: Self.most - list.count)
  }

  /// Without tone marks, ü as v.
  private static func plain(_ syllable: some StringProtocol) -> String {
    var out = ""
    for scalar in syllable.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      if scalar.value == 0x308 {
        if out.hasSuffix("u") {
          out.removeLast()
          out += "v"
        }
      } else if scalar.isASCII && scalar.properties.isAlphabetic {
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
