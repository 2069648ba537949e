import Bridge
import Testing

@Suite("Cantonese")
struct CantoneseTests {
  private let detector = LanguageDetector()

  @Test(
    "is known by characters that only it uses",
    arguments: [
      "佢係我嘅朋友", "我哋去飲茶啦", "你食咗飯未呀", "唔該晒", "呢啲嘢好好食", "冇問題", "佢哋喺邊度", "點解你唔嚟", "我而家返緊屋企瞓覺", "攞俾我睇下",
      "你喺度做乜嘢", "我唔知佢講咩", "唔好意思", "佢系我嘅朋友",
    ])
  func cantonese(_ post: String) {
    #expect(detector.detect(post).tag == "yue")
  }

  @Test(
    "is not answered for other Chinese, nor for Japanese",
    arguments: [
      ("他說「唔該」是什麼意思", "zh-Hant"), ("我們去吃飯吧", "zh-Hant"), ("這個關係很重要", "zh-Hant"), ("你在做什麼呢", "zh-Hant"),
      ("他把乜字寫錯了", "zh-Hant"), ("我们的关系很好", "zh-Hans"), ("没有问题", "zh-Hans"), ("她喺是粵語字嗎，沒看過", "zh-Hant"),
      ("関係者以外立入禁止です", "ja"), ("係の人に聞いてください", "ja"),
    ])
  func others(_ post: String, _ tag: String) {
    #expect(detector.detect(post).tag == tag)
  }

  @Test("is other Chinese where only that is asked for")
  func asked() {
    func tag(_ languages: [String]) -> String {
      LanguageDetector(preference: LanguagePreference(languages: languages)).detect("佢係我嘅朋友").tag
    }
    #expect(tag(["zh", "en"]) == "yue" && tag(["zh-Hant"]) == "zh-Hant" && tag(["zh-Hans", "en"]) == "zh-Hans")
    #expect(tag(["en"]) == "und")
  }

  @Test("is Chinese where a rule or a dictionary asks for Chinese")
  func ranges() {
    #expect(LanguageTag.matches("yue", range: "zh") && LanguageTag.matches("yue", range: "ZH"))
    #expect(!LanguageTag.matches("yue", range: "zh-Hant") && !LanguageTag.matches("zh-Hant", range: "yue"))
  }
}
