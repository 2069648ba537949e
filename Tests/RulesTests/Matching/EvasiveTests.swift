import Rules
import Testing

@Suite("Entries under disguise")
struct EvasiveTests {
  @Test(
    "letters",
    arguments: [
      Sighting("casino", "a CaSiNo today", "CaSiNo"), Sighting("casino", "a ｃａｓｉｎｏ!", "ｃａｓｉｎｏ"),
      Sighting("casino", "c\u{200B}a\u{AD}s\u{2060}ino", "c\u{200B}a\u{AD}s\u{2060}ino"),
      Sighting("casino", "see c.a.s.i.n.o now", "c.a.s.i.n.o"),
      Sighting("casino", "see c a s i n o now", "c a s i n o"),
      Sighting("casino", "cas-ino", "cas-ino"), Sighting("casino", "c🔥a🔥s🔥i🔥n🔥o", "c🔥a🔥s🔥i🔥n🔥o"),
      Sighting("casino", "caaasssinooo!", "caaasssinooo"), Sighting("casino", "c@51n0", "c@51n0"),
      Sighting("casino", "саѕіпо", "саѕіпо"), Sighting("casino", "ᴄᴀsɪɴᴏ", "ᴄᴀsɪɴᴏ"),
      Sighting("casino", "🅲🅰🆂🅸🅽🅾", "🅲🅰🆂🅸🅽🅾"),
      Sighting("casino", "ouısɐɔ", "ouısɐɔ"), Sighting("casino", "c̶á̧s̈ìnö", "c̶á̧s̈ìnö"),
      Sighting("casino", "cas*no", "cas*no"),
      Sighting("casino", "&#99;&#97;&#115;&#105;&#110;&#x6F;", "&#99;&#97;&#115;&#105;&#110;&#x6F;"),
      Sighting("cocaína", "una cocaina", "cocaina"), Sighting("казино", "в kaзиHo", "kaзиHo"),
      Sighting("free money", "get f r e e m o n e y", "f r e e m o n e y"),
      Sighting("free money", "FREE-MONEY", "FREE-MONEY"),
      Sighting("casino", "xxcasinoxx", "casino"),
    ])
  func letters(_ sighting: Sighting) {
    #expect(Matching.surfaces([.evasive], sighting.entry, in: sighting.text) == sighting.surfaces)
  }

  @Test(
    "what only looks like it",
    arguments: [
      Sighting("ass", "a classic assassin passes", nil), Sighting("ass", "747 and 455", nil),
      Sighting("hell", "he'll come", nil),
      Sighting("loser", "a close race; lo, serenity", nil), Sighting("moron", "more or on Monday", nil),
      Sighting("idiot", "id: 1071", nil), Sighting("casino", "1 c a s e in our lab", nil),
      Sighting("escort", "es cortés", nil),
      Sighting("cop", "новый сор", nil), Sighting("tit", "a title", nil), Sighting("sb", "usb cable", nil),
      Sighting("microwave", "micro-waves", nil), Sighting("doba", "도바", nil),
    ])
  func innocent(_ sighting: Sighting) {
    #expect(Matching.surfaces([.evasive], sighting.entry, in: sighting.text) == [])
  }

  @Test(
    "Han, kana and Hangul",
    arguments: [
      Sighting("微信", "加 微 ❤ 信 聊", "微 ❤ 信"), Sighting("微信", "薇信联系", "薇信"), Sighting("代购", "代購", "代購"),
      Sighting("微信", "加V信", "V信"), Sighting("微信", "加vx聊", "vx"), Sighting("婊子", "女表子", "女表子"),
      Sighting("赌博", "贝者博", "贝者博"), Sighting("枪支", "卖🔫支", "🔫支"), Sighting("加群", "加加加群群群", "加加加群群群"),
      Sighting("微信", "微o信", "微o信"), Sighting("大麻", "大。麻", nil), Sighting("カジノ", "ｶｼﾞﾉです", "ｶｼﾞﾉ"),
      Sighting("カジノ", "カシ゛ノ", "カシ゛ノ"), Sighting("カジノ", "かーじの", "かーじの"), Sighting("도박", "ㄷㅗㅂㅏㄱ", "ㄷㅗㅂㅏㄱ"),
      Sighting("도박", "\u{1103}\u{1169}\u{1107}\u{1161}\u{11A8}", "\u{1103}\u{1169}\u{1107}\u{1161}\u{11A8}"),
      Sighting("바보", "이바보야", "바보"), Sighting("바보", "바봉", nil), Sighting("카톡", "캬톡", "캬톡"),
      Sighting("도박", "도로 박물관", nil),
    ])
  func characters(_ sighting: Sighting) {
    #expect(Matching.surfaces([.evasive], sighting.entry, in: sighting.text) == sighting.surfaces)
  }

