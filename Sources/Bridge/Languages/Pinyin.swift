/// Mandarin typed in Latin letters, with or without tone marks.
enum Pinyin {
  /// The finals that each initial takes. Our own table; `v` stands for ü.
  private static let finals: [(String, String)] = [
    ("", "a ai an ang ao e ei en eng er o ou"),
    ("b", "a ai an ang ao ei en eng i ian iao ie in ing o u"),
    ("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u"),
    ("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u"),
    ("f", "a an ang ei en eng o ou u"),
    ("d", "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo"),
    ("t", "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo"),
    ("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue"),
    ("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue"),
    ("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("k", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo"),
    ("j", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("q", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("x", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    ("zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo"),
    ("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo"),
    ("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo"),
    ("r", "an ang ao e en eng i ong ou u ua uan ui un uo"),
    ("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo"),
    ("c", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    ("y", "a an ang ao e i in ing o ong ou u uan ue un"),
    ("w", "a ai an ang ei en eng o u"),
  ]

  /// Every syllable, its letters packed into one number.
  private static let syllables: Set<UInt64> = Set(
    finals.flatMap { initial, finals in
      finals.split(separator: " ").map { pack((initial + $0).unicodeScalars.map(\.value)) }
    })

  /// What the Latin model counts pinyin from: each syllable, then frequent ones and the commonest words.
  static let list = LanguageList(
    "zh-Latn",
    common: """
      de shi wo ni ta bu le zai you zhe na men ren shuo lai qu dao he yi ge ye jiu dou hao hen kan xiang yao hui neng
      mei dui gei rang zuo xia shang zhong guo xue sheng jia tian nian shenme zenme nihao xiexie women nimen tamen zhege
      meiyou keyi yinwei suoyi danshi xianzai jintian mingtian zhidao xihuan
      """,
    words: finals.map { initial, finals in
      finals.split(separator: " ").map { initial + $0 }.joined(separator: " ")
    }.joined(separator: " "))

  /// English words that fall into syllables by chance.
  static let englishLookalikes: Set<[UInt32]> = {
    let english = GermanicLists.all[0]
    let more = """
      ban bang bin die gang hang hen lie pan pen pin ping rang ran sang song sue tan tie banana panda lake mine hate late
      bike shine dance chance gun lung nun sung china line pine wine dine bite kite shake sake mama papa dada fen den tang
      """
    return Set(
      [english.common, english.words, more].joined(separator: " ").split { $0 == " " || $0 == "\n" }
        .map { $0.unicodeScalars.map(\.value) }.filter { syllables(in: $0).count > 0 })
  }()

  /// How many syllables a folded word falls into, 0 where it is no pinyin; and whether it has tone marks.
  static func syllables(in word: [UInt32]) -> (count: Int, hasTones: Bool) {
    var bare: [UInt32] = []
    bare.reserveCapacity(word.count)
    var hasTones = false
    for scalar in word where scalar != 0x27 {
      let (base, tone) = Self.base(of: scalar)
      guard base >= 0x61 && base <= 0x7A else { return (0, false) }
      bare.append(base)
      hasTones = hasTones || tone
    }
    guard !bare.isEmpty && bare.count <= 24 else { return (0, false) }
    var fewest = [Int](repeating: Int.max, count: bare.count + 1)
    fewest[0] = 0
    for start in bare.indices where fewest[start] < Int.max {
      var packed: UInt64 = 0
      for end in start..<min(start + 6, bare.count) {
        packed = packed << 8 | UInt64(bare[end])
        if syllables.contains(packed) { fewest[end + 1] = min(fewest[end + 1], fewest[start] + 1) }
      }
    }
    return fewest[bare.count] == Int.max ? (0, false) : (fewest[bare.count], hasTones)
  }

  private static func pack(_ letters: [UInt32]) -> UInt64 { letters.reduce(0) { $0 << 8 | UInt64($1) } }

  /// The letter under a tone mark. Only the macron and the caron speak for pinyin by themselves.
  private static func base(of scalar: UInt32) -> (UInt32, Bool) {
    if scalar < 0x80 { return (scalar, false) }
    switch scalar {
    case 0x0101, 0x01CE: return (0x61, true)
    case 0xE1, 0xE0: return (0x61, false)
    case 0x0113, 0x011B: return (0x65, true)
    case 0xE9, 0xE8: return (0x65, false)
    case 0x012B, 0x01D0: return (0x69, true)
    case 0xED, 0xEC: return (0x69, false)
    case 0x014D, 0x01D2: return (0x6F, true)
    case 0xF3, 0xF2: return (0x6F, false)
    case 0x016B, 0x01D4: return (0x75, true)
    case 0xFA, 0xF9: return (0x75, false)
    case 0xFC: return (0x76, false)
    case 0x01D6, 0x01D8, 0x01DA, 0x01DC: return (0x76, true)
    default: return (scalar, false)
    }
  }
}
