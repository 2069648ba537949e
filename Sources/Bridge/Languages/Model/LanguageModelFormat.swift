/// The layout of a language model's file, version 1. Everything is little-endian.
///
/// A header of 64 bytes: magic, version, checksum of all that follows, the file's size, the logarithms of the two table
/// sizes, the length of the text. Then the text (the groups' tags, a line a group, then the attribution), padded to 64;
/// the temperatures; the words' fingerprints; the words' rows; the pieces' rows. A row is 32 signed bytes, a lane each,
/// even lanes in the even bytes.
package enum LanguageModelFormat {
  package static let magic: UInt64 = 0x31_474E_414C_5244_57  // "WDRLANG1" read backwards
  package static let version: UInt32 = 1
  package static let headerSize = 64
  package static let rowSize = 32
  /// How many units of evidence make a natural logarithm.
  package static let unit: Int16 = 32
  /// A word's row is kept coarser by this power of two, so that eight bits hold all that its pieces say together.
  package static let wordShift: Int16 = 2
  /// A word is looked for in at most so many slots.
  package static let probes = 8
  /// For each group, one temperature for each power of two of the letters read.
  package static let temperatureSteps = 8

  /// The fingerprint of a word: bits of its hash that do not choose the slot; never 0, which is a free slot. Sixteen
  /// bits keep all fingerprints in the second cache; one unknown word in 20,000 is taken for a known one.
  @inline(__always)
  package static func fingerprint(_ hash: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: hash >> 24) | 1 }
}
