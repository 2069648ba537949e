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
    "neighbouring sounds, where a list asks for them", .enabled(if: Matching.hasDictionary),
    arguments: [
      Sighting("微信", "加我微杏聊聊", "微杏"), Sighting("赌场", "这里有赌藏，快来", "赌藏"), Sighting("代开发票", "代开花票", "代开花票"),
      Sighting("走私", "他们走室手机", "走室"), Sighting("裸聊", "看若聊吗", nil), Sighting("微信", "他的维新思想", nil),
      Sighting("走私", "走失的孩子", nil), Sighting("网络赌场", "上网络赌藏看看", "网络赌藏"),
    ])
  func neighbours(_ sighting: Sighting) throws {
    let dictionaries = try #require(Matching.dictionaries)
    func found(_ neighbours: Set<SoundNeighbours>) -> [String] {
      Matching.surfaces(
        [.sounds], sighting.entry, in: sighting.text, neighbours: neighbours, dictionaries: dictionaries)
    }
    #expect(found(Set(SoundNeighbours.allCases)) == sighting.surfaces)
    #expect(found([]) == [], "these are no homophones")
  }

  @Test("a pack names pairs of sounds or all of them; what they cannot be is told with its place")
  func inPacks() throws {
    func pack(_ list: String) -> String {
      """
      drawbridge: 1
      pack: a
      owner: "@t"
      lists: {l: {\(list), entries: [走私]}}
      rules:
        - {id: r, policy: spam.contact, match: {text: l}, then: {queue: default}}
      """
    }
    func codes(_ list: String) throws -> [String] { try Folder.rulebook(pack: pack(list)).warnings.map(\.code) }
    for value in ["all", "[zh/z, ng/n]", "h/f"] {
      #expect(try !codes("match: [sounds], neighbours: \(value)").contains("neighbours-alone"))
      #expect(try codes("match: [evasive], neighbours: \(value)").contains("neighbours-alone"))
    }
    let error = #expect(throws: BrokenRulebook.self) { try Folder.rulebook(pack: pack("neighbours: [z/zz]")) }
    #expect(error?.issues.contains { $0.message.contains("neighbours") && $0.place.line == 4 } == true)
  }

  @Test(
    "each pair of sounds goes both ways, and nothing else does",
    arguments: [
      (.zhZ, "zhi", "zi"), (.chC, "chang", "cang"), (.shS, "shi", "si"), (.nL, "nv", "lv"), (.ngN, "xin", "xing"),
      (.hF, "hua", "fa"),
    ] as [(SoundNeighbours, String, String)])
  func pairs(_ pair: SoundNeighbours, _ one: String, _ other: String) {
    for neighbour in SoundNeighbours.allCases {
      #expect(neighbour.spellings(of: one).contains(other) == (neighbour == pair))
      #expect(neighbour.spellings(of: other).contains(one) == (neighbour == pair))
      #expect(neighbour.spellings(of: "a").isEmpty && neighbour.spellings(of: "n").allSatisfy { $0 == "l" })
    }
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
