/// Our own pairs of characters that people put for one another, where Unicode's confusables have none or too many.
enum Lookalikes {
  /// Letters of other scripts that look the same as a Latin letter in print: one class with it.
  static let same: [UInt32: UInt32] = pairs(
    from: "асеорхуіјѕһԁԛԝѵкмтꓲοαικρυχνγϲϳӏոսօցɑɡᴦ", to: "aceopxyijshdqwvkmtloaikpuxvycjlnuogagr")

  /// Characters that stand for a Latin letter in disguises only.
  static let weak: [(from: String, to: String)] = [
    ("h", "н"), ("b", "вьъβƄ6"), ("n", "пη∩иո"), ("u", "цսυμи"), ("r", "гяɾ"), ("w", "шщωѡ"), ("e", "εєэ"), ("t", "τ†"),
    ("k", "κ"), ("z", "ᴢ"), ("m", "ʍ"), ("d", "ძ"), ("f", "ʄғ"), ("l", "ʟ"), ("y", "ү"), ("o", "ՕⲞ"), ("g", "ց"),
    ("x", "ж"),
    // The other way round: Latin letters in Cyrillic words.
    ("н", "h"), ("в", "b"), ("и", "un"), ("п", "n"), ("г", "r"), ("я", "r"), ("ш", "w"), ("з", "3"), ("ч", "4"),
    ("б", "6"),
    ("l", "i"), ("i", "l"), ("o", "0"), ("0", "o"), ("1", "lij"), ("3", "ʒ"), ("v", "u"), ("d", "ⅾ"),
  ]

  /// Digits and signs that are written for letters.
  static let leet: [(letter: String, signs: String)] = [
    ("a", "4@^ª∆λ"), ("b", "8"), ("c", "¢©("), ("e", "3€£"), ("g", "9"), ("i", "1!|¡"), ("l", "1|!£"), ("o", "0°"),
    ("p", "₽"), ("q", "9"),
    ("r", "®"), ("s", "5$§"), ("t", "7+"), ("x", "×%"), ("y", "¥"), ("z", "2"), ("в", "8"), ("а", "@4"), ("о", "0"),
    ("w", "₩"), ("n", "₦"),
    ("d", "₫"), ("u", "µ"), ("k", "₭"),
  ]

  /// Turned letters without TURNED in their names.
  static let turned: [UInt32: UInt32] = pairs(from: "ıɥɟƃɔǝɹʌɾ", to: "ihfgcervj")

  /// Han characters, letters and signs that are written or said for a digit.
  static let numerals: [(digit: String, characters: String)] = [
    ("0", "零〇洞o"), ("1", "一壹幺么弌l"), ("2", "二贰两俩"), ("3", "三叁仨ʒ"), ("4", "四肆"), ("5", "五伍"), ("6", "六陆"), ("7", "七柒拐"),
    ("8", "八捌"), ("9", "九玖勾"),
  ]

  /// Pictures that are written for a Han character.
  static let pictures: [(han: String, pictures: String)] = [
    ("信", "💌✉📩📧📨❤💗♥🧡💛💚💙💜🖤"), ("枪", "🔫"), ("毒", "☠💀"), ("药", "💊"), ("手", "✋🤚🖐👋"), ("炮", "💣🎆🧨"), ("鸡", "🐔🐓🐤"),
    ("马", "🐴🐎"),
    ("色", "🌈🎨"), ("网", "🕸🌐🥅"), ("包", "👜🎒👝💼"), ("大", "🔥"), ("火", "🔥"), ("票", "🎫🎟"), ("赌", "🎰🎲🃏"), ("扣", "🐧"), ("微", "🔬"),
    ("人", "👤🧍"),
    ("钱", "💰💵💴💸"), ("车", "🚗🚙🚕"), ("草", "🌿🌱🍀"), ("叶", "🍃🍁"), ("冰", "🧊❄"), ("肉", "🥩🍖"), ("水", "💧🌊💦"), ("花", "🌸🌹🌺"),
    ("酒", "🍺🍷🍶"), ("烟", "🚬"),
    ("刀", "🔪🗡"), ("死", "☠💀"), ("鬼", "👻"), ("狗", "🐶🐕"), ("猪", "🐷🐖"), ("牛", "🐮🐂"), ("羊", "🐑"), ("虎", "🐯"), ("蛇", "🐍"),
    ("鱼", "🐟"), ("鸟", "🐦"), ("心", "❤♥💗"),
    ("爱", "❤♥💗😍"), ("电", "⚡🔌"), ("话", "☎📞"), ("机", "📱"), ("飞", "✈🛫"), ("加", "➕＋+"), ("卡", "💳"), ("病", "🤒😷"), ("脑", "🧠"),
    ("蛋", "🥚🍳"), ("逼", "🐝"), ("茶", "🍵"),
    ("房", "🏠"), ("金", "🪙"), ("国", "🇨🇳"), ("美", "💄"), ("女", "👩🚺"), ("男", "👨🚹"), ("群", "👥"), ("看", "👀"), ("吃", "🍽"),
    ("日", "☀🌞"), ("月", "🌙"), ("星", "⭐"), ("书", "📖📕"),
  ]

  /// Jamo vowels that are written for their plain neighbours (뱌 for 바).
  static let vowels: [(plain: String, iotated: String)] = [
    ("ㅏ", "ㅑ"), ("ㅐ", "ㅒ"), ("ㅓ", "ㅕ"), ("ㅔ", "ㅖ"), ("ㅗ", "ㅛ"), ("ㅜ", "ㅠ"), ("ㅕ", "ㅑ"),
  ]

  /// Strokes that are put between characters and mean nothing.
  static let strokes = "丶丨丿亅乚㇏㇀"

  private static func pairs(from: String, to: String) -> [UInt32: UInt32] {
    Dictionary(
      zip(from.unicodeScalars.map(\.value), to.unicodeScalars.map(\.value)), uniquingKeysWith: { first, _ in first })
  }
}
