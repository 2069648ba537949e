import Bridge
import Rules
import Text

/// A post of a stranger before the project's own rules, dictionaries and all: every hit lies in the text, the trace is
/// written, the answer is JSON, and the words of the gloss ascend.
struct ScreeningTarget: FuzzTarget {
  static let name = "screening"

  private static let dictionaries = (try? Dictionaries.open(in: ".drawbridge/dictionaries")) ?? .none
  private static let screener: RulebookScreener = {
    do {
      return RulebookScreener(try Rulebook(folder: "Rules", dictionaries: dictionaries))
    } catch {
      fatalError("\(name): \(error)")
    }
  }()
  private static let glosser = Glosser(dictionaries: dictionaries, detector: LanguageDetector())

  static func run(_ bytes: [UInt8]) {
    let post = Post(id: PostID("1"), text: text(bytes))
    let count = post.text.unicodeScalars.count
    let (screening, _) = screener.explain(post)
    for hit in screening.hits {
      expect(!hit.range.isEmpty && hit.range.lowerBound >= 0 && hit.range.upperBound <= count, "\(hit)")
    }
    var writer = JSONWriter()
    writer.object { screening.writeMembers(to: &$0) }
    expect((try? JSONParser.parse(writer.text)) != nil, "this is not JSON: \(writer.text)")
    var end = 0
    for token in glosser.gloss(post.text, to: "en", from: nil).tokens {
      expect(token.range.lowerBound >= end && token.range.upperBound <= count, "\(token.surface) at \(token.range)")
      end = token.range.upperBound
    }
  }
}
