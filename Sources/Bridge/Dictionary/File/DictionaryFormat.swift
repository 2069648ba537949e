/// How a compiled dictionary lies in its file; all numbers little-endian.
///
/// | at | bytes | |
/// | --- | --- | --- |
/// | 0 | 8 | magic `DRAWDICT` |
/// | 8 | 4 | format version |
/// | 12 | 4 | how many sections |
/// | 16 | 8 | the file's size |
/// | 24 | 8 | checksum of all that follows |
/// | 32 | 16 a section | offset, length |
///
/// Every byte is either compared with the one value that it can have or lies under the checksum, which is read in full at
/// opening: eight bytes a step, about 4 GB/s.
enum DictionaryFormat {
  static let magic: UInt64 = 0x5443_4944_5741_5244
  static let version: UInt32 = 2
  static let headerSize = 32

  enum Section: Int, CaseIterable {
    /// JSON: the sources.
    case sources
    /// UInt16 a scalar: its symbol in the trie, 0 for none.
    case symbols
    /// UInt16 a node of the trie: the symbol that leads to it.
    case nodeLabels
    /// UInt32 a node, and one more: where its children begin.
    case nodeChildren
    /// UInt32 a node: the number of the key that ends there plus one, or 0.
    case nodeValues
    /// Float a key: minus the logarithm of its probability.
    case costs
    /// UInt32 a key, and one more: where its entries begin in `keyEntries`.
    case keyEntryStarts
    case keyEntries
    /// UInt32 a key, and one more: where its ranked senses begin in `keyGlosses`.
    case keyGlossStarts
    case keyGlosses
    /// 24 bytes an entry: form, the other script's form, reading (strings), first sense, senses, flags.
    case entries
    /// 8 bytes a sense: text (string), flags, of which the highest eight bits number the source.
    case senses
    /// UInt32 a string, and one more: where it begins in `strings`.
    case stringStarts
    case strings
    /// Float: the cost of a character that no word covers; UInt32: the longest key in scalars.
    case limits
    /// What belongs to the pair alone: a network's weights, a table.
    case model
  }

  static let entrySize = 24
  static let senseSize = 8
}

/// A checksum that sees every changed bit of a block of eight bytes: each step is a bijection of the running value.
struct DictionaryChecksum {
  private var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)

  /// Adds the bytes of `span` from `start` on. O(*n*).
  mutating func add(_ span: RawSpan, from start: Int) {
    var offset = start
    let end = span.byteCount
    while offset + 32 <= end {
      lanes.0 = Self.mix(lanes.0, Self.word(span, offset))
      lanes.1 = Self.mix(lanes.1, Self.word(span, offset + 8))
      lanes.2 = Self.mix(lanes.2, Self.word(span, offset + 16))
      lanes.3 = Self.mix(lanes.3, Self.word(span, offset + 24))
      offset += 32
    }
    while offset < end {
      lanes.0 = Self.mix(lanes.0, UInt64(span.unsafeLoad(fromByteOffset: offset, as: UInt8.self)))
      offset += 1
    }
    lanes.1 = Self.mix(lanes.1, UInt64(end - start))
  }

  var value: UInt64 { Self.mix(Self.mix(Self.mix(lanes.0, lanes.1), lanes.2), lanes.3) }

  @inline(__always)
  private static func word(_ span: RawSpan, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: span.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func mix(_ value: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }
}
