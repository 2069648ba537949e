internal import Text

/// Repeats of whole Hangul syllables, whose jamo are units of their own.
enum HangulSyllables {
  /// The last unit of the syllable behind unit `last`, where it repeats the syllable that ends there.
  static func repeated(after last: Int, _ units: [ShapeText.Unit]) -> Int? {
    guard last >= 0, units[last].flags.contains(.endsSyllable) else { return nil }
    let start = beginning(of: last, units)
    let length = last - start + 1
    return isRepeat(start, last + 1, length, units) ? last + length : nil
  }

  /// The first unit of the syllable before unit `first`, where the syllable that begins there repeats it.
  static func repeated(before first: Int, _ units: [ShapeText.Unit]) -> Int? {
    guard first > 0, units[first - 1].flags.contains(.endsSyllable) else { return nil }
    let start = beginning(of: first - 1, units)
    return isRepeat(start, first, first - start, units) ? start : nil
  }

  private static func beginning(of last: Int, _ units: [ShapeText.Unit]) -> Int {
    var start = last
    while start > 0 && !units[start].flags.contains(.beginsSyllable) { start -= 1 }
    return start
  }

  private static func isRepeat(_ one: Int, _ other: Int, _ length: Int, _ units: [ShapeText.Unit]) -> Bool {
    guard other + length <= units.count, units[other].flags.contains(.beginsSyllable),
      units[other + length - 1].flags.contains(.endsSyllable)
    else { return false }
    for offset in 0..<length where units[one + offset].scalar != units[other + offset].scalar { return false }
    return true
  }
}
