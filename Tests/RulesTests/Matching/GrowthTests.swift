import Bridge
import Rules
import Testing
import Text

@testable import Rules

/// Work is counted in steps, which are the same on every machine.
@Suite("Work grows with the post and no faster")
struct GrowthTests {
  struct Wall: CustomTestStringConvertible, Sendable {
    var modes: Set<MatchMode>
    var entries: [String]
    var unit: String
    var end = ""
    var asksDictionary = false
    var testDescription: String { "\(entries) in \(unit)…\(end)" }
  }

  /// Four times the text may make four times the steps, and what an edge of a piece adds.
  private func expectLinear(_ unit: String, _ end: String = "", _ work: (String) -> Void) {
    let count = 1_000 / unit.unicodeScalars.count
    let (small, large) = (count, count * 4)
    let few = Work.steps { work(String(repeating: unit, count: small) + end) }
    let many = Work.steps { work(String(repeating: unit, count: large) + end) }
    #expect(few > 0, "nothing was counted")
    #expect(Double(many) <= Double(few) * 4.4 + 500, "\(few) steps grow to \(many)")
  }

  @Test(
    "entries in walls of their like",
    arguments: [
      Wall(modes: [.evasive], entries: ["하하"], unit: "하"), Wall(modes: [.evasive], entries: ["ㅋㅋ"], unit: "ㅋ"),
      Wall(modes: [.evasive], entries: ["시발"], unit: "시발"), Wall(modes: [.evasive], entries: ["aaa"], unit: "a"),
      Wall(modes: [.evasive], entries: ["バカ"], unit: "バカ"), Wall(modes: [.evasive], entries: ["しね"], unit: "しね"),
      Wall(modes: [.evasive], entries: ["カカ"], unit: "カーーーーーーー"),
      Wall(modes: [.evasive], entries: ["שלוםעולם"], unit: "שלוםעולם"),
      Wall(modes: [.evasive], entries: ["casino"], unit: "xzx", end: "casino"),
      Wall(modes: [.evasive], entries: ["微信"], unit: "微信", asksDictionary: true),
      Wall(modes: [.evasive], entries: ["加微信"], unit: "加微信聊 ", asksDictionary: true),
      Wall(modes: [.sounds], entries: ["微信"], unit: "我们家薇信好", asksDictionary: true),
      Wall(modes: [.sounds], entries: ["自杀"], unit: "的一是自沙不了人", asksDictionary: true),
    ])
  func walls(_ wall: Wall) {
    if wall.asksDictionary && !Matching.hasDictionary { return }
    let matcher = Matching.matcher(wall.modes, wall.entries, dictionaries: Matching.dictionaries ?? .none)
    expectLinear(wall.unit, wall.end) { text in
      _ = matcher.hits(in: text.unicodeScalars.map(\.value), at: Timestamp(microseconds: 0))
    }
  }

  @Test("behind a wall of one syllable that entries begin with, entries are still found")
  func behindWalls() {
    let matcher = Matching.matcher([.evasive], ["하하", "시발"])
    let text = String(repeating: "하", count: 5_000) + " 시발"
    #expect(Matching.find(matcher, text, entries: ["하하", "시발"]).contains { $0.surface == "시발" })
    #expect(Matching.find(matcher, "하하하하", entries: ["하하", "시발"]).map(\.surface) == ["하하하하"])
  }

  @Test("links are taken out in one pass")
  func links() {
    expectLinear("see https://a.example/b?c=1 or www.x.example ") { _ = Links.removed(from: $0) }
    #expect(Links.removed(from: "a https://x.example/1, www.y.example b") == "a     b")
    #expect(Links.removed(from: "nothing here") == "nothing here")
    #expect(Links.removed(from: "www.x www.x.example") == "   ")
  }

  @Test("what hits look like is read from a field that is decoded once")
  func surfaces() {
    expectLinear("加微信聊 ") { text in
      var surfaces = PostSurfaces(Post(id: PostID("1"), text: text))
      for start in 0..<text.unicodeScalars.count / 4 { _ = surfaces.surface("text", start..<start + 3) }
    }
    var post = Post(id: PostID("1"), text: "加微信")
    post.title = "题目"
    var surfaces = PostSurfaces(post)
    #expect(surfaces.surface("text", 1..<3) == "微信")
    #expect(surfaces.surface("text", 0..<3, most: 2) == "加微")
    #expect(surfaces.surface("title", 1..<2) == "目")
    #expect(surfaces.surface("text", 1..<4) == nil)
    #expect(surfaces.surface("link", 0..<1) == nil)
  }

  @Test(
    "only what lies around a word that an entry needs is glossed in a long post", .enabled(if: Matching.hasDictionary))
  func through() throws {
    let dictionaries = try #require(Matching.dictionaries)
    let entries = ["commit suicide"]
    let matcher = Matching.matcher([.regex], entries, through: ["en"], dictionaries: dictionaries)
    // Characters of several readings, which a gloss has to choose among.
    let filler = String(repeating: "他行长了还得重新都好，", count: 500)
    let found = Matching.find(matcher, filler + "他昨天想自杀" + filler, entries: entries)
    #expect(found.map(\.surface) == ["自杀"])
    let steps = Work.steps {
      _ = Matching.find(matcher, filler + "他昨天想自杀" + filler, entries: entries)
    }
    let twice = Work.steps {
      _ = Matching.find(matcher, filler + filler + "他昨天想自杀" + filler + filler, entries: entries)
    }
    #expect(steps > 0)
    #expect(twice < steps + 1_000, "\(steps), then \(twice)")
  }
}
