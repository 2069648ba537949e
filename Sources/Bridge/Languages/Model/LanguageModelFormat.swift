/// The layout of a language model's file, version 2. Everything is little-endian.
///
/// A header of 64 bytes: magic, version, checksum of all that follows, the file's size, the numbers of lines and of rows,
/// the length of the text. Then the text (the groups' tags, a line a group, then the attribution), padded to 64; the
/// temperatures; the lines of words; the rows of pieces.
///
/// A line of words is one line of the processor's cache, so that a word costs one wait for memory: three rows of 32
/// lanes, four bits a lane, and the fingerprints of their words. A row of pieces is 32 signed bytes, a lane each, even
/// lanes in the even bytes.
package enum LanguageModelFormat {
  package static let magic: UInt64 = 0x31_474E_414C_5244_57  // "WDRLANG1" read backwards
  package static let version: UInt32 = 2
  package static let headerSize = 64
  package static let pieceRowSize = 32
  /// How many units of evidence make a natural logarithm.
  package static let unit: Int16 = 32
  /// For each group, one temperature for each power of two of the letters read.
  package static let temperatureSteps = 8

  // MARK: Lines of words

  package static let lineSize = 64
  package static let wordsOfLine = 3
  package static let wordRowSize = 16
  /// Where the fingerprints of a line begin.
  package static let fingerprints = wordsOfLine * wordRowSize
  /// A word is looked for in at most so many lines, each after the first only where those before are full.
  package static let probes = 4
  /// Four bits hold how far a lane is behind the best: so many units, times the square of the number, so that small
  /// distances are kept finely and up to 14 natural logarithms fit.
  package static let wordUnit: Int16 = 2

  /// A word's fingerprint; never 0, which is a free place.
  @inline(__always)
  package static func fingerprint(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash) | 1 }

  /// Where `hash` falls among `count` places.
  @inline(__always)
  package static func place(_ hash: UInt64, among count: UInt64) -> Int { Int(((hash >> 32) &* count) >> 32) }

  /// The byte of a word's row that holds `lane`, and how far to the left in it.
  ///
  /// Eight numbers of 16 bits hold four lanes each, laid so that the four bits of all eight are one half of `Lanes`.
  package static func wordLane(_ lane: Int) -> (byte: Int, shift: UInt8) {
    let number = lane / 2 % 8
    let part = lane % 2 * 2 + lane / 16
    return (number * 2 + part / 2, UInt8(part % 2 * 4))
  }
}
