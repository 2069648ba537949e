import Bridge
import Testing

/// Single words that everybody says every day, and that one language has for itself.
@Suite("Everyday words")
struct EverydayWordTests {
  struct Words: CustomTestStringConvertible, Sendable {
    var tag: String
    var words: [String]
    var testDescription: String { "\(tag): \(words.joined(separator: " "))" }

    init(_ tag: String, _ words: String) {
      self.tag = tag
      self.words = words.split(separator: " ").map(String.init)
    }
  }

  private static let all = [
    Words(
      "en", "hello thanks please sorry yes goodbye friends happy because tomorrow welcome everyone what Thanks HELLO"),
    Words("es", "gracias hola buenos noches mañana también adiós"),
    Words("fr", "merci bonjour bonsoir oui pourquoi beaucoup demain"),
    Words("de", "danke bitte guten heute vielleicht entschuldigung warum"),
    Words("pt", "obrigado obrigada amanhã você também olá"),
    Words("it", "grazie ciao buongiorno perché oggi domani"),
    Words("nl", "bedankt alsjeblieft vandaag gisteren gezellig"),
    Words("sv", "tack varför välkommen förlåt idag"), Words("nb", "takk unnskyld gratulerer"),
    Words("da", "undskyld velkommen tillykke"),
    Words("fi", "kiitos anteeksi tänään huomenna miksi"), Words("pl", "dziękuję cześć proszę dzisiaj przepraszam"),
    Words("cs", "děkuji díky promiňte zítra"), Words("sk", "ďakujem vďaka prepáčte zajtra"),
    Words("hu", "köszönöm szia holnap miért"),
    Words("ro", "mulțumesc bună mâine"), Words("tr", "teşekkürler merhaba günaydın arkadaşlar"),
    Words("vi", "không được những"),
    Words("id", "banget besok"), Words("ms", "awak kerana esok"), Words("tl", "magandang salamat bakit"),
    Words("lt", "ačiū šiandien prašau"),
    Words("lv", "paldies šodien kāpēc"), Words("et", "aitäh vabandust täna"), Words("ca", "gràcies adéu avui"),
    Words("sw", "asante habari"),
    Words("hr", "sutra jučer zašto"), Words("sl", "zakaj včeraj jutri"),
    Words("ru", "привет спасибо здравствуйте сегодня почему"),
    Words("uk", "дякую привіт сьогодні чому"), Words("bg", "здравейте благодаря днес защо"),
    Words("sr", "здраво сутра јуче"),
    Words("ar", "مرحبا شكرا لماذا اليوم"), Words("fa", "متشکرم خداحافظ امروز چرا"), Words("ur", "شکریہ نہیں کیوں"),
    Words("hi", "नमस्ते शुक्रिया नहीं क्यों"),
    Words("mr", "नाही उद्या मित्रांनो"), Words("zh-Hans", "谢谢 你好"), Words("zh-Hant", "謝謝"), Words("ja", "ありがとう こんにちは"),
    Words("ko", "안녕하세요 감사합니다"), Words("th", "สวัสดี ขอบคุณ"), Words("el", "ευχαριστώ καλημέρα"), Words("he", "שלום תודה"),
  ]

  @Test("are known by themselves", arguments: all)
  func known(_ words: Words) {
    let detector = LanguageDetector()
    for word in words.words {
      let detection = detector.detect(word)
      #expect(detection.tag == words.tag, "\(word): \(detection.summary)")
    }
  }
}
