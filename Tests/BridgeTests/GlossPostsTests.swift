import Bridge
import Foundation
import Testing

/// Posts of our own whose key words a moderator needs, with the glosses that would do.
struct GlossPost: Decodable, Sendable {
  struct Expectation: Decodable, Sendable {
    var surface: String
    var any: [String]
  }

  struct Note: Decodable, Sendable {
    var surface: String
    var note: String
  }

  var id: String
  var text: String
  var to: String
  var expect: [Expectation]
  var notes: [Note]?

  static func all() throws -> [GlossPost] {
    let path = PackageFolder.path + "/Tests/BridgeTests/Fixtures/gloss-posts.jsonl"
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(GlossPost.self, from: Data($0.utf8))
    }
  }
}

/// How many of the expected glosses are among the first three of a word, by kind of post (the id's first part).
struct GlossScore {
  var found: [String: Int] = [:]
  var all: [String: Int] = [:]
  var missed: [String] = []

  mutating func count(_ kind: String, _ isFound: Bool, _ what: String) {
    all[kind, default: 0] += 1
    if isFound { found[kind, default: 0] += 1 } else { missed.append(what) }
  }

  func share(_ kind: String) -> Double { Double(found[kind] ?? 0) / Double(max(1, all[kind] ?? 0)) }

  var table: String {
    all.keys.sorted().map { "\($0) \(found[$0] ?? 0)/\(all[$0] ?? 0)" }.joined(separator: ", ")
  }
}

@Suite("Posts of our own, glossed", .enabled(if: PackageFolder.hasSources))
struct GlossPostsTests {
  /// The share of expected glosses that must be found, by kind: what is measured less a little.
  private static let least: [String: Double] = ["zh": 0.9, "en": 0.85, "mixed": 0.85, "ja": 0.85, "note": 0.85]

  @Test("the key words of 233 posts are glossed; prints the score")
  func score() throws {
    let glosser = try InstalledGlosser.withLexicon.get()
    let languages = Set(try InstalledGlosser.dictionaries.get().pairs.map(\.source))
    var score = GlossScore()
    for post in try GlossPost.all() {
      let kind = String(post.id.prefix { $0 != "-" })
      guard kind == "mixed" || languages.contains(kind) else { continue }
      let glossed = glosser.gloss(post.text, to: post.to)
      for expected in post.expect {
        let isFound = Self.tokens(glossed, on: expected.surface, in: post.text).contains { token in
          token.glosses.prefix(3).contains { gloss in expected.any.contains { Self.says(gloss, $0, post.to) } }
        }
        score.count(kind, isFound, "\(post.id) \(expected.surface) (\(expected.any.joined(separator: ", ")))")
      }
      for note in post.notes ?? [] {
        let isMarked = Self.tokens(glossed, on: note.surface, in: post.text).contains { $0.notes.contains(note.note) }
        score.count("note", isMarked, "\(post.id) \(note.surface): \(note.note)")
      }
    }
    print("glosses of our posts: \(score.table)")
    for missed in score.missed { print("  missed: \(missed)") }
    for (kind, least) in Self.least { #expect(score.share(kind) >= least, "\(kind): \(score.table)") }
  }

  /// The tokens that share a scalar with a place where `surface` stands.
  private static func tokens(_ glossed: GlossedText, on surface: String, in text: String) -> [GlossToken] {
    let (scalars, wanted) = (Array(text.unicodeScalars), Array(surface.unicodeScalars))
    guard wanted.count <= scalars.count else { return [] }
    return (0...scalars.count - wanted.count).filter { Array(scalars[$0..<$0 + wanted.count]) == wanted }.flatMap {
      start in
      glossed.tokens.filter { $0.range.overlaps(start..<start + wanted.count) }
    }
  }

  /// Chinese glosses hold the word, English ones have it among their words, inflected or not.
  private static func says(_ gloss: String, _ word: String, _ target: String) -> Bool {
    if target == "zh" { return gloss.contains(word) }
    let (own, wanted) = (EnglishLemmas.of(gloss), EnglishLemmas.of(word))
    return gloss.lowercased().contains(word.lowercased()) || !wanted.isEmpty && Set(wanted).isSubset(of: own)
  }
}
