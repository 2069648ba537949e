import Bridge
import Foundation
import Testing

/// A post for one entry of the shipped lexicon, and the meaning that its reader must be shown.
struct LexiconPost: Sendable {
  var language: String
  /// The entry's first spelling.
  var entry: String
  var post: String
  var gloss: String

  /// The language of the reader: English, or Chinese where the post is English.
  var target: String { language == "en" ? "zh" : "en" }

  static let lexicon = PackageFolder.path + "/Rules/lexicon"

  /// By language, in the files' order. The first line of a file names the columns.
  static func all() throws -> [String: [LexiconPost]] {
    let folder = lexicon + "/posts"
    var posts: [String: [LexiconPost]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".tsv") {
      let language = String(name.dropLast(4))
      let lines = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n")
      posts[language] = try lines.dropFirst().map { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        try #require(fields.count == 3, "\(name): \(line)")
        return LexiconPost(language: language, entry: fields[0], post: fields[1], gloss: fields[2])
      }
    }
    return posts
  }

  /// Whether `glosser` shows the meaning as the lexicon's.
  func isShown(by glosser: Glosser) -> Bool {
    glosser.gloss(post, to: target, from: language).tokens.contains { token in
      token.senses.contains { $0.source == "lexicon" && $0.text == gloss }
    }
  }
}

@Suite("Posts for the shipped lexicon")
struct LexiconPostTests {
  /// The share of a language's posts that must be read rightly. A few entries lose to a shorter word of another language's
  /// lexicon (the Q of 栓Q) or to two words that say the same (支那 and 人).
  private static let least = 0.98

  @Test("every entry has a post, and every post an entry")
  func entries() throws {
    let entries = LexiconReader.read(folder: LexiconPost.lexicon).entries
    let posts = try LexiconPost.all()
    #expect(Set(entries.map(\.language)) == Set(posts.keys))
    for (language, posts) in posts {
      let terms = entries.filter { $0.language == language }.compactMap(\.terms.first)
      #expect(terms.sorted() == posts.map(\.entry).sorted(), "\(language)")
    }
  }

  @Test("the lexicon alone finds each entry in its post")
  func alone() throws {
    let lexicon = Lexicon(LexiconReader.read(folder: LexiconPost.lexicon).entries)
    try check(Glosser(dictionaries: .none, detector: LanguageDetector(), lexicon: lexicon))
  }

  @Test("so it does beside the installed dictionaries", .enabled(if: PackageFolder.hasSources))
  func besideDictionaries() throws { try check(try InstalledGlosser.withLexicon.get()) }

  private func check(_ glosser: Glosser) throws {
    for (language, posts) in try LexiconPost.all().sorted(by: { $0.key < $1.key }) {
      let missed = posts.filter { !$0.isShown(by: glosser) }
      #expect(
        Double(posts.count - missed.count) >= Self.least * Double(posts.count),
        "\(language): \(missed.map { "\($0.entry) (\($0.post))" }.joined(separator: ", "))")
    }
  }
}
