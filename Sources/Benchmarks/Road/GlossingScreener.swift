import Bridge
import Rules
import Synchronization

/// The engine of the road: the rules, and a gloss of every post that goes to the reviewers, since their card shows it.
final class GlossingScreener: Screener {
  private let engine: RulebookScreener
  private let glosser: Glosser
  private let words = Atomic<Int>(0)

  init(_ engine: RulebookScreener, _ glosser: Glosser) {
    self.engine = engine
    self.glosser = glosser
  }

  /// Words that were glossed so far; also what keeps the work from being optimised away.
  var glossedWords: Int { words.load(ordering: .relaxed) }

  func screen(_ post: Post) -> Screening {
    let screening = engine.screen(post)
    if screening.verdict >= .queue {
      words.add(glosser.gloss(post.text, to: "en").tokens.count, ordering: .relaxed)
    }
    return screening
  }
}
