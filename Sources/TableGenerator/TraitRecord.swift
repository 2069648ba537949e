import CICU

/// What `Text.ScalarTraits` knows of one scalar, packed. The layout is written down there.
enum TraitRecord {
  static func bits(of scalar: UInt32, _ variants: HanVariants) -> UInt32 {
    let category = icu_category(scalar)
    let ignorable = icu_is_default_ignorable(scalar) != 0
    var bits = UInt32(icu_script(scalar) & 0xFF)
    bits |= kind(category, scalar) << 8
    bits |= width(scalar, category, ignorable) << 12
    if icu_east_asian_width(scalar) == 1 { bits |= 1 << 14 }
    if ignorable { bits |= 1 << 15 }
    if (0xD800...0xDFFF).contains(scalar) || icu_fold_boundary_before(scalar) != 0 { bits |= 1 << 16 }
    if isUnprintable(scalar, category) { bits |= 1 << 17 }
    if variants.traditionalOnly.contains(scalar) { bits |= 1 << 18 }
    if variants.simplifiedOnly.contains(scalar) { bits |= 1 << 19 }
    if icu_is_emoji_presentation(scalar) != 0 { bits |= 1 << 20 }
    return bits
  }

  /// 0 other, 1 letter, 2 mark, 3 digit, 4 white space, 5 punctuation, 6 symbol, 7 unassigned or private.
  private static func kind(_ category: Int32, _ scalar: UInt32) -> UInt32 {
    if icu_is_white_space(scalar) != 0 { return 4 }
    switch category {
    case 1...5: return 1
    case 6...8: return 2
    case 9: return 3
    case 10, 11: return 1  // Letter and other numbers (Ⅷ, 〇, ①) stand in words like letters do.
    case 19...23, 28, 29: return 5
    case 24...27: return 6
    case 0, 17: return 7
    default: return 0
    }
  }

  /// Columns of a terminal: marks and invisible characters none, East Asian wide and full-width two.
  private static func width(_ scalar: UInt32, _ category: Int32, _ ignorable: Bool) -> UInt32 {
    let joining = icu_hangul_syllable_type(scalar)
    if category == 6 || category == 7 || category == 15 || category == 16 || joining == 2 || joining == 3 { return 0 }
    if ignorable { return 0 }
    let width = icu_east_asian_width(scalar)
    return width == 3 || width == 5 ? 2 : 1
  }

  /// Cc, Cf, Cs, Zl, Zp and noncharacters: never written to a terminal or into JSON as they are.
  private static func isUnprintable(_ scalar: UInt32, _ category: Int32) -> Bool {
    [13, 14, 15, 16, 18].contains(category) || icu_is_noncharacter(scalar) != 0
  }
}
