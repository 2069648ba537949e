import Rules
import Testing

@Suite("Entries by their sound")
struct SoundsTests {
  @Test(
    "homophones, pinyin, digits", .enabled(if: Matching.hasDictionary),
    arguments: [
      Sighting("微信", "今天看到萎信，感觉很奇怪", "萎信"), Sighting("微信", "加weixin聊", "weixin"),
      Sighting("微信", "加 wei xin 聊", "wei xin"), Sighting("微信", "加wēixìn聊", "wēixìn"), Sighting("微信", "微xin", "微xin"),
      Sighting("私聊", "4聊", "4聊"), Sighting("网络赌场", "看wldc吧", "wldc"), Sighting("微信", "人们的威信提高", nil),
      Sighting("色情", "涉及清洁", nil),
      Sighting("手枪", "首抢红包", nil), Sighting("大麻", "打骂孩子不对", nil), Sighting("大麻", "the da ma of it", nil),
    ])
  func mandarin(_ sighting: Sighting) throws {
    let dictionaries = try #require(Matching.dictionaries)
    let found = Matching.surfaces([.sounds], sighting.entry, in: sighting.text, dictionaries: dictionaries)
    #expect(found == sighting.surfaces)
  }

  @Test(
    "romanised kana, Hangul and Cyrillic; initials of Hangul",
    arguments: [
      Sighting("カジノ", "the kajino here", "kajino"), Sighting("도박", "play dobak now", "dobak"),
      Sighting("наркотики", "buy narkotiki", "narkotiki"), Sighting("토토사이트", "ㅌㅌㅅㅇㅌ 추천", "ㅌㅌㅅㅇㅌ"),
      Sighting("도박", "ㄷㅂ", nil),
    ])
  func romanised(_ sighting: Sighting) {
    #expect(Matching.surfaces([.sounds], sighting.entry, in: sighting.text) == sighting.surfaces)
  }
}
