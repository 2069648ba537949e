import ArgumentParser
import Bridge
import Rules
import Text

struct Screen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Screen posts, one JSON object a line, by the rules; no database needed.",
    discussion: """
      Reads standard input, writes one line for each line, in order. A line that cannot be read is answered with \
      {"id":…,"line":N,"error":"…"}, and the exit status is then 1. Counters count within the input; limits are not applied, and rules that would have gone past theirs are named at the end.

        echo '{"id":"1","text":"想学画画的加微信聊"}' | drawbridge screen
      """)

  @OptionGroup var rules: RulesOptions
  @OptionGroup var dictionaries: DictionaryOptions

  func run() throws {
    let places = Places()
    let rulebook = try dictionaries.rulebook(rules, places)
    let screener = CountingScreener(RulebookScreener(rulebook))
    let posts = PostReader(keeping: try places.keptMembers())
    let isClean = try Filter.run(
      tooLong: { Self.refusal(id: nil, line: $0, "a line over 8 MiB") },
      answer: { bytes, line, number, output in
        var writer = JSONWriter()
        do throws(PostRefusal) {
          let post = try posts.read(bytes, in: line)
          screener.screen(post).write(id: post.id, source: post.source, to: &writer)
        } catch {
          output += Self.refusal(id: error.id, line: number, error.reason)
          return false
        }
        output += writer.bytes
        return true
      })
    for trip in screener.trips {
      Terminal.note(
        VisibleText.of(
          "\(trip.rule) would have gone past its limit from \(trip.from): \(trip.hits) different texts of \(trip.posts) posts"
        ))
    }
    try Filter.finish(isClean, lost: rulebook.dictionaries.lost)
  }

  private static func refusal(id: PostID?, line: Int, _ reason: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { out in
      out.name("id")
      if let id { out.json(id.json) } else { out.null() }
      out.member("line", line)
      out.member("error", reason)
    }
    return writer.bytes
  }
}
