internal import Text

/// A word as the language models know it: lower case, composed, without marks that writers leave out, letters repeated
/// at most twice.
package enum WordFold {
  /// More letters than this add nothing to the guess; it bounds the work for one word.
  package static let longest = 28

  /// Writes the folded scalars of `raw[range]` into `out`.
  package static func fold(_ raw: [UInt32], _ range: Range<Int>, into out: inout [UInt32]) {
    out.removeAll(keepingCapacity: true)
    append(raw, range, to: &out)
  }

  /// Writes the folded scalars of `raw[range]` after those that `out` has.
  static func append(_ raw: [UInt32], _ range: Range<Int>, to out: inout [UInt32]) {
    let start = out.count
    var isPlain = true
    for index in range {
      let scalar = raw[index]
      guard let lower = lowercased(scalar) else {
        isPlain = false
        break
      }
      append(lower, to: &out, start)
      if out.count - start == longest { return }
    }
    if isPlain { return }
    out.removeSubrange(start...)
    for scalar in FoldedText(Array(raw[range.prefix(longest * 2)])).scalars where !ScalarTraits(of: scalar).isMark {
      append(lowercased(scalar) ?? scalar, to: &out, start)
      if out.count - start == longest { return }
    }
  }

  @inline(__always)
  private static func append(_ scalar: UInt32, to out: inout [UInt32], _ start: Int) {
    if out.count - start >= 2 && out[out.count - 1] == scalar && out[out.count - 2] == scalar { return }
    out.append(scalar)
  }

  /// The lower-case form where one comparison gives it; nil where the full fold has to decide.
  @inline(__always)
  static func lowercased(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x41...0x5A: scalar | 0x20
    case 0x27, 0x61...0x7A: scalar
    case 0x2019, 0x02BC: 0x27
    case 0xC0...0xDE where scalar != 0xD7: scalar + 32
    case 0xDF...0xFF where scalar != 0xF7: scalar
    case 0x100...0x12F, 0x132...0x137, 0x14A...0x177: scalar | 1
    case 0x130: 0x69
    case 0x131, 0x138, 0x149, 0x17F: scalar
    case 0x139...0x148, 0x179...0x17E: scalar + (scalar & 1)
    case 0x178: 0xFF
    case 0x1A0, 0x1AF: scalar + 1
    case 0x1A1, 0x1B0: scalar
    case 0x1CD...0x1DC: scalar + (scalar & 1)
    case 0x218...0x21B, 0x1E00...0x1E95, 0x1EA0...0x1EF9: scalar | 1
    case 0x410...0x42F: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x430...0x45F, 0x491: scalar
    case 0x490: 0x491
    case 0x621...0x63A, 0x641...0x64A, 0x671...0x6D3: scalar
    case 0x904...0x963: scalar
    default: nil
    }
  }
}