  @Test(
    "numbers of seven digits and more",
    arguments: [
      Sighting("13800138000", "打一三八零零一三八零零零吧", "一三八零零一三八零零零"),
      Sighting("13800138000", "138-0013-8000", "138-0013-8000"),
      Sighting("13800138000", "①③⑧⓪⓪①③⑧⓪⓪⓪", "①③⑧⓪⓪①③⑧⓪⓪⓪"), Sighting("13800138000", "1380013800012", nil),
      Sighting("110", "一一零", nil),
    ])
  func numbers(_ sighting: Sighting) {
    #expect(Matching.surfaces([.evasive], sighting.entry, in: sighting.text) == sighting.surfaces)
  }

  @Test(
    "one edit, and no ordinary word",
    arguments: [
      Sighting("cocaine", "some cocaone here", "cocaone"), Sighting("cocaine", "some cocine here", "cocine"),
      Sighting("cocaine", "some coxcaine here", "coxcaine"), Sighting("cocaine", "some cociane here", "cociane"),
      Sighting("scammer", "a scanner", nil), Sighting("waffen", "eine waffel", nil),
      Sighting("loser", "a closer look", nil),
      Sighting("wire transfer", "a wire trasnfer", "wire trasnfer"),
    ])
  func edits(_ sighting: Sighting) {
    #expect(Matching.surfaces([.evasive], sighting.entry, in: sighting.text, fuzzy: 1) == sighting.surfaces)
  }

  @Test("what stands in a text as it is written is found, however much of it is the same character", arguments: 1...4)
  func walls(_ seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    func word(_ lengths: ClosedRange<Int>) -> String {
      String((0..<Int.random(in: lengths, using: &generator)).map { _ in Bool.random(using: &generator) ? "哈" : "滚" })
    }
    for _ in 0..<2_000 {
      let (entry, text) = (word(2...5), word(2...14))
      guard text.contains(entry) else { continue }
      let found = Matching.find(Matching.matcher([.evasive], [entry]), text, entries: [entry])
      #expect(found.contains { $0.view == "folded" }, "\(entry) in \(text): \(found)")
    }
  }

  @Test("an exception covers what lies inside its own span, in disguise too")
  func exceptions() {
    #expect(Matching.surfaces([.evasive], "加v", in: "加V领毛衣很显瘦", except: ["加v领"]) == [])
    #expect(Matching.surfaces([.evasive], "微信", in: "支持微信支付，加微信", except: ["微信支付"]) == ["微信"])
  }

  @Test("the plainest view says where an entry stands")
  func plainest() {
    let matcher = Matching.matcher([.phrase, .evasive], ["微信"])
    #expect(
      Matching.find(matcher, "加微信", entries: ["微信"]) == [Matching.Found(entry: "微信", surface: "微信", view: "folded")])
  }

  @Test(
    "words of the language do not cross the edges of an entry", .enabled(if: Matching.hasDictionary),
    arguments: [
      Sighting("色情", "这个角色情感很丰富", nil), Sighting("毒品", "消毒品质有保证", nil), Sighting("代购", "新时代购物中心", nil),
      Sighting("色情", "有人发色情图片", "色情"), Sighting("毒品", "有人卖毒品吗", "毒品"),
      Sighting("代购", "代了购", "代了购"),
    ])
  func words(_ sighting: Sighting) throws {
    let dictionaries = try #require(Matching.dictionaries)
    let found = Matching.surfaces([.evasive], sighting.entry, in: sighting.text, dictionaries: dictionaries)
    #expect(found == sighting.surfaces)
  }
}
