import Bridge
import Testing

/// Posts in Latin letters of languages that have others; the text is ours.
@Suite("Romanised posts")
struct RomanisedPostTests {
  struct Posts: CustomTestStringConvertible, Sendable {
    var tag: String
    var least: Int
    var posts: [String]
    var testDescription: String { "\(tag), at least \(least) of \(posts.count)" }
  }

  private static let all = [
    Posts(
      tag: "hi-Latn", least: 9,
      posts: [
        "kya kar rahe ho bhai", "mujhe nahi pata yaar", "aaj bahut garmi hai", "tum kahan ja rahe ho",
        "yeh gaana mujhe bahut pasand hai", "kal milte hain phir", "accha theek hai koi baat nahi",
        "mera dil tere liye dhadakta hai", "sab log kahan chale gaye", "main ghar ja raha hoon",
      ]),
    Posts(
      tag: "ar-Latn", least: 8,
      posts: [
        "salam alaikum kifak habibi", "ana mesh aref leh keda", "yalla habibi khalas", "inshallah bokra nshoof",
        "alhamdulillah kol shi tamam", "enta fein ya sahbi", "wallah ma baaref shou hada", "sabah el kheir ya gamaa",
        "ana bahebak awi ya albi", "mabrouk ya habibti alf mabrouk",
      ]),
    Posts(
      tag: "ru-Latn", least: 9,
      posts: [
        "privet kak dela", "ya ne znayu chto delat", "spasibo bolshoe za pomoshch", "segodnya ochen horoshiy den",
        "pochemu ty ne otvechaesh", "ya tebya lyublyu", "poka uvidimsya zavtra", "eto ochen smeshno",
        "mne nuzhno idti na rabotu", "gde ty byl vchera",
      ]),
    Posts(
      tag: "en", least: 20,
      posts: [
        "main street is closed today", "he told us to wait here", "are you ok with that", "do you know him",
        "that was a good one", "us too, we are in", "my dog ate the sofa", "so what is the plan", "the man in the hat",
        "we had some tea and toast", "to be or not to be", "no way man", "she is at the gym", "kids these days",
        "bus is late again", "I am on my way", "can you help me out", "you are the best", "ok then see you",
        "sun is out",
      ]),
  ]

  @Test("are told from the others, and take none from English", arguments: all)
  func posts(_ posts: Posts) {
    let detector = LanguageDetector()
    let wrong = posts.posts.filter { detector.detect($0).tag != posts.tag }
    let answers = wrong.map { "\($0) \(detector.detect($0).tag)" }
    print("\(posts.tag): \(posts.posts.count - wrong.count) of \(posts.posts.count); \(answers)")
    #expect(posts.posts.count - wrong.count >= posts.least, "\(answers)")
  }
}
