import Bridge
import Testing

@Suite("Language detector")
struct LanguageDetectorTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var text: String
    var tag: String
    var testDescription: String { "\(text) → \(tag)" }

    init(_ text: String, _ tag: String) {
      self.text = text
      self.tag = tag
    }
  }

  private let detector = LanguageDetector()

  @Test(
    "knows the language of everyday posts",
    arguments: [
      Example("hello everyone", "en"), Example("thanks for the follow!", "en"), Example("HELLO EVERYONE", "en"),
      Example("good morning, how are you today?", "en"), Example("he can run long", "en"),
      Example("buenas noches a todos", "es"), Example("¿qué tal estás?", "es"), Example("merci beaucoup", "fr"),
      Example("je ne sais pas pourquoi", "fr"), Example("guten Morgen zusammen", "de"),
      Example("das weiß ich leider nicht", "de"), Example("muito obrigado pela ajuda", "pt"),
      Example("non lo so, mi dispiace", "it"), Example("dank je wel allemaal", "nl"),
      Example("nie wiem co robić", "pl"), Example("çok teşekkür ederim arkadaşlar", "tr"), Example("xin chào", "vi"),
      Example("hôm nay trời đẹp quá", "vi"), Example("terima kasih banyak teman-teman", "id"),
      Example("tack så mycket för hjälpen", "sv"), Example("mulțumesc foarte mult", "ro"),
      Example("děkuji vám za pomoc", "cs"), Example("paljon kiitoksia kaikille", "fi"),
      Example("nagyon szépen köszönöm", "hu"), Example("привет, как дела?", "ru"),
      Example("дуже дякую за допомогу", "uk"), Example("благодаря ви много", "bg"), Example("хвала вам пуно", "sr"),
      Example("شكرا جزيلا لكم", "ar"), Example("خیلی ممنون از شما", "fa"), Example("آپ کا بہت شکریہ", "ur"),
      Example("आप कैसे हैं", "hi"), Example("तुम्ही कसे आहात", "mr"),
    ])
  func everyday(_ example: Example) {
    #expect(detector.detect(example.text).tag == example.tag)
  }

  @Test(
    "takes a script that belongs to one language at its word",
    arguments: [
      Example("안녕하세요", "ko"), Example("ありがとう", "ja"), Example("東京へ行きます", "ja"), Example("สวัสดีครับ", "th"),
      Example("שלום לכולם", "he"), Example("καλημέρα σε όλους", "el"), Example("ধন্যবাদ সবাইকে", "bn"),
      Example("நன்றி நண்பர்களே", "ta"), Example("ధన్యవాదాలు", "te"), Example("გამარჯობა", "ka"),
      Example("Բարև ձեզ", "hy"), Example("សួស្តីអ្នកទាំងអស់គ្នា", "km"), Example("ສະບາຍດີ", "lo"), Example("မင်္ဂလာပါ", "my"),
      Example("ሰላም ለሁላችሁ", "am"),
    ])
  func scripts(_ example: Example) {
    let detection = detector.detect(example.text)
    #expect(detection.tag == example.tag)
    #expect(detection.confidence > 0.9)
  }

  @Test(
    "tells Simplified from Traditional, Chinese from Japanese, and pinyin from English",
    arguments: [
      Example("我们去吃饭吧", "zh-Hans"), Example("我們去吃飯吧", "zh-Hant"), Example("你好", "zh-Hans"),
      Example("她說今天會下雨", "zh-Hant"), Example("私は学生です", "ja"), Example("駅前広場", "ja"), Example("我の朋友们", "zh-Hans"),
      Example("wo ai ni", "zh-Latn"), Example("nǐ hǎo", "zh-Latn"), Example("women qu chifan ba", "zh-Latn"),
      Example("jin tian tian qi hen hao", "zh-Latn"), Example("the women ran", "en"), Example("she can hang on", "en"),
    ])
  func chinese(_ example: Example) {
    #expect(detector.detect(example.text).tag == example.tag)
  }

  @Test(
    "has no language where there is none or too little",
    arguments: [
      "", " ", "666", ":D", "xD", "😀😀", "https://example.com/page", "@someone", "#blessed", "me@mail.example.org", "hi",
      "ok",
    ])
  func nothing(_ text: String) {
    let detection = detector.detect(text)
    #expect(detection.tag == "und")
    #expect(!detection.isKnown)
    #expect(detection.confidence == 0)
  }

  @Test(
    "does not read links, names, tags and stretched letters",
    arguments: [
      Example("@juan_perez hello everyone https://ejemplo.es/casa #fiesta", "en"),
      Example("soooooo tired of thissss", "en"), Example("看这个 https://t.co/AbCdEfGh", "zh-Hans"),
      Example("@张三 thanks for the help", "en"),
    ])
  func noise(_ example: Example) {
    #expect(detector.detect(example.text).tag == example.tag)
  }

  @Test(
    "answers a single character of Han or kana",
    arguments: [Example("们", "zh-Hans"), Example("們", "zh-Hant"), Example("ね", "ja")])
  func single(_ example: Example) {
    #expect(detector.detect(example.text).tag == example.tag)
  }

  @Test("answers only in the languages that were asked for, and leans towards the community's")
  func preference() {
    let some = LanguageDetector(preference: LanguagePreference(languages: ["zh", "en", "ja"]))
    for text in ["guten Morgen zusammen", "merci beaucoup", "ไปไหนมา", "привет, как дела?", "我们去吃饭吧", "hello there"] {
      #expect(["zh-Hans", "zh-Latn", "en", "ja", "und"].contains(some.detect(text).tag), "\(text)")
    }
    #expect(some.detect("привет, как дела?").tag == "und")
    let malay = LanguageDetector(preference: LanguagePreference(prior: ["ms": 12]))
    let indonesian = LanguageDetector(preference: LanguagePreference(prior: ["id": 12]))
    #expect(malay.detect("dia di rumah").tag == "ms" && indonesian.detect("dia di rumah").tag == "id")
  }

  @Test("the reader of tags gives what detection gives")
  func tagReader() {
    var reader = detector.tagReader()
    var texts = RandomTexts(seed: 11)
    let plain = [
      "hello, everyone!", "l’eau c'est la vie", "xD", "xd", "Вот. Да...", "see example.com", "a:b", "soooo", "ab", "",
      "don't", "'quoted'", "e\u{301}te\u{301}", "çok güzel değil mi", "«да»", "tôi không biết", "été — hiver", "oh :D",
    ]
    for text in plain + (0..<400).map({ _ in texts.next() }) {
      let bytes = Array(text.utf8)
      #expect(reader.tag(bytes, 0..<bytes.count) == detector.detect(text).tag, "\(text)")
    }
    #expect(reader.tag([0x61, 0x62, 0x63, 0xFF], 0..<4) == nil)
  }

  @Test("the reader of tags writes the spans that detection gives")
  func spanReader() {
    var reader = detector.tagReader()
    var texts = RandomTexts(seed: 12)
    let plain = [
      "hello, everyone! und jetzt auf Deutsch bitte", "don't", "a.b, c: d; e=f", "xD nice", "12:30 oder 3.5 oder 7,5",
      "that is 😂😂 sooooo good 👍🏽 vraiment", "hahaha das ist gut hahaha yes", "कि", "कितना अच्छा है", "привет ха-ха", "д",
      "한국어 맞아요",
      "été — hiver", "l’eau c'est la vie", "covid19 is back", "a1b2c3 hello", "שלום־לכולם", "αβγ ω, δεζη",
      "مرحبا، كيف حالك؟",
    ]
    for text in plain + (0..<400).map({ _ in texts.next() }) {
      let bytes = Array(text.utf8)
      var output: [UInt8] = []
      #expect(reader.writeSpans(bytes, 0..<bytes.count, to: &output))
      let spans = detector.detect(text).spans.map { "\($0.range.lowerBound):\($0.range.upperBound):\($0.tag)" }
      #expect(String(decoding: output, as: UTF8.self) == spans.joined(separator: " "), "\(text)")
      #expect(reader.tag(bytes, 0..<bytes.count) == detector.detect(text).tag, "\(text)")
    }
    var output: [UInt8] = []
    #expect(!reader.writeSpans([0x61, 0x62, 0xC3], 0..<3, to: &output) && output.isEmpty)
  }

  @Test("names the candidates where it is not sure")
  func summary() {
    func detection(_ guesses: [(String, Double)]) -> Detection {
      Detection(
        tag: guesses.first?.0 ?? "und", confidence: guesses.first?.1 ?? 0,
        candidates: guesses.map { LanguageGuess(tag: $0.0, confidence: $0.1) }, shares: [], spans: [], letters: 9)
    }
    #expect(detection([("en", 0.98), ("de", 0.01)]).summary == "en (confidence 0.98)")
    #expect(detection([("id", 0.52), ("ms", 0.41), ("tl", 0.05)]).summary == "id or ms (confidence 0.52, 0.41)")
    #expect(detection([("hr", 0.08)]).summary == "hr (confidence 0.08)")
    #expect(Detection.nothing.summary == "und")
  }

  @Test("finds the languages of a mixed post")
  func spans() {
    let detection = detector.detect("我今天真的很 tired lol")
    #expect(detection.spans == [LanguageSpan(range: 0..<6, tag: "zh-Hans"), LanguageSpan(range: 7..<16, tag: "en")])
    #expect(detection.tag == "zh-Hans")
    #expect(detection.letters == 14)
    #expect(detection.share(of: "zh") == 6.0 / 14)
    #expect(detection.share(of: "en") == 8.0 / 14)
    #expect(detector.detect("这个bug很难").spans.map(\.tag) == ["zh-Hans", "en", "zh-Hans"])
  }

  @Test("a text without letters is all und")
  func noLetters() {
    let detection = detector.detect("12:30 🎉 !!!")
    #expect(detection.shares == [LanguageShare(tag: "und", share: 1)])
    #expect(detection.spans.isEmpty && detection.candidates.isEmpty && detection.letters == 0)
  }

  @Test("keeps its promises on random mixtures")
  func invariants() {
    var texts = RandomTexts(seed: 7)
    for _ in 0..<400 {
      let text = texts.next()
      let count = text.unicodeScalars.count
      let detection = detector.detect(text)
      var end = 0
      for span in detection.spans {
        #expect(span.range.lowerBound >= end && !span.range.isEmpty && span.range.upperBound <= count, "\(text)")
        end = span.range.upperBound
      }
      #expect(abs(detection.shares.reduce(0) { $0 + $1.share } - 1) < 1e-9, "\(text)")
      #expect(detection.confidence >= 0 && detection.confidence <= 1)
      #expect(detection.candidates.count <= 5)
      for (first, second) in zip(detection.candidates, detection.candidates.dropFirst()) {
        #expect(first.confidence >= second.confidence)
      }
      #expect(detector.tag(text.unicodeScalars.map(\.value)) == detection.tag, "\(text)")
    }
  }

  @Test(
    "reads a long text, whatever it is made of", .timeLimit(.minutes(30)),
    arguments: ["a", "我", "\u{301}", "\u{200B}", "a.", "@", "#a ", "'", "word "])
  func long(_ unit: String) {
    let text = Array(unit.unicodeScalars.map(\.value))
    let scalars = Array((0..<(60_000 / text.count)).map { _ in text }.joined())
    #expect(detector.detect(scalars).tag == detector.tag(scalars))
  }
}
