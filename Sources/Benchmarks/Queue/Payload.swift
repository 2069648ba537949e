import Bridge
import Rules
import Store

/// What goes through the queues: posts with 200 bytes of text in several scripts, and verdicts with 400 bytes of body.
enum Payload {
  static let textBytes = 200
  static let bodyBytes = 400

  private static let beginnings = [
    "hi everyone, tiktok refugee here, I have no idea what any button says 欢迎欢迎！先别急，点右下角“我”，再点设置，",
    "今天天气很好，我们下午去公园散步吧，有人要一起来吗 see you at the park, bring the dog and some water ",
    "Всем привет! я только вчера приехал и ещё никого не знаю, hello from the other side ",
    "はじめまして、東京から来ました。よろしくお願いします。 my cat says hello too 我的猫也问好 ",
  ]

  /// The text of post `number`: different for each, exactly 200 bytes of UTF-8.
  static func text(_ number: Int) -> String {
    var text = beginnings[number % beginnings.count] + "#\(number) "
    while text.utf8.count < textBytes + 4 { text += "abc 你好 где " }
    while text.utf8.count > textBytes { text.removeLast() }
    return text + String(repeating: ".", count: textBytes - text.utf8.count)
  }

  /// Post `number` as a platform would hand it in.
  static func post(_ number: Int, id: String) -> Post {
    var post = Post(id: PostID(id), text: text(number))
    post.source = "bench"
    return post
  }

  /// A screening whose stored body has exactly 400 bytes.
  static let screening: Screening = {
    var screening = Screening(detection: .nothing)
    screening.labels = [""]
    let missing = bodyBytes - StoredScreening(screening).body.count
    screening.labels = [String(repeating: "x", count: max(0, missing))]
    return screening
  }()

  /// That body.
  static let body = StoredScreening(screening).body
}

/// The engine of the queue's benchmark: the same verdict for every post.
struct ConstantScreener: Screener {
  let screening = Payload.screening

  func screen(_ post: Post) -> Screening { screening }
}
