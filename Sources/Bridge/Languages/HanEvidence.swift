internal import Text

/// What the Han characters of a run say about their language.
struct HanEvidence {
  var traditional = 0
  var simplified = 0
  /// Characters that Chinese uses and Japanese does not.
  var chinese = 0
  /// Characters that only Japanese writes so.
  var japanese = 0
  /// Characters that only written Cantonese uses.
  var cantonese = 0
  /// Particles and pronouns of Mandarin that Cantonese has other characters for.
  var mandarin = 0

  mutating func add(_ scalar: UInt32) {
    let traits = ScalarTraits(of: scalar)
    if traits.isTraditionalOnly { traditional += 1 }
    if Self.japaneseOnly.contains(scalar) {
      japanese += 1
    } else if traits.isSimplifiedOnly {
      simplified += 1
      if !Self.simplifiedInBoth.contains(scalar) { chinese += 1 }
    }
    if Self.chineseWords.contains(scalar) { chinese += 1 }
    if Self.cantoneseWords.contains(scalar) { cantonese += 1 }
    if Self.mandarinWords.contains(scalar) { mandarin += 1 }
  }

  mutating func add(_ other: HanEvidence) {
    traditional += other.traditional
    simplified += other.simplified
    chinese += other.chinese
    japanese += other.japanese
    cantonese += other.cantonese
    mandarin += other.mandarin
  }

  /// Particles and pronouns of written Chinese that Japanese text does not use.
  private static let chineseWords = ScalarSet("你妳您她它们們这這那吗嗎呢吧啊哦很么麼啥咱哪啦嘛哈嗯呀没沒找呗欸喔囉")

  /// Characters of everyday Cantonese that Mandarin has no use for.
  private static let cantoneseWords = ScalarSet("嘅咗喺哋啲嚟嘢嗰佢瞓攞冇㗎諗谂睇搵揾畀噉嘥嗌攰孭踎嬲嚿喎唔咁乜瞓")

  /// What Mandarin says in their stead: 的, 了, 是, 他, 她, 們, 這, 那, 沒, 什麼, 嗎, 很.
  private static let mandarinWords = ScalarSet("的了是他她们們这這那没沒什么麼吗嗎很把吧呢")

  /// Shapes that both the Simplified and the Japanese reform chose.
  private static let simplifiedInBoth = ScalarSet(
    "国会学体点当党医区双号台后与万礼来声写旧宝寿尽属断昼条状独担胆触虫蚕称弥余参惨嘱壮将奥岳峡恋蛮湾数楼灯炉麦乱辞献盗着窃茎装誉"
      + "践随静径争温画残湿叙枢浅潜禅堕没秘励才里面谷斗干只系准向合云升征制于朴网")

  /// Shapes that only the Japanese reform chose, and characters made in Japan.
  private static let japaneseOnly = ScalarSet(
    "駅円広図気対発県売読労働込辻峠匂畑栃渋沢浜黒歩毎経検験総続戦単価仮伝転処応焼栄覚拡楽帰実竜滝縄郷剣権観巻勧歓関穏稲隠桜鉄塩"
      + "斎済剤雑蔵臓択弾遅鋳聴逓悩脳廃髪抜繊銭荘捜巣騒亜悪壊懐絵戯犠拠挙暁恵掲鶏撃倹険圏顕厳児釈収従縦獣粛乗浄剰畳壌嬢譲醸酔髄摂専"
      + "増帯滞団庁勅鎮闘届弐覇拝払仏変辺豊翻満黙訳薬揺様謡頼覧両猟緑塁涙霊齢暦歴練録")
}

/// A set of scalars of the basic plane, one bit each.
struct ScalarSet: Sendable {
  private var words = [UInt64](repeating: 0, count: 1024)

  init(_ members: String) {
    for scalar in members.unicodeScalars where scalar.value < 0x10000 {
      words[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
    }
  }

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && words[Int(scalar >> 6)] & 1 << UInt64(scalar & 63) != 0
  }
}
