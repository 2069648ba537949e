/// Text made safe for a terminal and honest to its reader: everything invisible or controlling is spelled out.
package enum VisibleText {
  /// `text` with controls, bidi overrides, zero-width characters and noncharacters written as ⟦NAME⟧.
  ///
  /// Line feeds become ↵ unless `keepingNewlines`; tabs become one blank. Joiners and variation selectors that stand
  /// inside an emoji are kept as they are, since nothing is hidden there.
  package static func of(_ text: some StringProtocol, keepingNewlines: Bool = false) -> String {
    let scalars = Array(text.unicodeScalars)
    var out = ""
    var isInEmoji = false
    for (index, scalar) in scalars.enumerated() {
      if scalar == "\n" {
        out += keepingNewlines ? "\n" : "↵"
      } else if scalar == "\t" {
        out += " "
      } else if isHidden(scalar) {
        let isKeycap = scalar.value == 0xFE0F && index + 1 < scalars.count && scalars[index + 1].value == 0x20E3
        let isShown = isJoiner(scalar) && (isInEmoji || isKeycap)
        out += isShown ? String(scalar) : name(scalar)
        continue
      } else {
        out.unicodeScalars.append(scalar)
      }
      let traits = ScalarTraits(of: scalar)
      isInEmoji = traits.isEmoji || traits.kind == .symbol
    }
    return out
  }

  /// Whether the scalar would not show, or would change what shows.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    let traits = ScalarTraits(of: scalar)
    return traits.isUnprintable || traits.isIgnorable
  }

  /// What a hidden scalar is called between the brackets.
  package static func name(_ scalar: Unicode.Scalar) -> String {
    if let known = names[scalar.value] { return "⟦\(known)⟧" }
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "⟦U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟧"
  }

  /// The zero-width joiner and the selectors of emoji and text form.
  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || scalar.value == 0xFE0F || scalar.value == 0xFE0E
  }

  private static let names: [UInt32: String] = [
    0x00: "NUL", 0x07: "BEL", 0x08: "BS", 0x0D: "CR", 0x1B: "ESC", 0x7F: "DEL", 0x85: "NEL", 0x9B: "CSI",
    0xAD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x115F: "HANGUL-FILLER", 0x180E: "MVS", 0x200B: "ZWSP",
    0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LINE-SEP", 0x2029: "PARA-SEP",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ", 0x2066: "LRI",
    0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0x3164: "HANGUL-FILLER", 0xFE0F: "VS16", 0xFEFF: "BOM",
  ]
}
