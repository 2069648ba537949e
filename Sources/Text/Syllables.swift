internal import CTables

/// Toneless Mandarin syllables: those of a character, and those that Latin letters spell.
package struct Syllables: Sendable {
  /// The one table, made on first use.
  package static let all = Syllables()

  /// The spelling of each syllable, ü as v.
  package let spellings: [String]
  private var numbers: [[UInt8]: UInt16] = [:]

  private init() {
    spellings = (0..<drawbridge_syllable_count).map { drawbridge_syllable($0).map { String(cString: $0) } ?? "" }
    for (number, spelling) in spellings.enumerated() { numbers[Array(spelling.utf8)] = UInt16(number) }
  }

  /// The syllables of a folded Han character, the likeliest first; at most four, each once.
  @inline(__always)
  package static func of(_ scalar: UInt32) -> Readings {
    let scalar = scalar <= 0x10FFFF ? Int(scalar) : 0xFFFD
    let block = Int(drawbridge_sounds_stage1()[scalar >> 7])
    let record = Int32(drawbridge_sounds_stage2()[block << 7 | scalar & 127]) * 4
    return Readings(
      numbers: (
        drawbridge_sound(record), drawbridge_sound(record + 1), drawbridge_sound(record + 2),
        drawbridge_sound(record + 3)
      ))
  }

  /// The syllable that these letters (ASCII, lower case) spell.
  package func number(_ letters: [UInt8]) -> UInt16? { numbers[letters] }

  /// Up to four syllables.
  package struct Readings: Sendable {
    /// Each its number plus one, 0 where there is none.
    fileprivate let numbers: (UInt16, UInt16, UInt16, UInt16)

    package var isEmpty: Bool { numbers.0 == 0 }
    package var first: UInt16? { numbers.0 == 0 ? nil : numbers.0 - 1 }

    @inline(__always)
    package func forEach(_ body: (UInt16) -> Void) {
      if numbers.0 == 0 { return }
      body(numbers.0 - 1)
      if numbers.1 == 0 { return }
      body(numbers.1 - 1)
      if numbers.2 == 0 { return }
      body(numbers.2 - 1)
      if numbers.3 != 0 { body(numbers.3 - 1) }
    }

    package func contains(_ syllable: UInt16) -> Bool {
      let number = syllable + 1
      return numbers.0 == number || numbers.1 == number || numbers.2 == number || numbers.3 == number
    }
  }
}
