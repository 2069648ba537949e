/// A text in which character references (`&#99;`, `&#x63;`, `&amp;`) are the characters that they name, spacing voice
/// marks (゛゜) stand on the kana before them, and what the fold would turn into another shape is taken for what it looks
/// like (ϲ folds to σ, a loose ͅ to ι), with the raw range of every scalar.
struct DecodedText {
  private(set) var scalars: [UInt32] = []
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []

  /// Nil where there is nothing to decode. O(*n*).
  init?(_ raw: [UInt32]) {
    guard raw.contains(where: { Self.isSpecial($0) }) else { return nil }
    scalars.reserveCapacity(raw.count)
    var index = 0
    var isChanged = false
    while index < raw.count {
      var (scalar, next) = (raw[index], index + 1)
      if scalar == 0x26, let reference = Self.reference(raw, index) {
        (scalar, next) = reference
        isChanged = true
      } else if Self.isSpecial(scalar), let other = Self.lookalikes[scalar] {
        scalar = other
        isChanged = true
      }
      scalars.append(scalar)
      starts.append(Int32(index))
      ends.append(Int32(next))
      index = next
    }
    guard isChanged else { return nil }
  }

  @inline(__always)
  private static func isSpecial(_ scalar: UInt32) -> Bool {
    scalar == 0x26 || scalar == 0x345 || scalar == 0x3F2 || scalar == 0x3F9 || scalar == 0x309B || scalar == 0x309C
  }

  /// Voice marks that stand alone, the iota below as a mark that is dropped, the lunate sigma as c.
  private static let lookalikes: [UInt32: UInt32] = [
    0x309B: 0x3099, 0x309C: 0x309A, 0x345: 0x307, 0x3F2: 0x63, 0x3F9: 0x43,
  ]

  private static let named: [[UInt32]: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "shy": 0xAD, "zwnj": 0x200C,
    "zwj": 0x200D,
  ].reduce(into: [:]) { $0[$1.key.unicodeScalars.map(\.value)] = $1.value }

  /// The scalar that the reference at `index` names and where it ends, if there is one.
  private static func reference(_ raw: [UInt32], _ index: Int) -> (UInt32, Int)? {
    let limit = min(raw.count, index + 12)
    guard let end = (index + 1..<limit).first(where: { raw[$0] == 0x3B }) else { return nil }
    let body = raw[index + 1..<end]
    guard body.first == 0x23 else { return named[Array(body)].map { ($0, end + 1) } }
    let digits = body.dropFirst()
    let isHex = digits.first == 0x78 || digits.first == 0x58
    var value: UInt32 = 0
    for digit in isHex ? digits.dropFirst() : digits {
      guard let number = Self.value(digit), number < (isHex ? 16 : 10), value < 0x110000 else { return nil }
      value = value * (isHex ? 16 : 10) + number
    }
    guard digits.count > (isHex ? 1 : 0), Unicode.Scalar(value) != nil, value != 0 else { return nil }
    return (value, end + 1)
  }

  private static func value(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x30...0x39: scalar - 0x30
    case 0x41...0x46: scalar - 0x41 + 10
    case 0x61...0x66: scalar - 0x61 + 10
    default: nil
    }
  }
}
